#pragma once

#include "api/dispatcher.hpp"
#include "api/operation.hpp"
#include "net/message.hpp"

#include <string>
#include <vector>

namespace likeness::api {

/// Serves the table by the tRPC v11 protocol under /api/trpc/: single calls, batches, batches
/// streamed as JSON Lines, subscriptions over server-sent events. Every answer is an envelope,
/// whatever happens; the unmodified @trpc/client understands all of them.
class Trpc {
public:
    Trpc(const OperationTable& table, Dispatcher& dispatcher);

    static constexpr std::string_view kPrefix = "/api/trpc";

    /// True for paths that this protocol answers.
    static bool serves(std::string_view path);

    asio::awaitable<net::Response> handle(net::Request& request);

private:
    struct Procedure {
        std::string name;
        const Operation* operation = nullptr;  // nothing: there is no such procedure
    };

    struct Incoming {
        std::vector<Procedure> procedures;
        bool is_batch = false;
        bool is_streamed = false;
        bool is_post = false;
    };

    Result<Incoming> read_head(const net::Request& request) const;
    Task<net::Response> serve(net::Request& request);
    Task<net::Response> answer(net::Request& request, const Incoming& incoming);
    Task<json::value> read_input(net::Request& request, const Incoming& incoming, Call& call);
    Task<net::Response> subscribe(net::Request& request, const Incoming& incoming);

    const OperationTable& table_;
    Dispatcher& dispatcher_;
};

/// A failure of the whole request as one envelope.
net::Response trpc_failure(const Error& error, std::string_view path, std::string_view request_id);

}  // namespace likeness::api
