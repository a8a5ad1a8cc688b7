#include "core/engines.hpp"

#include <algorithm>
#include <utility>

namespace likeness {

Engines::Engines(std::vector<std::reference_wrapper<ImageEngine>> engines, Fallback fallback)
    : engines_(std::move(engines)),
      fallback_(fallback) {}

ImageEngine* Engines::find(std::string_view id) const {
    const auto found =
        std::find_if(engines_.begin(), engines_.end(), [&](const ImageEngine& engine) {
            return engine.profile().id == id;
        });
    return found == engines_.end() ? nullptr : &found->get();
}

bool Engines::can_use(std::string_view base_model) const {
    return std::any_of(engines_.begin(), engines_.end(), [&](const ImageEngine& engine) {
        return engine.profile().takes(base_model);
    });
}

Result<std::reference_wrapper<ImageEngine>>
Engines::choose(const Lora& lora, const std::optional<std::string>& wanted) const {
    if (wanted && find(*wanted) == nullptr) {
        return Error::invalid_field("engine", "is not one of this server's engines");
    }
    ImageEngine* first = nullptr;
    for (ImageEngine& engine : engines_) {
        const bool fits = engine.profile().takes(lora.file.base_model) &&
                          (!wanted || engine.profile().id == *wanted);
        if (fits && (fallback_ == Fallback::off || engine.health().available)) {
            return std::ref(engine);
        }
        first = fits && first == nullptr ? &engine : first;
    }
    if (first != nullptr) {
        return std::ref(*first);
    }
    return Error{
        ErrorCode::conflict,
        "This LoRA is made for " + lora.file.base_model +
            (wanted
                 ? ", which the engine you chose cannot use."
                 : ", which no engine of this server can use. Connect fal.ai or a GPU of your own."
            )};
}

}  // namespace likeness
