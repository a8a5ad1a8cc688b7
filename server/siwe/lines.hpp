#pragma once

#include "base/error.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace likeness::siwe {

/// Goes through the lines of a message. Each is ended by LF except the last, so a text that ends in
/// LF has an empty last line. CR is an ordinary character. Views the text.
class Lines {
public:
    explicit Lines(std::string_view text) : rest_(text) {}

    /// The next line; nothing after the last.
    std::optional<std::string_view> next();

    /// What follows `label` in the next line. If the line begins otherwise, it stays the next, and
    /// the result is nothing.
    std::optional<std::string_view> next_if(std::string_view label);

    /// Takes the next line if it is there and empty.
    bool skip_empty();

    /// `invalid_argument` on the field "message": "line 3 <why>", about the line that was taken
    /// last.
    Error wrong(const std::string& why) const;

    /// The same about the line after it.
    Error wrong_next(const std::string& why) const;

private:
    std::optional<std::string_view> rest_;  // nothing once the last line was taken
    int number_ = 0;
};

}  // namespace likeness::siwe
