#include "core/ports/object_store.hpp"

namespace likeness {

namespace {

constexpr std::size_t kMaxKeyLength = 200;
constexpr std::string_view kKeyCharacters = "abcdefghijklmnopqrstuvwxyz0123456789._-/";

bool is_bad_segment(std::string_view segment) {
    return segment.empty() || segment == "." || segment == "..";
}

}  // namespace

std::optional<ObjectKey> ObjectKey::parse(std::string_view text) {
    if (text.size() > kMaxKeyLength ||
        text.find_first_not_of(kKeyCharacters) != std::string_view::npos) {
        return std::nullopt;
    }
    std::size_t start = 0;
    while (start <= text.size()) {
        const std::size_t end = std::min(text.find('/', start), text.size());
        if (is_bad_segment(text.substr(start, end - start))) {
            return std::nullopt;
        }
        start = end + 1;
    }
    return ObjectKey(std::string(text));
}

}  // namespace likeness
