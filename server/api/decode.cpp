#include "api/decode.hpp"

#include "base/bytes.hpp"

#include <boost/json/parse.hpp>

#include <charconv>
#include <cmath>
#include <utility>

namespace likeness::api {

namespace {

constexpr std::size_t kMaxDepth = 32;

std::string number_text(double number) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return {digits.data(), end.ptr};
}

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto [stopped, failure] = std::from_chars(text.data(), end, number);
    if (failure != std::errc{} || stopped != end) {
        return std::nullopt;
    }
    return number;
}

std::string_view text_of(const json::value& value) {
    const json::string& text = value.get_string();
    return {text.data(), text.size()};
}

}  // namespace

json::value Decoder::parts_of(std::string_view text) {
    json::array parts;
    while (true) {
        const std::size_t comma = text.find(',');
        parts.emplace_back(text.substr(0, comma));
        if (comma == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(comma + 1);
    }
}

std::string Decoder::range_text(FieldLimits limits) {
    const bool has_least = std::isfinite(limits.least);
    const bool has_most = std::isfinite(limits.most);
    if (has_least && has_most) {
        return "between " + number_text(limits.least) + " and " + number_text(limits.most);
    }
    return has_least ? "at least " + number_text(limits.least)
                     : "at most " + number_text(limits.most);
}

Result<void> Decoder::result() && {
    if (problems_.empty()) {
        return {};
    }
    return Error::invalid_fields(std::move(problems_));
}

void Decoder::read(
    const json::value& value,
    const std::string& path,
    FieldLimits limits,
    std::string& out
) {
    if (!value.is_string()) {
        note(path, "must be text");
        return;
    }
    const std::string_view text = text_of(value);
    const std::size_t length = utf8_length(text);
    if (!fits(static_cast<double>(length), limits)) {
        note(
            path,
            length == 0 ? "must not be empty" : "must have " + range_text(limits) + " characters"
        );
        return;
    }
    out = text;
}

void Decoder::read(const json::value& value, const std::string& path, FieldLimits, bool& out) {
    if (value.is_bool()) {
        out = value.get_bool();
    } else if (form_ == InputForm::query && value.is_string() && (value.get_string() == "true" || value.get_string() == "1")) {
        out = true;
    } else if (form_ == InputForm::query && value.is_string() && (value.get_string() == "false" || value.get_string() == "0")) {
        out = false;
    } else {
        note(path, "must be true or false");
    }
}

/// A whole number that fits into 64 bits; 3.0 counts as one, as it does in JavaScript.
std::optional<std::int64_t> Decoder::whole_number(const json::value& value) const {
    if (value.is_int64()) {
        return value.get_int64();
    }
    if (value.is_double() && std::floor(value.get_double()) == value.get_double() &&
        std::abs(value.get_double()) < 9e15) {
        return static_cast<std::int64_t>(value.get_double());
    }
    if (form_ == InputForm::query && value.is_string()) {
        return parse_number<std::int64_t>(text_of(value));
    }
    return std::nullopt;
}

void Decoder::read(
    const json::value& value,
    const std::string& path,
    FieldLimits limits,
    std::int64_t& out
) {
    const std::optional<std::int64_t> number = whole_number(value);
    if (!number) {
        note(path, "must be a whole number");
    } else if (!fits(static_cast<double>(*number), limits)) {
        note(path, "must be " + range_text(limits));
    } else {
        out = *number;
    }
}

void Decoder::read(
    const json::value& value,
    const std::string& path,
    FieldLimits limits,
    int& out
) {
    constexpr double kMost = std::numeric_limits<int>::max();
    std::int64_t number = 0;
    const std::size_t before = problems_.size();
    read(value, path, {std::max(limits.least, -kMost), std::min(limits.most, kMost)}, number);
    if (problems_.size() == before) {
        out = static_cast<int>(number);
    }
}

void Decoder::read(
    const json::value& value,
    const std::string& path,
    FieldLimits limits,
    double& out
) {
    std::optional<double> number;
    if (value.is_number()) {
        number = value.to_number<double>();
    } else if (form_ == InputForm::query && value.is_string()) {
        number = parse_number<double>(text_of(value));
    }
    if (!number || !std::isfinite(*number)) {  // 1e999 parses as infinity
        note(path, "must be a number");
    } else if (!fits(*number, limits)) {
        note(path, "must be " + range_text(limits));
    } else {
        out = *number;
    }
}

void Decoder::read(const json::value& value, const std::string& path, FieldLimits, Timestamp& out) {
    const std::optional<Timestamp> time =
        value.is_string() ? parse_iso(text_of(value)) : std::nullopt;
    if (!time) {
        note(path, "must be a time like 2026-11-21T10:46:00Z");
        return;
    }
    out = *time;
}

void Decoder::read(const json::value& value, const std::string& path, FieldLimits, Seed& out) {
    std::optional<Seed> seed;
    if (value.is_string()) {
        seed = Seed::parse(text_of(value));
    } else if (value.is_uint64()) {
        seed = Seed{value.get_uint64()};
    } else if (const std::optional<std::int64_t> number = whole_number(value);
               number && *number >= 0) {
        seed = Seed{static_cast<std::uint64_t>(*number)};
    }
    if (!seed) {
        note(path, "must be a whole number from 0 to 18446744073709551615, as a number or as text");
        return;
    }
    out = *seed;
}

void Decoder::read(
    const json::value& value,
    const std::string& path,
    FieldLimits,
    ImageSizeInput& out
) {
    if (value.is_object()) {
        const json::object& object = value.get_object();
        const auto read_side = [&](std::string_view name, int& side) {
            const json::value* given = object.if_contains(name);
            const std::string inner = path + "." + std::string(name);
            if (given == nullptr) {
                note(inner, "is required");
            } else {
                read(*given, inner, {SettingsLimits::kMinSide, SettingsLimits::kMaxSide}, side);
            }
        };
        read_side("width", out.size.width);
        read_side("height", out.size.height);
        return;
    }
    std::string known;
    for (const SizePreset& preset : kSizePresets) {
        if (value.is_string() && text_of(value) == preset.name) {
            out.size = preset.size;
            return;
        }
        known += std::string(preset.name) + ", ";
    }
    note(path, "must be " + known + "or an object with width and height");
}

void Decoder::read(
    const json::value& value,
    const std::string& path,
    FieldLimits,
    LoraRefInput& out
) {
    if (const std::optional<std::int64_t> number = whole_number(value); number && *number > 0) {
        out.ref = LoraRef(*number);
        return;
    }
    const std::string_view text = value.is_string() ? text_of(value) : std::string_view{};
    if (const std::optional<LoraId> id = LoraId::parse(text)) {
        out.ref = LoraRef(*id);
    } else if (const std::optional<std::int64_t> digits = parse_number<std::int64_t>(text);
               digits && *digits > 0) {
        out.ref = LoraRef(*digits);
    } else {
        note(path, "must be a LoRA's id or number");
    }
}

Result<json::value> parse_json(std::string_view text) {
    json::parse_options options;
    options.max_depth = kMaxDepth;
    boost::system::error_code failed;
    json::value value =
        json::parse(json::string_view(text.data(), text.size()), failed, {}, options);
    if (failed) {
        return Error{ErrorCode::invalid_argument, "The body is not valid JSON.", failed.message()};
    }
    return value;
}

}  // namespace likeness::api
