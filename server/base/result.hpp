#pragma once

#include "base/error.hpp"

#include <cassert>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace likeness {

/// A value or the Error that took its place. Reading the wrong half is a bug of the caller, never
/// of the input.
template <class T>
class [[nodiscard]] Result {
public:
    using value_type = T;

    // NOLINTNEXTLINE(google-explicit-constructor): return value;
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}

    // NOLINTNEXTLINE(google-explicit-constructor): return error;
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return state_.index() == 0; }

    explicit operator bool() const { return has_value(); }

    T& value() & {
        assert(has_value());
        return *std::get_if<0>(&state_);
    }

    const T& value() const& {
        assert(has_value());
        return *std::get_if<0>(&state_);
    }

    T&& value() && { return std::move(value()); }

    T& operator*() & { return value(); }

    const T& operator*() const& { return value(); }

    T&& operator*() && { return std::move(value()); }

    T* operator->() { return &value(); }

    const T* operator->() const { return &value(); }

    Error& error() & {
        assert(!has_value());
        return *std::get_if<1>(&state_);
    }

    const Error& error() const& {
        assert(!has_value());
        return *std::get_if<1>(&state_);
    }

    Error&& error() && { return std::move(error()); }

private:
    std::variant<T, Error> state_;
};

/// Done, or the Error that says why not.
template <>
class [[nodiscard]] Result<void> {
public:
    using value_type = void;

    Result() = default;

    // NOLINTNEXTLINE(google-explicit-constructor): return error;
    Result(Error error) : error_(std::move(error)) {}

    bool has_value() const { return !error_; }

    explicit operator bool() const { return has_value(); }

    Error& error() & {
        assert(error_);
        return *error_;
    }

    const Error& error() const& {
        assert(error_);
        return *error_;
    }

    Error&& error() && { return std::move(error()); }

private:
    std::optional<Error> error_;
};

}  // namespace likeness

#define LIKENESS_CONCAT_(a, b) a##b
#define LIKENESS_CONCAT(a, b) LIKENESS_CONCAT_(a, b)

#define LIKENESS_TRY_(keyword, result, declaration, ...) \
    auto result = (__VA_ARGS__);                         \
    if (!result) {                                       \
        keyword std::move(result).error();               \
    }                                                    \
    declaration = std::move(result).value()

#define LIKENESS_CHECK_(keyword, result, ...) \
    auto result = (__VA_ARGS__);              \
    if (!result) {                            \
        keyword std::move(result).error();    \
    }                                         \
    static_assert(true)

/// LIKENESS_TRY(auto x, f()); takes the value out of a Result or returns its Error.
/// Statement-expression forms of such macros break in g++ coroutines, so these declare; one a line.
#define LIKENESS_TRY(declaration, ...) \
    LIKENESS_TRY_(return, LIKENESS_CONCAT(likeness_result_, __LINE__), declaration, __VA_ARGS__)
#define LIKENESS_CO_TRY(declaration, ...) \
    LIKENESS_TRY_(co_return, LIKENESS_CONCAT(likeness_result_, __LINE__), declaration, __VA_ARGS__)
/// LIKENESS_CHECK(f()); returns f()'s Error if it has one.
#define LIKENESS_CHECK(...) \
    LIKENESS_CHECK_(return, LIKENESS_CONCAT(likeness_result_, __LINE__), __VA_ARGS__)
#define LIKENESS_CO_CHECK(...) \
    LIKENESS_CHECK_(co_return, LIKENESS_CONCAT(likeness_result_, __LINE__), __VA_ARGS__)
