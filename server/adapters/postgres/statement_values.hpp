#pragma once

#include "sql/database.hpp"

#include <array>
#include <deque>
#include <string>

namespace likeness::postgres {

/// Parameters as libpq takes them. Numbers go as text, because the server decides how wide they
/// are; texts go as they are, with their length. Texts must live as long as this. PostgreSQL keeps
/// only UTF-8 without zero bytes: other bytes go as U+FFFD, so that nothing kept is found by them.
class StatementValues {
public:
    explicit StatementValues(const sql::Parameters& parameters);
    StatementValues(const StatementValues&) = delete;
    StatementValues& operator=(const StatementValues&) = delete;

    int count() const { return count_; }

    const char* const* texts() const { return texts_.data(); }

    const int* lengths() const { return lengths_.data(); }

    const int* formats() const { return formats_.data(); }

private:
    static constexpr std::size_t kMaxCount = sql::Parameters::kMaxCount;

    template <class Number>
    void add_number(Number number);
    void add(std::nullptr_t);

    void add(std::int64_t number) { add_number(number); }

    void add(double number) { add_number(number); }

    void add(std::string_view text);

    std::array<const char*, kMaxCount> texts_{};
    std::array<int, kMaxCount> lengths_{};
    std::array<int, kMaxCount> formats_{};
    std::array<std::array<char, 32>, kMaxCount> numbers_{};
    std::deque<std::string> mended_;
    int count_ = 0;
};

}  // namespace likeness::postgres
