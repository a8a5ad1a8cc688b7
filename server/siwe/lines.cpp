#include "siwe/lines.hpp"

#include <cstddef>

namespace likeness::siwe {

namespace {

Error wrong_line(int number, const std::string& why) {
    return Error::invalid_field("message", "line " + std::to_string(number) + " " + why);
}

}  // namespace

std::optional<std::string_view> Lines::next() {
    ++number_;
    if (!rest_) {
        return std::nullopt;
    }
    const std::size_t end = rest_->find('\n');
    const std::string_view line = rest_->substr(0, end);
    rest_ = end == std::string_view::npos ? std::nullopt : std::optional(rest_->substr(end + 1));
    return line;
}

std::optional<std::string_view> Lines::next_if(std::string_view label) {
    const Lines here = *this;
    const auto line = next();
    if (line && line->starts_with(label)) {
        return line->substr(label.size());
    }
    *this = here;
    return std::nullopt;
}

bool Lines::skip_empty() {
    const Lines here = *this;
    if (next() == "") {
        return true;
    }
    *this = here;
    return false;
}

Error Lines::wrong(const std::string& why) const {
    return wrong_line(number_, why);
}

Error Lines::wrong_next(const std::string& why) const {
    return wrong_line(number_ + 1, why);
}

}  // namespace likeness::siwe
