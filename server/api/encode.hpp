#pragma once

#include "api/schema.hpp"
#include "api/wire_types.hpp"
#include "base/json_text.hpp"
#include "base/time.hpp"
#include "core/seed.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace likeness::api {

/// Writing JSON: values are appended to `out`. Everything goes into one string, nothing is
/// allocated besides.

inline void encode(std::string& out, std::string_view text) {
    append_json_string(out, text);
}

inline void encode(std::string& out, const std::string& text) {
    append_json_string(out, text);
}

inline void encode(std::string& out, bool value) {
    out += value ? "true" : "false";
}

template <class Number>

requires((std::is_integral_v<Number> || std::is_floating_point_v<Number>)&&!std::
             is_same_v<Number, bool>) void encode(std::string& out, Number value) {
    if constexpr (std::is_floating_point_v<Number>) {
        if (!std::isfinite(value)) {
            out += "null";  // JSON has no other word for it
            return;
        }
    }
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), end.ptr);
}

inline void encode(std::string& out, Timestamp time) {
    out += '"';
    out += to_iso(time);
    out += '"';
}

inline void encode(std::string& out, Seed seed) {
    out += '"';
    out += seed.text();
    out += '"';
}

inline void encode(std::string& out, const RawJson& json) {
    out += json.text;
}

inline void encode(std::string& out, const ShapeRun& run) {
    out += '[';
    encode(out, run.width);
    out += ',';
    encode(out, run.height);
    out += ',';
    encode(out, run.count);
    out += ']';
}

inline void encode(std::string& out, const MonthCount& month) {
    out += '[';
    encode(out, month.month);
    out += ',';
    encode(out, month.count);
    out += ']';
}

inline void encode(std::string& out, const TextMap& map) {
    out += '{';
    for (std::size_t i = 0; i < map.pairs.size(); ++i) {
        out += i > 0 ? "," : "";
        append_json_string(out, map.pairs[i].first);
        out += ':';
        append_json_string(out, map.pairs[i].second);
    }
    out += '}';
}

template <NamedEnum T>
void encode(std::string& out, T value) {
    for (const auto& [name, named] : EnumNames<T>::names) {
        if (named == value) {
            append_json_string(out, name);
            return;
        }
    }
    out += "null";
}

template <class T>
void encode(std::string& out, const std::optional<T>& value);
template <class T>
void encode(std::string& out, const std::vector<T>& values);

template <Described T>
void encode(std::string& out, const T& value) {
    out += '{';
    bool is_first = true;
    for_each_field<T>([&](const auto& field) {
        out += is_first ? "\"" : ",\"";
        is_first = false;
        out += field.name;  // our own names need no escaping
        out += "\":";
        encode(out, value.*field.member);
    });
    out += '}';
}

template <class T>
void encode(std::string& out, const std::optional<T>& value) {
    if (value) {
        encode(out, *value);
    } else {
        out += "null";
    }
}

template <class T>
void encode(std::string& out, const std::vector<T>& values) {
    out += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
        out += i > 0 ? "," : "";
        encode(out, values[i]);
    }
    out += ']';
}

}  // namespace likeness::api
