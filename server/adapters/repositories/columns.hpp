#pragma once

#include "base/time.hpp"
#include "core/caller.hpp"
#include "core/seed.hpp"
#include "sql/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::repositories {

/// How our values look in columns.

Timestamp time_in(const sql::Rows& rows, int column);
std::optional<Timestamp> optional_time_in(const sql::Rows& rows, int column);
std::optional<std::string> optional_text_in(const sql::Rows& rows, int column);
std::optional<std::int64_t> optional_integer_in(const sql::Rows& rows, int column);
std::optional<double> optional_real_in(const sql::Rows& rows, int column);
WalletAddress wallet_in(const sql::Rows& rows, int column);

/// Seeds are unsigned, BIGINT is not: the same 64 bits.
std::int64_t to_column(Seed seed);
Seed seed_in(const sql::Rows& rows, int column);

/// Lists of texts are JSON arrays.
std::string to_column(const std::vector<std::string>& texts);
std::vector<std::string> texts_in(const sql::Rows& rows, int column);

}  // namespace likeness::repositories
