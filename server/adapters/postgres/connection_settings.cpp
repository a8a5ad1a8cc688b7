#include "adapters/postgres/connection_settings.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <libpq-fe.h>

#include <memory>
#include <sstream>

namespace likeness::postgres {

namespace {

using asio::ip::tcp;

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

std::string* find(ConnectionSettings& settings, std::string_view keyword) {
    for (auto& [name, value] : settings) {
        if (name == keyword) {
            return &value;
        }
    }
    return nullptr;
}

void set_default(ConnectionSettings& settings, std::string keyword, std::string value) {
    if (find(settings, keyword) == nullptr) {
        settings.emplace_back(std::move(keyword), std::move(value));
    }
}

/// What the server shall keep to in this session, before what the operator wants of it.
std::string session_parameters(const ConnectionOptions& options) {
    return "-c statement_timeout=" + std::to_string(options.statement_limit.count()) +
           " -c lock_timeout=" + std::to_string(options.lock_limit.count()) +
           " -c idle_in_transaction_session_timeout=60000 -c jit=off";
}

std::vector<std::string> parts_of(const std::string& list) {
    std::vector<std::string> parts;
    std::istringstream stream(list);
    for (std::string part; std::getline(stream, part, ',');) {
        parts.push_back(part);
    }
    return parts;
}

bool is_folder(const std::string& host) {
    return host.empty() || host.starts_with('/') || host.starts_with('@');
}

std::string joined(const std::vector<std::string>& parts) {
    std::string list;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        list += (i > 0 ? "," : "") + parts[i];
    }
    return list;
}

asio::awaitable<std::vector<std::string>> addresses_of(std::string host) {
    if (is_folder(host)) {
        co_return std::vector<std::string>(1);
    }
    tcp::resolver resolver(co_await asio::this_coro::executor);
    boost::system::error_code unknown;
    const tcp::resolver::results_type found = co_await resolver.async_resolve(
        host, "", asio::redirect_error(asio::use_awaitable, unknown)
    );
    std::vector<std::string> addresses;
    for (const auto& entry : found) {
        addresses.push_back(entry.endpoint().address().to_string());
    }
    if (addresses.empty()) {
        addresses.emplace_back();
    }
    co_return addresses;
}

}  // namespace

Result<ConnectionSettings> parse_settings(const ConnectionOptions& options) {
    char* reason = nullptr;
    const std::unique_ptr<PQconninfoOption, FreeOptions> parsed(
        PQconninfoParse(options.url.c_str(), &reason)
    );
    PQfreemem(reason);  // it may quote the password
    if (!parsed) {
        return Error{
            ErrorCode::invalid_argument,
            "The database's URL must read like postgresql://user:password@host:5432/database."};
    }
    ConnectionSettings settings;
    for (const PQconninfoOption* option = parsed.get(); option->keyword != nullptr; ++option) {
        if (option->val != nullptr) {
            settings.emplace_back(option->keyword, option->val);
        }
    }
    set_default(settings, "fallback_application_name", "likeness");
    set_default(settings, "tcp_user_timeout", "15000");
    set_default(settings, "keepalives_idle", "15");
    set_default(settings, "options", "");
    std::string& session = *find(settings, "options");
    session = session_parameters(options) + (session.empty() ? "" : " " + session);
    settings.emplace_back("client_encoding", "UTF8");
    return settings;
}

asio::awaitable<ConnectionSettings> with_addresses(ConnectionSettings settings) {
    const std::string* host = find(settings, "host");
    if (host == nullptr || find(settings, "hostaddr") != nullptr) {
        co_return settings;
    }
    const std::vector<std::string> names = parts_of(*host);
    const std::string* port = find(settings, "port");
    const std::vector<std::string> ports = parts_of(port != nullptr ? *port : "");
    std::vector<std::string> all_names;
    std::vector<std::string> all_addresses;
    std::vector<std::string> all_ports;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::vector<std::string> addresses = co_await addresses_of(names[i]);
        for (const std::string& address : addresses) {
            all_names.push_back(names[i]);
            all_addresses.push_back(address);
            all_ports.push_back(ports.size() == 1 ? ports[0] : i < ports.size() ? ports[i] : "");
        }
    }
    *find(settings, "host") = joined(all_names);
    settings.emplace_back("hostaddr", joined(all_addresses));
    if (port != nullptr) {
        *find(settings, "port") = joined(all_ports);
    }
    co_return settings;
}

std::string without_password(const std::string& url) {
    const std::size_t authority = url.find("://");
    if (authority == std::string::npos) {
        return url;
    }
    std::string shown = url;
    const std::size_t begin = authority + 3;
    const std::size_t at = shown.rfind('@', shown.find('?'));
    const std::size_t colon = shown.find(':', begin);
    if (at != std::string::npos && colon < at) {
        shown.replace(colon + 1, at - colon - 1, "********");
    }
    for (std::size_t key = shown.find("password="); key != std::string::npos;
         key = shown.find("password=", key + 1)) {
        const std::size_t value = key + std::string_view("password=").size();
        const std::size_t end = shown.find('&', value);
        shown.replace(value, end == std::string::npos ? end : end - value, "********");
    }
    return shown;
}

}  // namespace likeness::postgres
