#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The little XML that S3 answers with: elements with text, no attributes that matter, no
/// namespaces in names. Reads what it looks for and nothing else; cannot fail on anything.
namespace likeness::s3_store {

/// The text of the first element of that name, its entities replaced; nothing when there is none.
std::optional<std::string> xml_text(std::string_view xml, std::string_view name);

/// What stands between the tags of every element of that name.
std::vector<std::string_view> xml_elements(std::string_view xml, std::string_view name);

std::string xml_escaped(std::string_view text);

}  // namespace likeness::s3_store
