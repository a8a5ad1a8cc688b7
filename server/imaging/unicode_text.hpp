#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Text as metadata formats want it. Input is meant to be UTF-8; what is not becomes U+FFFD.
namespace likeness::imaging {

/// Takes the first code point off; U+FFFD for a byte that belongs to none. `text` is not empty.
char32_t take_code_point(std::string_view& text);

void append_utf8(std::string& out, char32_t code_point);

/// Well-formed UTF-8 of characters that XML 1.0 allows: line ends become \n, tabs stay, other
/// control characters go.
std::string clean_text(std::string_view text);

/// As many bytes as UTF-16 needs for well-formed UTF-8.
std::size_t utf16_bytes(std::string_view text);
/// UTF-16, high byte first, without a byte order mark.
std::string to_utf16be(std::string_view text);
/// UTF-8 of UTF-16 in the given byte order; halves of pairs that stand alone become U+FFFD, and an
/// odd byte at the end is left out.
std::string from_utf16(std::string_view bytes, bool little_endian);

/// The text if it is well-formed UTF-8, else what it says in Latin-1: formats that ask for Latin-1
/// or ASCII get UTF-8 from many writers.
std::string from_utf8_or_latin1(std::string_view text);

/// The text if its UTF-8 is not longer than `max_bytes`, else its start and an ellipsis, cut
/// between code points.
std::string shorten_utf8(std::string_view text, std::size_t max_bytes);
/// The same for the length in UTF-16.
std::string shorten_utf16(std::string_view text, std::size_t max_bytes);

/// For the content of an element: & < > as entities.
std::string escape_xml(std::string_view text);
/// Resolves the five named entities of XML and numeric ones; other ampersands stay.
std::string unescape_xml(std::string_view text);

}  // namespace likeness::imaging
