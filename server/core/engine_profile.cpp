#include "core/ports/image_engine.hpp"

#include <algorithm>

namespace likeness {

bool EngineProfile::takes(std::string_view base_model) const {
    return std::find(base_models.begin(), base_models.end(), base_model) != base_models.end();
}

}  // namespace likeness
