#pragma once

#include <string_view>

namespace likeness {

/// Whether the text can be an Idempotency-Key: 1 to 255 letters, digits or marks.
inline bool is_idempotency_key(std::string_view key) {
    constexpr std::size_t kMaxLength = 255;
    return !key.empty() && key.size() <= kMaxLength &&
           key.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:~+/=@ "
           ) == std::string_view::npos;
}

}  // namespace likeness
