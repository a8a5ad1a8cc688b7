#include "adapters/postgres/result_rows.hpp"

#include <libpq-fe.h>

#include <charconv>

namespace likeness::postgres {

namespace {

/// NULL reads as 0, as with SQLite.
template <class Number>
Number number_in(std::string_view text) {
    Number number{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (!text.empty() && (failure != std::errc{} || end != text.data() + text.size())) {
        throw sql::Failure(ErrorCode::internal, "a column of numbers holds: " + std::string(text));
    }
    return number;
}

}  // namespace

void FreeResult::operator()(pg_result* result) const {
    PQclear(result);
}

bool ResultRows::next() {
    return ++row_ < PQntuples(result_.get());
}

bool ResultRows::is_null(int column) const {
    return PQgetisnull(result_.get(), row_, column) == 1;
}

std::int64_t ResultRows::integer(int column) const {
    return number_in<std::int64_t>(text(column));
}

double ResultRows::real(int column) const {
    return number_in<double>(text(column));
}

std::string_view ResultRows::text(int column) const {
    return {
        PQgetvalue(result_.get(), row_, column),
        static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

std::int64_t ResultRows::changed() const {
    return number_in<std::int64_t>(PQcmdTuples(result_.get()));
}

}  // namespace likeness::postgres
