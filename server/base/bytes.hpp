#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace likeness {

/// Raw bytes. std::string because every reader and writer we use takes char pointers, and short
/// ones need no allocation.
using Bytes = std::string;
using BytesView = std::string_view;

/// Lower-case hexadecimal, two digits a byte.
std::string to_hex(BytesView bytes);
/// Takes both letter cases; nothing for odd lengths and other characters.
std::optional<Bytes> from_hex(std::string_view hex);

/// RFC 4648 base64 with padding.
std::string to_base64(BytesView bytes);
/// RFC 4648 base64url without padding.
std::string to_base64url(BytesView bytes);
/// Strict base64 with padding.
std::optional<Bytes> from_base64(std::string_view text);
/// Strict base64url without padding.
std::optional<Bytes> from_base64url(std::string_view text);

/// True if the text is well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view text);
/// The number of code points of well-formed UTF-8.
std::size_t utf8_length(std::string_view text);

}  // namespace likeness
