#pragma once

#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <string_view>
#include <tuple>

namespace likeness::api {

/// How the members of a struct look on the wire, said once: decoding, encoding, JSON Schema and
/// TypeScript all read it.
///
///     struct CreatePerson {
///         std::string first_name;
///         std::string last_name;
///
///         static constexpr std::string_view kName = "CreatePersonInput";
///         static constexpr auto fields() {
///             return std::tuple{
///                 field("firstName", &CreatePerson::first_name, "First name.").within(1, 80),
///                 field("lastName", &CreatePerson::last_name, "Last name.").defaulted(),
///             };
///         }
///     };
///
/// A std::optional member may be left out or null; any other must be given unless it is
/// defaulted().
template <class Owner, class T>
struct Field {
    std::string_view name;
    T Owner::*member;
    std::string_view doc;
    double least = -std::numeric_limits<double>::infinity(
    );  // of a number's value, a text's characters, a list's items
    double most = std::numeric_limits<double>::infinity();
    bool has_default = false;     // left out, the member keeps the value it was made with
    std::string_view alias = {};  // another name that is understood on input

    constexpr Field within(double lower, double upper) const {
        Field copy = *this;
        copy.least = lower;
        copy.most = upper;
        return copy;
    }

    constexpr Field defaulted() const {
        Field copy = *this;
        copy.has_default = true;
        return copy;
    }

    constexpr Field also(std::string_view other_name) const {
        Field copy = *this;
        copy.alias = other_name;
        return copy;
    }

    bool has_least() const { return std::isfinite(least); }

    bool has_most() const { return std::isfinite(most); }
};

template <class Owner, class T>
constexpr Field<Owner, T> field(std::string_view name, T Owner::*member, std::string_view doc) {
    return {name, member, doc};
}

/// The limits of a field without its type.
struct FieldLimits {
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
};

template <class T>
concept Described = requires {
    { T::kName } -> std::convertible_to<std::string_view>;
    T::fields();
};

/// The names of an enum's values on the wire: specialise with `static constexpr std::array
/// names{std::pair{"jpeg", X::jpeg}, ...}` and `static constexpr std::string_view type_name`.
template <class T>
struct EnumNames;

template <class T>
concept NamedEnum = requires {
    EnumNames<T>::names;
    EnumNames<T>::type_name;
};

/// Calls `visit` for each field of a described struct.
template <Described T, class Visitor>
constexpr void for_each_field(Visitor visit) {
    std::apply([&](const auto&... each) { (visit(each), ...); }, T::fields());
}

/// Input or output of an operation that takes or gives nothing.
struct Nothing {
    static constexpr std::string_view kName = "Nothing";

    static constexpr auto fields() { return std::tuple{}; }
};

}  // namespace likeness::api
