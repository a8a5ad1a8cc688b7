#include "core/batch_stream.hpp"

#include <charconv>
#include <utility>

namespace likeness {

std::optional<std::int64_t> durable_number(std::string_view id) {
    std::int64_t number = 0;
    const std::string_view digits = id.substr(0, id.find('.'));
    const auto [stopped, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failure != std::errc{} || stopped != digits.data() + digits.size() || number < 0) {
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
      batch_(batch),
      watch_(events, std::move(batch)),
      last_(after) {}

Task<std::optional<StampedEvent>> BatchStream::next(std::chrono::milliseconds limit) {
    if (!has_read_rows_) {
        LIKENESS_CO_CHECK(co_await read_rows());
        has_read_rows_ = true;
    }
    if (ready_.empty() && !ended_) {
        const std::vector<GenerationEvent> fresh = co_await watch_.next(limit);
        for (const GenerationEvent& event : fresh) {
            accept(event);
        }
    }
    if (ready_.empty()) {
        co_return std::nullopt;
    }
    StampedEvent event = std::move(ready_.front());
    ready_.pop_front();
    ended_ = event.event.is_last();
    co_return event;
}

Task<void> BatchStream::read_rows() {
    LIKENESS_CO_TRY(const GenerationBatch batch, co_await ledger_.find(batch_));
    int ahead = 0;
    if (batch.state == BatchState::queued) {
        LIKENESS_CO_TRY(ahead, co_await ledger_.jobs_ahead(batch_));
    }
    for (GenerationEvent& event : events_of(batch, ahead)) {
        accept(std::move(event));
    }
    // Asked to go on after the very end: there is nothing to wait for.
    ended_ = ready_.empty() && is_final(batch.state);
    co_return Result<void>{};
}

void BatchStream::accept(GenerationEvent event) {
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
