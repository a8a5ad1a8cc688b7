#include "cloud_signing/basic_time.hpp"

#include <algorithm>

namespace likeness::cloud_signing {

std::string to_basic_iso(Timestamp time) {
    std::string text = to_iso(time).substr(0, 19) + "Z";
    text.erase(
        std::remove_if(text.begin(), text.end(), [](char c) { return c == '-' || c == ':'; }),
        text.end()
    );
    return text;
}

}  // namespace likeness::cloud_signing
