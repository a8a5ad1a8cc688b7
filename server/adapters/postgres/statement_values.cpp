#include "adapters/postgres/statement_values.hpp"

#include "base/bytes.hpp"

#include <charconv>

namespace likeness::postgres {

namespace {

constexpr int kTextFormat = 0;
constexpr int kBinaryFormat = 1;  // of a text: its bytes

bool can_be_kept(std::string_view text) {
    return is_utf8(text) && text.find('\0') == std::string_view::npos;
}

std::string mended(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c > 0) {
            out += c;
        } else {
            out += "\xEF\xBF\xBD";
        }
    }
    return out;
}

}  // namespace

StatementValues::StatementValues(const sql::Parameters& parameters) {
    for (const sql::Parameter& parameter : parameters.values()) {
        std::visit([this](const auto& value) { add(value); }, parameter);
        ++count_;
    }
}

template <class Number>
void StatementValues::add_number(Number number) {
    const auto at = static_cast<std::size_t>(count_);
    std::array<char, 32>& digits = numbers_[at];
    *std::to_chars(digits.data(), digits.data() + digits.size() - 1, number).ptr = '\0';
    texts_[at] = digits.data();
    formats_[at] = kTextFormat;
}

void StatementValues::add(std::nullptr_t) {
    texts_[static_cast<std::size_t>(count_)] = nullptr;
}

void StatementValues::add(std::string_view text) {
    const auto at = static_cast<std::size_t>(count_);
    if (!can_be_kept(text)) {
        text = mended_.emplace_back(mended(text));
    }
    texts_[at] = text.data() != nullptr ? text.data() : "";
    lengths_[at] = static_cast<int>(text.size());
    formats_[at] = kBinaryFormat;
}

}  // namespace likeness::postgres
