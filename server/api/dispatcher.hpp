#pragma once

#include "api/operation.hpp"
#include "net/message.hpp"

#include <string>
#include <vector>

namespace likeness::api {

/// Which other origins' pages may change things here: none but these, our own.
struct OriginPolicy {
    std::vector<std::string> origins;
};

/// What REST and tRPC share: who calls, whether he may, and the call itself.
class Dispatcher {
public:
    Dispatcher(Services& services, OriginPolicy origins);

    /// Reads credentials and the like from the request. unauthenticated for an API key that is not
    /// ours.
    Task<Call> open(net::Request& request);

    /// Whether this call may be made: access, foreign origins, attempts per address. Reads nothing
    /// of the body.
    Result<void> admit(const Operation& operation, const Call& call, const net::Request& request);

    /// Runs the operation; exceptions become internal errors. Failures worth it are logged with the
    /// request's id.
    Task<std::string> run(
        const Operation& operation,
        const Endpoint& endpoint,
        Call& call,
        json::value input,
        InputForm form,
        std::string request_id
    );
    Task<std::unique_ptr<EventSource>>
    subscribe(const Operation& operation, Call& call, json::value input, InputForm form);
    Task<Download>
    download(const Operation& operation, Call& call, json::value input, std::string request_id);

private:
    bool is_foreign(const net::Request& request) const;

    Services& services_;
    OriginPolicy origins_;
};

/// The address to count attempts by: the peer, or whom a proxy on this machine names.
std::string client_address(const net::Request& request);

/// An error's headers and the call's, onto the response.
void add_headers(
    net::Response& response,
    const std::vector<std::pair<std::string, std::string>>& headers
);

}  // namespace likeness::api
