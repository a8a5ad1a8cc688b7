#include "net/connection.hpp"

#include "base/log.hpp"
#include "net/exception_text.hpp"
#include "net/fair_share.hpp"
#include "net/response_writer.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace likeness::net {

namespace {

// What the reading of a head comes to, where it is not the status of a refusal.
constexpr int kComplete = 200;
constexpr int kMustWait = 0;
constexpr int kClientGone = 499;  // as nginx logs it

SteadyTime now() {
    return std::chrono::steady_clock::now();
}

int to_head_status(RequestReader::HeadStep step, const RequestReader& reader) {
    switch (step) {
        case RequestReader::HeadStep::complete:
            return kComplete;
        case RequestReader::HeadStep::refused:
            return reader.refusal_status();
        case RequestReader::HeadStep::wait:
            return kMustWait;
        case RequestReader::HeadStep::ended:
            break;
    }
    return kClientGone;
}

/// False for what only a mistake in a handler can make.
bool is_sendable(const Response& response) {
    const auto* file = std::get_if<FileBody>(&response.body);
    const auto* stream = std::get_if<std::unique_ptr<StreamBody>>(&response.body);
    return response.status >= 200 && response.status <= 599 &&
           (file == nullptr || file->file != nullptr) && (stream == nullptr || *stream != nullptr);
}

/// Counts a request while it is in flight.
class InFlight {
public:
    explicit InFlight(ServerCore& core) : core_(core) { ++core_.requests_in_flight; }

    InFlight(const InFlight&) = delete;
    InFlight& operator=(const InFlight&) = delete;

    ~InFlight() { --core_.requests_in_flight; }

private:
    ServerCore& core_;
};

/// Keeps the texts of a summary whose request is let go before its answer ends.
class SummaryTexts {
public:
    void keep(RequestSummary& summary) {
        method_ = summary.method_text;
        path_ = summary.path;
        id_ = summary.request_id;
        summary.method_text = method_;
        summary.path = path_;
        summary.request_id = id_;
    }

private:
    std::string method_;
    std::string path_;
    std::string id_;
};

}  // namespace

Connection::Connection(
    std::shared_ptr<ServerCore> core,
    asio::io_context& io,
    int descriptor,
    bool is_ipv6,
    PeerAddress peer,
    bool is_surplus
)
    : core_(std::move(core)),
      socket_(io, descriptor, is_ipv6),
      peer_(std::move(peer)),
      registration_(core_->add(*this, peer_)),
      is_surplus_(is_surplus) {}

Connection::~Connection() {
    core_->remove(registration_, peer_);
}

void Connection::end_if_idle() {
    if (is_idle_) {
        socket_.interrupt();
    }
}

void Connection::release_reader() {
    if (reader_) {
        reader_->detach();
        core_->give_back(std::move(reader_));
    }
}

asio::awaitable<void> Connection::run() {
    SteadyTime deadline = now() + core_->limits().header_timeout;
    while (is_open_ && !core_->is_draining()) {
        is_idle_ = true;
        const Wake wake = co_await socket_.wait_readable(deadline);
        is_idle_ = false;
        if (wake != Wake::ready) {
            break;
        }
        reader_ = core_->take_reader();
        reader_->attach(socket_);
        co_await serve_requests();
        release_reader();
        deadline = now() + core_->limits().idle_timeout;
    }
    if (must_linger_) {
        co_await linger();
    }
    socket_.close();
}

/// Answers what is there, until the connection is idle again or has ended.
asio::awaitable<void> Connection::serve_requests() {
    std::uint64_t turn_began = socket_.bytes_sent();
    do {
        request_begin_ = now();
        core_->assign_id(reader_->id);
        int head_status = to_head_status(reader_->read_head(), *reader_);
        if (head_status == kMustWait) {
            head_status = co_await wait_for_head();
        }
        if (head_status == kClientGone) {
            is_open_ = false;
            break;
        }
        co_await answer(head_status);
        if (socket_.bytes_sent() - turn_began >= kFairShare) {
            co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
            turn_began = socket_.bytes_sent();
        }
    } while (is_open_ && reader_ && reader_->has_input());
}

asio::awaitable<int> Connection::wait_for_head() {
    const SteadyTime deadline = request_begin_ + core_->limits().header_timeout;
    int head_status = kMustWait;
    while (head_status == kMustWait) {
        const Wake wake = co_await socket_.wait_readable(deadline);
        if (wake == Wake::gone || (wake == Wake::timed_out && !reader_->has_input())) {
            co_return kClientGone;
        }
        head_status =
            wake == Wake::timed_out ? 408 : to_head_status(reader_->read_head(), *reader_);
    }
    co_return head_status;
}

asio::awaitable<void> Connection::answer(int head_status) {
    const InFlight in_flight(*core_);
    RequestHead head = reader_->head();
    head.remote_address = peer_.text;
    Request request(head, reader_->id, *reader_);
    Response response;
    int own_status = head_status == kComplete ? 0 : head_status;
    if (own_status == 0 && is_surplus_) {
        own_status = 503;
    }
    if (own_status == 0) {
        try {
            response = co_await core_->handler().handle(request);
            own_status = is_sendable(response) ? 0 : 500;
        } catch (...) {
            log::error("handler failed", {{"request_id", reader_->id}, {"what", exception_text()}});
            own_status = 500;
        }
        own_status = reader_->failure_status() != 0 ? reader_->failure_status() : own_status;
    }
    if (own_status == kClientGone) {
        report_gone(head);
        co_return;
    }
    if (own_status != 0) {
        response = core_->refusal(own_status, head.path, reader_->id);
    }
    const bool may_go_on = head_status == kComplete && !is_surplus_ && !core_->is_draining() &&
                           reader_->wants_keep_alive() && reader_->can_go_on();
    co_await deliver(std::move(response), head, may_go_on);
}

void Connection::report_gone(const RequestHead& head) {
    RequestSummary summary{head.method_text, head.path, reader_->id, peer_.text, kClientGone};
    summary.duration = now() - request_begin_;
    core_->report(summary);
    is_open_ = false;
}

asio::awaitable<void>
Connection::deliver(Response response, const RequestHead& head, bool may_go_on) {
    RequestSummary summary{head.method_text, head.path, reader_->id, peer_.text, response.status};
    const std::uint64_t sent_before = socket_.bytes_sent();
    HeadFacts facts;
    facts.date = core_->date();
    facts.request_id = reader_->id;
    facts.keep_alive = may_go_on;
    facts.is_http_1_0 = reader_->is_http_1_0();

    ResponseWriter writer(socket_, core_->limits(), response);
    const auto progress = writer.begin(facts, head.method == Method::head, core_->scratch());
    summary.is_complete = progress == ResponseWriter::Progress::done;
    SummaryTexts texts;
    if (progress == ResponseWriter::Progress::pending) {
        const bool is_stream = std::holds_alternative<std::unique_ptr<StreamBody>>(response.body);
        if (is_stream && reader_->is_body_done() && !reader_->has_input()) {
            texts.keep(summary);
            release_reader();  // a stream may last for days: it holds no input buffer
        }
        summary.is_complete = co_await writer.finish();
    }
    summary.bytes_sent = socket_.bytes_sent() - sent_before;
    summary.duration = now() - request_begin_;
    core_->report(summary);

    is_open_ = summary.is_complete && writer.keeps_alive();
    must_linger_ = summary.is_complete && !is_open_ && reader_ &&
                   (reader_->has_input() || !reader_->is_body_done());
    if (is_open_ && reader_ && !reader_->is_body_done()) {
        is_open_ = co_await reader_->drop_rest();
    }
    if (reader_) {
        reader_->finish();
    }
}

/// Lets the client read the last answer before the connection breaks: closing with unread input
/// would reset it, and a client that still sends would lose the answer (RFC 9112, section 9.6).
asio::awaitable<void> Connection::linger() {
    constexpr std::size_t kDiscard = std::size_t{1} << 20U;
    const SteadyTime deadline = now() + core_->limits().linger;
    socket_.stop_sending();
    for (;;) {
        const Moved moved = socket_.discard(kDiscard);
        if (moved.outcome == Moved::Outcome::ended) {
            co_return;
        }
        // Also when more has come already: a client that sends without end must not hold the
        // thread.
        const Wake wake = co_await socket_.wait_readable(deadline);
        if (wake != Wake::ready || now() >= deadline) {
            co_return;
        }
    }
}

}  // namespace likeness::net
