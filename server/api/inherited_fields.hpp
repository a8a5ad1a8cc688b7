#pragma once

#include "api/schema.hpp"

#include <tuple>

namespace likeness::api {

template <class Derived, class Base, class T>
constexpr Field<Derived, T> inherited_field(const Field<Base, T>& field) {
    return {
        field.name,
        static_cast<T Derived::*>(field.member),
        field.doc,
        field.least,
        field.most,
        field.has_default,
        field.alias};
}

/// The fields of a base as an input that adds some to them needs them.
template <class Derived, class Base>
constexpr auto inherited_fields() {
    return std::apply(
        [](const auto&... each) { return std::tuple{inherited_field<Derived>(each)...}; },
        Base::fields()
    );
}

}  // namespace likeness::api
