#pragma once

#include "base/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace likeness::postgres {

namespace asio = boost::asio;

/// How a connection is made and what it allows.
struct ConnectionOptions {
    std::string url;  // postgresql://user:password@host:port/database?...; a secret
    std::chrono::milliseconds connect_limit{5'000};
    /// The server ends a statement after this; we give the connection up some seconds later.
    std::chrono::milliseconds statement_limit{10'000};
    std::chrono::milliseconds lock_limit{5'000};

    ConnectionOptions() = default;
};

/// libpq's keywords and values (PostgreSQL documentation, 34.1.2).
using ConnectionSettings = std::vector<std::pair<std::string, std::string>>;

/// invalid_argument when libpq cannot read the URL; the message does not repeat it.
Result<ConnectionSettings> parse_settings(const ConnectionOptions& options);

/// The same with the addresses of all host names, which libpq would look up while everything waits.
/// Names without an address stay as they are: libpq says what is wrong with them.
asio::awaitable<ConnectionSettings> with_addresses(ConnectionSettings settings);

/// The URL with its password hidden, for people to read.
std::string without_password(const std::string& url);

}  // namespace likeness::postgres
