#include "adapters/s3_store/s3_xml.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace likeness::s3_store {

namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> kEntities{
    {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};

/// The character of `&name;` or `&#34;`; those beyond ASCII do not occur in what we read.
std::optional<char> entity(std::string_view name) {
    for (const auto& [known, character] : kEntities) {
        if (name == known) {
            return character;
        }
    }
    const bool is_hex = name.starts_with("#x");
    unsigned value = 0;
    if (name.starts_with('#')) {
        name.remove_prefix(is_hex ? 2 : 1);
        const char* end = name.data() + name.size();
        if (!name.empty() &&
            std::from_chars(name.data(), end, value, is_hex ? 16 : 10).ptr == end && value < 128) {
            return static_cast<char>(value);
        }
    }
    return std::nullopt;
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t end = text[i] == '&' ? text.find(';', i) : std::string_view::npos;
        const auto character =
            end != std::string_view::npos ? entity(text.substr(i + 1, end - i - 1)) : std::nullopt;
        out += character.value_or(text[i]);
        i = character ? end : i;
    }
    return out;
}

}  // namespace

std::vector<std::string_view> xml_elements(std::string_view xml, std::string_view name) {
    const std::string open = "<" + std::string(name);
    const std::string close = "</" + std::string(name) + ">";
    std::vector<std::string_view> found;
    for (std::size_t at = xml.find(open); at != std::string_view::npos; at = xml.find(open, at)) {
        const std::size_t after = at + open.size();
        const bool is_whole_name =
            after < xml.size() && (xml[after] == '>' || xml[after] == ' ' || xml[after] == '/');
        const std::size_t begin = xml.find('>', at);
        if (!is_whole_name || begin == std::string_view::npos || xml[begin - 1] == '/') {
            at = after;
            continue;
        }
        const std::size_t end = xml.find(close, begin);
        if (end == std::string_view::npos) {
            break;
        }
        found.push_back(xml.substr(begin + 1, end - begin - 1));
        at = end;
    }
    return found;
}

std::optional<std::string> xml_text(std::string_view xml, std::string_view name) {
    const std::vector<std::string_view> found = xml_elements(xml, name);
    return found.empty() ? std::nullopt : std::optional(unescaped(found.front()));
}

std::string xml_escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        bool is_entity = false;
        for (const auto& [name, character] : kEntities) {
            if (c == character) {
                out += "&" + std::string(name) + ";";
                is_entity = true;
            }
        }
        if (!is_entity) {
            out += c;
        }
    }
    return out;
}

}  // namespace likeness::s3_store
