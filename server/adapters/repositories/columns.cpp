#include "adapters/repositories/columns.hpp"

#include "base/json_text.hpp"

#include <boost/json/parse.hpp>

namespace likeness::repositories {

Timestamp time_in(const sql::Rows& rows, int column) {
    const std::optional<Timestamp> time = parse_iso(rows.text(column));
    if (!time) {
        throw sql::Failure(
            ErrorCode::internal, "a column of time holds: " + std::string(rows.text(column))
        );
    }
    return *time;
}

std::optional<Timestamp> optional_time_in(const sql::Rows& rows, int column) {
    return rows.is_null(column) ? std::nullopt : std::optional(time_in(rows, column));
}

std::optional<std::string> optional_text_in(const sql::Rows& rows, int column) {
    return rows.is_null(column) ? std::nullopt : std::optional(std::string(rows.text(column)));
}

std::optional<std::int64_t> optional_integer_in(const sql::Rows& rows, int column) {
    return rows.is_null(column) ? std::nullopt : std::optional(rows.integer(column));
}

std::optional<double> optional_real_in(const sql::Rows& rows, int column) {
    return rows.is_null(column) ? std::nullopt : std::optional(rows.real(column));
}

WalletAddress wallet_in(const sql::Rows& rows, int column) {
    return WalletAddress::trusted(rows.text(column));
}

std::int64_t to_column(Seed seed) {
    return static_cast<std::int64_t>(seed.value);
}

Seed seed_in(const sql::Rows& rows, int column) {
    return {static_cast<std::uint64_t>(rows.integer(column))};
}

std::string to_column(const std::vector<std::string>& texts) {
    std::string json = "[";
    for (const std::string& text : texts) {
        json += json.size() > 1 ? "," : "";
        append_json_string(json, text);
    }
    return json + "]";
}

std::vector<std::string> texts_in(const sql::Rows& rows, int column) {
    std::vector<std::string> texts;
    boost::system::error_code failed;
    const boost::json::value json = boost::json::parse(rows.text(column), failed);
    if (failed || !json.is_array()) {
        throw sql::Failure(
            ErrorCode::internal, "a column of texts holds: " + std::string(rows.text(column))
        );
    }
    for (const boost::json::value& text : json.get_array()) {
        texts.emplace_back(text.get_string());
    }
    return texts;
}

}  // namespace likeness::repositories
