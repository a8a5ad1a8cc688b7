#pragma once

#include "api/dispatcher.hpp"
#include "api/operation.hpp"
#include "net/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace likeness::api {

/// Serves the table as REST: JSON in and out, problems by RFC 9457, subscriptions as server-sent
/// events.
class Rest {
public:
    Rest(const OperationTable& table, Dispatcher& dispatcher);

    asio::awaitable<net::Response> handle(net::Request& request);

private:
    /// A path template in its segments; `{name}` stands for one segment of the input.
    struct Entry {
        const Operation* operation;
        std::vector<std::string_view> segments;
    };

    struct Match {
        const Operation* operation = nullptr;
        json::object path_input;
        std::string allowed;  // methods of this path, when none fits
    };

    Match match(net::Method method, const std::vector<std::string>& segments) const;
    Task<net::Response> serve(net::Request& request);
    Task<net::Response>
    answer(net::Request& request, const Operation& operation, json::object input);
    Task<net::Response>
    stream(net::Request& request, const Operation& operation, Call& call, json::object input);
    Task<net::Response>
    download(net::Request& request, const Operation& operation, Call& call, json::object input);

    std::vector<Entry> entries_;
    Dispatcher& dispatcher_;
};

/// A problem as a response, with the headers it asks for.
net::Response problem_response(const Error& error, std::string_view request_id);

}  // namespace likeness::api
