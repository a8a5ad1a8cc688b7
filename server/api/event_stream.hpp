#pragma once

#include "api/operation.hpp"
#include "net/response.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace likeness::api {

/// How events look on the wire.
enum class EventDialect {
    rest,  // named events, comments as signs of life, ends with the connection
    trpc   // tRPC's subscription protocol: connected, values, ping, return, serialized-error
};

/// Server-sent events of one subscriber (WHATWG HTML, section 9.2). Given an error instead of a
/// source, it says so in the stream: with another status than 200 a browser's EventSource would
/// hide why.
class EventStream final : public net::StreamBody {
public:
    EventStream(
        EventDialect dialect,
        Result<std::unique_ptr<EventSource>> source,
        std::string path,
        std::string request_id
    );

    asio::awaitable<void> write_to(net::StreamWriter& writer) override;

private:
    std::string begin() const;
    std::string written(const OutgoingEvent& event) const;
    std::string sign_of_life() const;
    std::string end() const;
    std::string failure(const Error& error) const;

    EventDialect dialect_;
    Result<std::unique_ptr<EventSource>> source_;
    std::string path_;
    std::string request_id_;
};

/// The response around it.
net::Response event_response(std::unique_ptr<EventStream> stream);

}  // namespace likeness::api
