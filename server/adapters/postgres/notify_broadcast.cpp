#include "adapters/postgres/notify_broadcast.hpp"

#include "base/log.hpp"
#include "base/signal.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace likeness::postgres {

namespace {

using namespace std::chrono_literals;

constexpr sql::Statement kListen{"LISTEN likeness"};
constexpr sql::Statement kNotify{"SELECT pg_notify('likeness', $1)"};
constexpr sql::Statement kAreYouThere{"SELECT 1"};

constexpr std::size_t kMaxPayload = 7'900;
constexpr std::size_t kMaxWaiting = 2'000;
constexpr auto kSilence = 15s;  // then the server is asked whether it is still there
constexpr auto kShortestPause = 250ms;
constexpr auto kLongestPause = 2'000ms;
constexpr auto kPauseStep = 100ms;

/// One message a line.
void tell_each(std::string_view payload, const Broadcast::Hearer& hearer) {
    while (!payload.empty()) {
        const std::size_t end = payload.find('\n');
        hearer(payload.substr(0, end));
        payload.remove_prefix(end == std::string_view::npos ? payload.size() : end + 1);
    }
}

}  // namespace

asio::awaitable<void> NotifyBroadcast::run(Hearer hearer) {
    while (!is_stopping_) {
        std::string reason;
        try {
            co_await converse(hearer);
        } catch (const std::exception& failure) {
            reason = failure.what();
        }
        connection_.reset();
        if (!is_stopping_) {
            log::warning("messages of other nodes are not heard", {{"reason", reason}});
            co_await pause();
        }
    }
}

/// Until the connection breaks or the end.
asio::awaitable<void> NotifyBroadcast::converse(const Hearer& hearer) {
    connection_ = co_await Connection::open(options_);
    co_await connection_->run(kListen);
    pause_ = 0ms;
    waiting_.clear();
    hearer("");
    const Connection::Hearer hear = [&hearer](std::string_view payload) {
        tell_each(payload, hearer);
    };
    auto last_heard = std::chrono::steady_clock::now();
    while (!is_stopping_ || !waiting_.empty()) {
        if (!waiting_.empty()) {
            co_await send_waiting();
        } else if (std::chrono::steady_clock::now() - last_heard >= kSilence) {
            co_await connection_->run(kAreYouThere);
            last_heard = std::chrono::steady_clock::now();
        } else {
            co_await connection_->listen(kSilence);
        }
        connection_->take_notifications(hear);
    }
}

asio::awaitable<void> NotifyBroadcast::send_waiting() {
    const std::string payload = next_payload();
    co_await connection_->run(kNotify, payload);
}

std::string NotifyBroadcast::next_payload() {
    std::string payload = std::move(waiting_.front());
    waiting_.pop_front();
    while (!waiting_.empty() && payload.size() + waiting_.front().size() < kMaxPayload) {
        payload += '\n' + waiting_.front();
        waiting_.pop_front();
    }
    return payload;
}

/// In short steps, so that it does not hold up the end.
asio::awaitable<void> NotifyBroadcast::pause() {
    pause_ = std::clamp<std::chrono::milliseconds>(pause_ * 2, kShortestPause, kLongestPause);
    const auto end = std::chrono::steady_clock::now() + pause_;
    while (!is_stopping_ && std::chrono::steady_clock::now() < end) {
        co_await sleep_for(kPauseStep);
    }
}

void NotifyBroadcast::stop() {
    is_stopping_ = true;
    if (connection_) {
        connection_->wake();
    }
}

/// Without a connection nobody would hear it; afterwards all look again anyway.
void NotifyBroadcast::send(std::string message) {
    if (!connection_ || message.size() > kMaxMessage || waiting_.size() >= kMaxWaiting) {
        return;
    }
    waiting_.push_back(std::move(message));
    connection_->wake();
}

}  // namespace likeness::postgres
