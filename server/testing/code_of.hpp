#pragma once

#include "base/result.hpp"

#include <optional>

namespace likeness::test {

/// The code of the error; nothing when there is a value, so that a test says so instead of ending
/// the program.
template <class T>
std::optional<ErrorCode> code_of(const Result<T>& result) {
    return result ? std::nullopt : std::optional(result.error().code);
}

}  // namespace likeness::test
