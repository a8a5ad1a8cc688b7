#include "net/part_head.hpp"

#include "base/bytes.hpp"
#include "net/field_value.hpp"

#include <utility>

namespace likeness::net {

namespace {

Error malformed(std::string_view why) {
    return {ErrorCode::invalid_argument, "The form cannot be read: " + std::string(why)};
}

bool is_proper_text(std::string_view text) {
    return is_utf8(text) && is_field_value(text);
}

Result<void> read_disposition(std::string_view value, FormPart& part) {
    if (!equals_ignoring_case(take_element(value, ';'), "form-data")) {
        return malformed("a part is not of the kind form-data.");
    }
    std::optional<std::string> name = unquote(find_parameter(value, "name").value_or(""));
    if (!name || !is_proper_text(*name)) {
        return malformed("a part has no proper name.");
    }
    part.name = *std::move(name);
    const auto filename = find_parameter(value, "filename");
    if (filename) {
        part.filename = unquote(*filename);
        if (!part.filename || !is_proper_text(*part.filename)) {
            return malformed("a part has no proper file name.");
        }
    }
    return {};
}

bool is_plain_encoding(std::string_view encoding) {
    return equals_ignoring_case(encoding, "binary") || equals_ignoring_case(encoding, "8bit") ||
           equals_ignoring_case(encoding, "7bit");
}

Result<void> read_field(std::string_view name, std::string_view value, FormPart& part) {
    if (equals_ignoring_case(name, "Content-Disposition")) {
        return read_disposition(value, part);
    }
    if (equals_ignoring_case(name, "Content-Type")) {
        part.content_type = value;
    }
    if (equals_ignoring_case(name, "Content-Transfer-Encoding") && !is_plain_encoding(value)) {
        return malformed("a part has a content encoding that forms must not have.");
    }
    return {};
}

}  // namespace

Result<FormPart> parse_part_head(std::string_view head) {
    FormPart part;
    part.content_type = "text/plain";
    int dispositions = 0;
    while (!head.empty()) {
        const std::size_t end = head.find("\r\n");
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(end == std::string_view::npos ? head.size() : end + 2);
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon)) ||
            !is_field_value(line)) {
            return malformed("a part has a malformed header.");
        }
        const std::string_view name = line.substr(0, colon);
        dispositions += equals_ignoring_case(name, "Content-Disposition") ? 1 : 0;
        LIKENESS_CHECK(read_field(name, trim(line.substr(colon + 1)), part));
    }
    if (dispositions != 1) {
        return malformed("a part must have one Content-Disposition.");
    }
    return part;
}

std::optional<std::string> unquote(std::string_view text) {
    if (!text.starts_with('"')) {
        return is_token(text) ? std::optional(std::string(text)) : std::nullopt;
    }
    if (text.size() < 2 || !text.ends_with('"')) {
        return std::nullopt;
    }
    text = text.substr(1, text.size() - 2);
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_escape =
            text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\');
        i += is_escape ? 1 : 0;
        if (text[i] == '"' && !is_escape) {
            return std::nullopt;
        }
        plain += text[i];
    }
    return plain;
}

}  // namespace likeness::net
