#pragma once

#include "sql/database.hpp"

#include <string>
#include <string_view>

namespace likeness::postgres {

/// What a failure means for the transaction that it struck.
enum class FailureKind {
    refused,   // by a rule, a limit or a bug: the same would happen again, or not at once
    conflict,  // with another transaction: the work may run again from its beginning
    lost  // the connection is gone: nothing of the transaction is kept unless it was committing
};

/// A failure of the server or of the way to it. Texts never hold the password.
class ServerFailure final : public sql::Failure {
public:
    ServerFailure(FailureKind failure_kind, ErrorCode code, const std::string& reason)
        : sql::Failure(code, reason),
          kind_(failure_kind) {}

    FailureKind kind() const { return kind_; }

private:
    FailureKind kind_;
};

/// By the five characters of an SQLSTATE (PostgreSQL documentation, appendix A); none means that
/// libpq itself speaks.
ServerFailure server_failure(std::string_view sql_state, std::string_view reason);
/// The connection cannot be made or is gone.
ServerFailure connection_lost(std::string_view reason);

/// What callers of the database learn.
Error error_from(const sql::Failure& failure);

}  // namespace likeness::postgres
