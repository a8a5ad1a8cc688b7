#pragma once

#include "base/bytes.hpp"
#include "imaging/recipe.hpp"

#include <optional>
#include <string>
#include <string_view>

/// XMP (ISO 16684-1): dc:description is the prompt, xmp:CreatorTool the software, xmp:CreateDate
/// the time, and likeness:Recipe our JSON.
namespace likeness::imaging {

/// `extension` is empty unless the JSON would not fit into the first packet; then it holds the
/// JSON, and the first packet names its digest (XMP specification part 3, 1.1.3.1).
struct XmpPackets {
    std::string main;
    std::string extension;
};

/// The packets of a recipe, the first of at most `max_bytes`, which is 50,000 or more; over 12,000
/// bytes of prompt are shortened in dc:description if they have to be, never in the JSON.
XmpPackets xmp_packets(const Recipe& recipe, std::size_t max_bytes);

/// How the first packet names an extension: MD5 in 32 upper-case hex digits.
std::string xmp_extension_digest(std::string_view extension);

/// The JSON in a packet; nothing if it has none. Reads it as an element or an attribute, the two
/// forms of a simple property, so that it survives a tool that writes the packet anew. Linear time
/// on any input.
std::optional<std::string> recipe_json_in_xmp(std::string_view packet);

}  // namespace likeness::imaging
