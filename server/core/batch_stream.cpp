#include "core/batch_stream.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace likeness {

namespace {

constexpr std::chrono::milliseconds kQueueLook{2'000};
/// What another process did is told; that it always is cannot be relied on.
constexpr std::chrono::milliseconds kRowsLook{10'000};

constexpr std::chrono::milliseconds kShortest{1};

/// Digits only, all of the text.
std::optional<std::int64_t> parse_number(std::string_view digits) {
    std::int64_t number = 0;
    const char* end = digits.data() + digits.size();
    const auto [stopped, failure] = std::from_chars(digits.data(), end, number);
    if (failure != std::errc{} || stopped != end || digits.front() == '-') {
        return std::nullopt;
    }
    return number;
}

}  // namespace

std::optional<std::int64_t> durable_number(std::string_view id) {
    const std::size_t point = id.find('.');
    const std::optional<std::int64_t> number = parse_number(id.substr(0, point));
    if (point != std::string_view::npos && !parse_number(id.substr(point + 1))) {
        return std::nullopt;
    }
    return number;
}

// The watch begins before the rows are read, so that nothing can happen unseen in between.
BatchStream::BatchStream(
    GenerationLedger& ledger,
    GenerationEvents& events,
    BatchId batch,
    std::int64_t after
)
    : ledger_(ledger),
      events_(events),
      batch_(batch),
      watch_(events, std::move(batch)),
      last_(after) {}

Task<std::optional<StampedEvent>> BatchStream::next(std::chrono::milliseconds limit) {
    if (!has_read_rows_) {
        LIKENESS_CO_CHECK(co_await read_rows());
    }
    if (ready_.empty() && !ended_) {
        LIKENESS_CO_CHECK(co_await wait(limit));
    }
    if (ready_.empty()) {
        ended_ = ended_ || is_over_;
        co_return std::nullopt;
    }
    StampedEvent event = std::move(ready_.front());
    ready_.pop_front();
    ended_ = event.event.is_last();
    co_return event;
}

/// A shared database that is away for a moment ends no stream: its rows are looked at later.
Task<void> BatchStream::wait(std::chrono::milliseconds limit) {
    Result<void> waited = co_await wait_and_look(limit);
    const bool may_come_back = !waited && waited.error().code == ErrorCode::unavailable &&
                               events_.is_shared() && !events_.is_closed();
    if (may_come_back) {
        look_again_at_ = std::chrono::steady_clock::now() + kQueueLook;
        co_return Result<void>{};
    }
    co_return waited;
}

Task<void> BatchStream::wait_and_look(std::chrono::milliseconds limit) {
    const std::vector<GenerationEvent> fresh =
        co_await watch_.next(std::min(limit, until_next_look()));
    if (watch_.take_rows_changed()) {
        co_return co_await read_rows();
    }
    for (const GenerationEvent& event : fresh) {
        if (event.number - 1 > last_) {
            co_return co_await read_rows(
            );  // one came by another way, or out of order: the rows know all
        }
        accept(event);
    }
    if (fresh.empty() && events_.is_closed()) {
        co_return Error::unavailable(
            "The server is restarting. The images are not lost; please look again in a moment."
        );
    }
    if (events_.is_shared() && std::chrono::steady_clock::now() >= look_again_at_) {
        co_return co_await read_rows();
    }
    if (fresh.empty() && is_queued_) {
        co_return co_await look_at_queue();
    }
    co_return Result<void>{};
}

Task<void> BatchStream::read_rows() {
    LIKENESS_CO_TRY(const GenerationBatch batch, co_await ledger_.find(batch_));
    if (batch.state == BatchState::queued) {
        LIKENESS_CO_TRY(position_, co_await ledger_.jobs_ahead(batch_));
    }
    is_queued_ = batch.state == BatchState::queued;
    for (GenerationEvent& event : events_of(batch, position_)) {
        accept(std::move(event));
    }
    has_read_rows_ = true;
    look_again_at_ = std::chrono::steady_clock::now() + kRowsLook;
    // Asked to go on after the very end: there is nothing to wait for.
    ended_ = ready_.empty() && is_final(batch.state);
    co_return Result<void>{};
}

std::chrono::milliseconds BatchStream::until_next_look() const {
    auto pause = std::chrono::milliseconds::max();
    if (events_.is_shared()) {
        const auto left = look_again_at_ - std::chrono::steady_clock::now();
        pause = std::max(std::chrono::ceil<std::chrono::milliseconds>(left), kShortest);
    }
    return is_queued_ ? std::min(pause, kQueueLook) : pause;
}

/// Nobody tells a waiting batch that those before it have gone ahead: it looks itself.
Task<void> BatchStream::look_at_queue() {
    LIKENESS_CO_TRY(const int position, co_await ledger_.jobs_ahead(batch_));
    if (position != position_) {
        position_ = position;
        accept({0, BatchQueued{position}});
    }
    co_return Result<void>{};
}

void BatchStream::accept(GenerationEvent event) {
    is_over_ = is_over_ || event.is_last();
    is_queued_ = is_queued_ && std::holds_alternative<BatchQueued>(event.what);
    if (!event.is_durable()) {
        ready_.push_back(
            {std::to_string(last_) + "." + std::to_string(++passing_), std::move(event)}
        );
    } else if (event.number > last_) {
        last_ = event.number;
        ready_.push_back({std::to_string(last_), std::move(event)});
    }
}

}  // namespace likeness
