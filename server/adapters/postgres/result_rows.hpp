#pragma once

#include "sql/database.hpp"

#include <memory>

struct pg_result;

namespace likeness::postgres {

struct FreeResult {
    void operator()(pg_result* result) const;
};

using ResultPtr = std::unique_ptr<pg_result, FreeResult>;

/// An answer that has come whole. Texts stay valid as long as the rows.
class ResultRows final : public sql::Rows {
public:
    explicit ResultRows(ResultPtr result) : result_(std::move(result)) {}

    bool next() override;
    bool is_null(int column) const override;
    std::int64_t integer(int column) const override;
    double real(int column) const override;
    std::string_view text(int column) const override;
    std::int64_t changed() const override;

private:
    ResultPtr result_;
    int row_ = -1;
};

}  // namespace likeness::postgres
