#include "core/training_stream.hpp"

#include <algorithm>
#include <utility>

namespace likeness {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

constexpr std::chrono::milliseconds kLook{1'000};

bool tells_the_same(const TrainingEvent& a, const TrainingEvent& b) {
    return a.state == b.state && a.position == b.position && a.steps_done == b.steps_done;
}

}  // namespace

TrainingStream::TrainingStream(
    TrainingLedger& ledger,
    TrainingBell& bell,
    LoraId training,
    std::int64_t after
)
    : ledger_(ledger),
      bell_(bell),
      training_(std::move(training)),
      last_(after) {}

Task<std::optional<StampedTrainingEvent>> TrainingStream::next(std::chrono::milliseconds limit) {
    const SteadyTime end = std::chrono::steady_clock::now() + limit;
    while (ready_.empty() && !is_over_) {
        LIKENESS_CO_CHECK(co_await look());
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            end - std::chrono::steady_clock::now()
        );
        if (!ready_.empty() || is_over_ || left.count() <= 0) {
            break;
        }
        if (bell_.is_closed()) {
            co_return Error::unavailable(
                "The server is restarting. The training goes on; please look again in a moment."
            );
        }
        co_await bell_.wait(std::min(left, kLook));
    }
    if (ready_.empty()) {
        ended_ = is_over_;
        co_return std::nullopt;
    }
    StampedTrainingEvent event = std::move(ready_.front());
    ready_.pop_front();
    ended_ = event.event.is_last();
    co_return event;
}

Task<void> TrainingStream::look() {
    LIKENESS_CO_TRY(const Training training, co_await ledger_.find(training_));
    int ahead = 0;
    if (training.state == TrainingState::queued) {
        LIKENESS_CO_TRY(ahead, co_await ledger_.ahead(training_));
    }
    for (TrainingEvent& event : events_of(training, ahead)) {
        accept(std::move(event));
    }
    if (!is_over_) {
        accept_progress(progress_of(training, ahead));
    }
    co_return Result<void>{};
}

void TrainingStream::accept(TrainingEvent event) {
    is_over_ = is_over_ || event.is_last();
    if (event.number > last_) {
        last_ = event.number;
        progress_ = event;
        ready_.push_back({std::to_string(last_), std::move(event)});
    }
}

void TrainingStream::accept_progress(TrainingEvent event) {
    if (progress_ && tells_the_same(*progress_, event)) {
        return;
    }
    progress_ = event;
    ready_.push_back({std::to_string(last_) + "." + std::to_string(++passing_), std::move(event)});
}

}  // namespace likeness
