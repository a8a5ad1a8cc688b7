#pragma once

#include "adapters/gcs_store/gcs_options.hpp"
#include "base/signal.hpp"
#include "base/task.hpp"
#include "core/ports/clock.hpp"
#include "http_client/client.hpp"

#include <optional>
#include <string>

namespace likeness::gcs_store {

/// Access tokens of the service account: kept while they are good, fetched anew five minutes before
/// their end, by one request however many wait. Used on the I/O thread.
class AccessTokens {
public:
    AccessTokens(
        asio::any_io_executor executor,
        http_client::Client& client,
        const Clock& clock,
        const GcsOptions& options
    );

    /// A token that is good. Errors: permission_denied when the account is refused, unavailable.
    Task<std::string> get();

    /// The store did not take this token: the next get() brings another.
    void forget(const std::string& token);

private:
    struct Token {
        std::string text;
        Timestamp fetched_at;
        Timestamp ends_at;
    };

    bool is_good(std::chrono::seconds reserve) const;
    Task<std::string> fetch_for_all();
    Task<Token> fetch();
    Task<http_client::Response> ask();
    Result<Token> read(const http_client::Response& response) const;

    http_client::Client& client_;
    const Clock& clock_;
    const GcsOptions& options_;
    Token token_;
    std::optional<Error> failure_;  // of the last fetch
    bool is_fetching_ = false;
    Signal fetched_;
};

}  // namespace likeness::gcs_store
