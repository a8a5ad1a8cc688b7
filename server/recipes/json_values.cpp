#include "recipes/json_values.hpp"

#include "imaging/exif_texts.hpp"
#include "imaging/recipe.hpp"
#include "recipes/values.hpp"

#include <boost/json/parse.hpp>

#include <array>
#include <utility>

namespace likeness::recipes {

namespace {

constexpr std::size_t kMaxDepth = 64;

struct Literal {
    std::string_view python;
    std::string_view json;
};

constexpr std::array kLiterals{
    Literal{"NaN", "null"},
    Literal{"-Infinity", "null"},
    Literal{"Infinity", "null"}};

/// Replaces what only Python's JSON has, outside of texts.
std::string as_strict_json(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool in_text = false;
    while (!text.empty()) {
        std::size_t length = 1;
        std::string_view written = text.substr(0, 1);
        if (text.front() == '"') {
            in_text = !in_text;
        } else if (in_text && text.front() == '\\') {
            written = text.substr(0, 2);
            length = written.size();
        } else if (!in_text) {
            for (const Literal& literal : kLiterals) {
                if (text.starts_with(literal.python)) {
                    written = literal.json;
                    length = literal.python.size();
                    break;
                }
            }
        }
        out += written;
        text.remove_prefix(length);
    }
    return out;
}

}  // namespace

std::optional<boost::json::value> parse_json(std::string_view text) {
    if (text.size() > imaging::kMaxFileText) {
        return std::nullopt;
    }
    boost::json::parse_options options;
    options.max_depth = kMaxDepth;
    boost::system::error_code error;
    const bool is_pythons = text.find("NaN") != std::string_view::npos ||
                            text.find("Infinity") != std::string_view::npos;
    boost::json::value value =
        is_pythons ? boost::json::parse(as_strict_json(text), error, {}, options)
                   : boost::json::parse({text.data(), text.size()}, error, {}, options);
    return error ? std::nullopt : std::optional(std::move(value));
}

std::optional<boost::json::object> parse_json_object(std::string_view text) {
    text = trimmed(text);
    if (!text.starts_with('{') || !text.ends_with('}')) {
        return std::nullopt;
    }
    std::optional<boost::json::value> value = parse_json(text);
    if (!value || !value->is_object()) {
        return std::nullopt;
    }
    return std::move(value->get_object());
}

std::string unquoted_json(std::string_view quoted) {
    const std::optional<boost::json::value> value = parse_json(quoted);
    if (value && value->is_string()) {
        return std::string(std::string_view(value->get_string()));
    }
    return std::string(quoted.size() < 2 ? quoted : quoted.substr(1, quoted.size() - 2));
}

const boost::json::value*
find(const boost::json::object& object, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
        const boost::json::value* const value = object.if_contains(key);
        if (value != nullptr && !value->is_null()) {
            return value;
        }
    }
    return nullptr;
}

const boost::json::object* find_object(const boost::json::object& object, std::string_view key) {
    const boost::json::value* const value = object.if_contains(key);
    return value == nullptr ? nullptr : value->if_object();
}

const boost::json::array* find_array(const boost::json::object& object, std::string_view key) {
    const boost::json::value* const value = object.if_contains(key);
    return value == nullptr ? nullptr : value->if_array();
}

std::string scalar_text(const boost::json::value& value) {
    if (const auto* const text = value.if_string()) {
        return std::string(std::string_view(*text));
    }
    if (const auto* const number = value.if_int64()) {
        return std::to_string(*number);
    }
    if (const auto* const number = value.if_uint64()) {
        return std::to_string(*number);
    }
    if (const auto* const number = value.if_double()) {
        return imaging::number_text(*number);
    }
    return {};
}

std::string
scalar_text(const boost::json::object& object, std::initializer_list<std::string_view> keys) {
    const boost::json::value* const value = find(object, keys);
    return value == nullptr ? std::string() : scalar_text(*value);
}

}  // namespace likeness::recipes
