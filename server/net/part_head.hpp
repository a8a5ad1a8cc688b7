#pragma once

#include "base/result.hpp"
#include "net/multipart.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace likeness::net {

/// Reads the header lines of one part of a form (RFC 7578, section 4): `head` is all of them, each
/// with its CRLF. Content-Disposition with a name is required; unknown fields are passed over;
/// encodings that would change the content are refused.
Result<FormPart> parse_part_head(std::string_view head);

/// A parameter's value: a token as it is, a quoted string without its quotes. Backslashes escape
/// only quotes and themselves: browsers send those of file names as they are (WHATWG HTML,
/// multipart form data). Nothing if it is neither.
std::optional<std::string> unquote(std::string_view text);

}  // namespace likeness::net
