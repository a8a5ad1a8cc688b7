#include "api/event_stream.hpp"

#include "api/errors.hpp"

#include <utility>

namespace likeness::api {

namespace {

using namespace std::chrono_literals;

constexpr auto kPing = 15s;
/// The tRPC client opens a new stream when it hears nothing for this long.
constexpr std::string_view kConnected =
    "event: connected\ndata: {\"reconnectAfterInactivityMs\":40000}\n\n";

}  // namespace

EventStream::EventStream(
    EventDialect dialect,
    Result<std::unique_ptr<EventSource>> source,
    std::string path,
    std::string request_id
)
    : dialect_(dialect),
      source_(std::move(source)),
      path_(std::move(path)),
      request_id_(std::move(request_id)) {}

std::string EventStream::begin() const {
    return dialect_ == EventDialect::trpc ? std::string(kConnected)
                                          : "retry: 1000\n: connected\n\n";
}

std::string EventStream::written(const OutgoingEvent& event) const {
    std::string text;
    if (dialect_ == EventDialect::rest) {
        text += "event: " + event.name + "\n";
    }
    return text + "data: " + event.json + "\nid: " + event.id + "\n\n";
}

std::string EventStream::sign_of_life() const {
    return dialect_ == EventDialect::trpc ? "event: ping\ndata: \n\n" : ": ping\n\n";
}

std::string EventStream::end() const {
    // Without a data line browsers drop the event, and the client would connect again for ever.
    return dialect_ == EventDialect::trpc ? "event: return\ndata: \n\n" : "";
}

std::string EventStream::failure(const Error& error) const {
    if (dialect_ == EventDialect::trpc) {
        return "event: serialized-error\ndata: " + trpc_error_json(error, path_, request_id_) +
               "\n\n";
    }
    return "event: error\ndata: " + problem_json(error, request_id_) + "\n\n";
}

asio::awaitable<void> EventStream::write_to(net::StreamWriter& writer) {
    std::string text = begin();
    bool going_on = true;
    while (going_on) {
        if (!source_) {
            text += failure(source_.error());
            going_on = false;
        } else if ((*source_)->ended()) {
            text += end();
            going_on = false;
        }
        if (!text.empty()) {
            const Result<void> sent = co_await writer.write(text);
            going_on = going_on && sent.has_value();
            text.clear();
        }
        if (!going_on) {
            break;
        }
        Result<std::optional<OutgoingEvent>> event = co_await (*source_)->next(kPing);
        if (!event) {
            source_ = std::move(event).error();
        } else if (*event) {
            text = written(**event);
        } else if (!(*source_)->ended()) {
            text = sign_of_life();
        }
    }
}

net::Response event_response(std::unique_ptr<EventStream> stream) {
    net::Response response(200);
    response.add_header("Content-Type", "text/event-stream");
    response.add_header("Cache-Control", "no-cache, no-transform");
    response.add_header("X-Accel-Buffering", "no");
    response.body = std::move(stream);
    return response;
}

}  // namespace likeness::api
