#include "adapters/postgres/server_failure.hpp"

#include <algorithm>
#include <array>

namespace likeness::postgres {

namespace {

bool is_one_of(std::string_view sql_state, const auto& states) {
    return std::find(states.begin(), states.end(), sql_state) != states.end();
}

bool is_conflict(std::string_view sql_state) {
    constexpr std::array<std::string_view, 2> kConflicts{
        "40001",  // serialization_failure
        "40P01"   // deadlock_detected
    };
    return is_one_of(sql_state, kConflicts);
}

bool ends_connection(std::string_view sql_state) {
    constexpr std::array<std::string_view, 5> kEnds{
        "57P01",  // admin_shutdown
        "57P02",  // crash_shutdown
        "57P03",  // cannot_connect_now
        "57P05",  // idle_session_timeout
        "25P03"   // idle_in_transaction_session_timeout
    };
    return sql_state.empty() || sql_state.starts_with("08") || is_one_of(sql_state, kEnds);
}

/// Out of room or time for the moment, or a standby until it is promoted: trying again may help.
bool may_pass(std::string_view sql_state) {
    constexpr std::array<std::string_view, 3> kPass{
        "57014",  // query_canceled: statement_timeout
        "55P03",  // lock_not_available: lock_timeout
        "25006"   // read_only_sql_transaction
    };
    return sql_state.starts_with("53") || sql_state.starts_with("58") ||
           is_one_of(sql_state, kPass);
}

}  // namespace

ServerFailure server_failure(std::string_view sql_state, std::string_view reason) {
    std::string text = "PostgreSQL: " + std::string(reason);
    while (text.ends_with('\n')) {
        text.pop_back();
    }
    if (ends_connection(sql_state)) {
        return {FailureKind::lost, ErrorCode::unavailable, text};
    }
    text += " (" + std::string(sql_state) + ")";
    if (is_conflict(sql_state)) {
        return {FailureKind::conflict, ErrorCode::unavailable, text};
    }
    const ErrorCode code = may_pass(sql_state) ? ErrorCode::unavailable : ErrorCode::internal;
    return {FailureKind::refused, code, text};
}

ServerFailure connection_lost(std::string_view reason) {
    return server_failure("", reason);
}

Error error_from(const sql::Failure& failure) {
    if (failure.code() == ErrorCode::unavailable) {
        return Error::unavailable(
            "The database is not available at the moment. Please try again.", failure.what()
        );
    }
    return Error::internal(failure.what());
}

}  // namespace likeness::postgres
