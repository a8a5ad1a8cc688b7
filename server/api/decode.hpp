#pragma once

#include "api/schema.hpp"
#include "api/wire_types.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "core/seed.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace likeness::api {

namespace json = boost::json;

/// Where input comes from. Values of a query string are all texts, so numbers and truths are read
/// from texts there.
enum class InputForm {
    json,
    query
};

/// Reads one input and collects all that is wrong with it.
class Decoder {
public:
    explicit Decoder(InputForm form) : form_(form) {}

    /// Reads a value that must be there. Absent or unfit values leave `out` alone and are noted
    /// under `path`.
    void
    read(const json::value& value, const std::string& path, FieldLimits limits, std::string& out);
    void read(const json::value& value, const std::string& path, FieldLimits limits, bool& out);
    void read(const json::value& value, const std::string& path, FieldLimits limits, int& out);
    void
    read(const json::value& value, const std::string& path, FieldLimits limits, std::int64_t& out);
    void read(const json::value& value, const std::string& path, FieldLimits limits, double& out);
    void
    read(const json::value& value, const std::string& path, FieldLimits limits, Timestamp& out);
    void read(const json::value& value, const std::string& path, FieldLimits limits, Seed& out);
    void read(
        const json::value& value,
        const std::string& path,
        FieldLimits limits,
        ImageSizeInput& out
    );
    void
    read(const json::value& value, const std::string& path, FieldLimits limits, LoraRefInput& out);

    template <NamedEnum T>
    void read(const json::value& value, const std::string& path, FieldLimits, T& out) {
        std::string known;
        for (const auto& [name, named] : EnumNames<T>::names) {
            if (value.is_string() && value.get_string() == name) {
                out = named;
                return;
            }
            known += (known.empty() ? "" : ", ") + std::string(name);
        }
        note(path, "must be one of: " + known);
    }

    /// Null leaves it empty.
    template <class T>
    void read(
        const json::value& value,
        const std::string& path,
        FieldLimits limits,
        std::optional<T>& out
    ) {
        if (!value.is_null()) {
            T given{};
            read(value, path, limits, given);
            out = std::move(given);
        }
    }

    template <class T>
    void read(
        const json::value& value,
        const std::string& path,
        FieldLimits limits,
        std::vector<T>& out
    ) {
        if (form_ == InputForm::query && value.is_string()) {
            read(parts_of(value.get_string()), path, limits, out);
            return;
        }
        if (!value.is_array()) {
            note(path, "must be a list");
            return;
        }
        const json::array& items = value.get_array();
        if (!fits(static_cast<double>(items.size()), limits)) {
            note(path, "must have " + range_text(limits) + " items");
            return;
        }
        for (std::size_t i = 0; i < items.size(); ++i) {
            T item{};
            read(items[i], path + "[" + std::to_string(i) + "]", {}, item);
            out.push_back(std::move(item));
        }
    }

    template <Described T>
    void read(const json::value& value, const std::string& path, FieldLimits, T& out) {
        if (!value.is_object()) {
            note(path, "must be an object");
            return;
        }
        for_each_field<T>([&](const auto& field) {
            read_field(value.get_object(), path, field, out);
        });
    }

    void note(const std::string& path, std::string message) {
        problems_.push_back({path, std::move(message)});
    }

    /// All that was wrong, or nothing.
    Result<void> result() &&;

private:
    template <class Owner, class T>
    void read_field(
        const json::object& object,
        const std::string& path,
        const Field<Owner, T>& field,
        Owner& out
    ) {
        const json::value* value = object.if_contains(field.name);
        if (value == nullptr && !field.alias.empty()) {
            value = object.if_contains(field.alias);
        }
        const std::string inner =
            path.empty() ? std::string(field.name) : path + "." + std::string(field.name);
        if (value != nullptr && !(field.has_default && value->is_null())) {
            read(*value, inner, {field.least, field.most}, out.*field.member);
        } else if (!field.has_default && !is_optional(out.*field.member)) {
            note(inner, "is required");
        }
    }

    template <class T>
    static constexpr bool is_optional(const T&) {
        return false;
    }

    template <class T>
    static constexpr bool is_optional(const std::optional<T>&) {
        return true;
    }

    static bool fits(double number, FieldLimits limits) {
        return number >= limits.least && number <= limits.most;
    }

    /// A list in a query has commas between its items.
    static json::value parts_of(std::string_view text);
    static std::string range_text(FieldLimits limits);
    std::optional<std::int64_t> whole_number(const json::value& value) const;

    InputForm form_;
    std::vector<FieldError> problems_;
};

/// The whole input of an operation. `value` is null when the caller gave none, which counts as {}.
template <Described T>
Result<T> decode(const json::value& value, InputForm form) {
    static const json::value empty = json::object{};
    Decoder decoder(form);
    T input{};
    decoder.read(value.is_null() ? empty : value, "", {}, input);
    LIKENESS_CHECK(std::move(decoder).result());
    return input;
}

/// Strict JSON with limits on depth and size; a broken text is invalid_argument.
Result<json::value> parse_json(std::string_view text);

}  // namespace likeness::api
