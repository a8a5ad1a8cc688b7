#include "core/generation_events.hpp"

#include <algorithm>
#include <utility>

namespace likeness {

namespace {

/// True when `later` says all that `earlier` said, so that a slow watcher needs only the later one.
bool supersedes(const GenerationEvent& later, const GenerationEvent& earlier) {
    const auto* new_step = std::get_if<JobProgress>(&later.what);
    const auto* old_step = std::get_if<JobProgress>(&earlier.what);
    if (new_step != nullptr && old_step != nullptr) {
        return new_step->index == old_step->index;
    }
    return std::holds_alternative<BatchQueued>(later.what) &&
           std::holds_alternative<BatchQueued>(earlier.what) && !earlier.is_durable();
}

std::optional<GenerationEvent> ending_of(const GenerationBatch& batch, const GenerationJob& job) {
    if (job.event == 0) {
        return std::nullopt;
    }
    GenerationEvent event{job.event, {}};
    const auto image =
        std::find_if(batch.images.begin(), batch.images.end(), [&](const GeneratedImage& i) {
            return i.index == job.index;
        });
    if (image != batch.images.end()) {
        event.what = JobImage{*image};
    } else {
        event.what = JobFailed{job.index, job.state, job.failure.value_or(GenerationFailure{})};
    }
    return event;
}

}  // namespace

std::vector<GenerationEvent> events_of(const GenerationBatch& batch, int jobs_ahead) {
    std::vector<GenerationEvent> events;
    events.push_back({1, BatchQueued{jobs_ahead}});
    if (batch.started_event > 0) {
        events.push_back({batch.started_event, BatchRunning{}});
    }
    for (const GenerationJob& job : batch.jobs) {
        if (std::optional<GenerationEvent> event = ending_of(batch, job)) {
            events.push_back(*std::move(event));
        }
    }
    if (batch.finished_event > 0) {
        events.push_back({batch.finished_event, BatchEnded{batch.state, batch.failure}});
    }
    std::sort(events.begin(), events.end(), [](const auto& a, const auto& b) {
        return a.number < b.number;
    });
    return events;
}

GenerationEvents::GenerationEvents(boost::asio::any_io_executor executor)
    : executor_(std::move(executor)) {}

void GenerationEvents::publish(const BatchId& batch, const GenerationEvent& event) {
    deliver(batch, event);
    if (relay_) {
        relay_(batch, event);
    }
}

void GenerationEvents::deliver(const BatchId& batch, const GenerationEvent& event) {
    const auto [first, last] = watchers_.equal_range(batch.text());
    for (auto watcher = first; watcher != last; ++watcher) {
        watcher->second->push(event);
    }
}

void GenerationEvents::rows_changed(const BatchId& batch) {
    const auto [first, last] = watchers_.equal_range(batch.text());
    for (auto watcher = first; watcher != last; ++watcher) {
        watcher->second->note_rows_changed();
    }
}

void GenerationEvents::all_rows_changed() {
    for (const auto& [batch, watch] : watchers_) {
        watch->note_rows_changed();
    }
}

void GenerationEvents::close() {
    closed_ = true;
    for (const auto& [batch, watch] : watchers_) {
        watch->signal_.notify_all();
    }
}

GenerationEvents::Watch::Watch(GenerationEvents& events, BatchId batch)
    : events_(events),
      batch_(std::move(batch)),
      signal_(events.executor_) {
    events_.watchers_.emplace(batch_.text(), this);
}

GenerationEvents::Watch::~Watch() {
    const auto [first, last] = events_.watchers_.equal_range(batch_.text());
    const auto self =
        std::find_if(first, last, [this](const auto& entry) { return entry.second == this; });
    events_.watchers_.erase(self);
}

void GenerationEvents::Watch::push(const GenerationEvent& event) {
    // At most one passing event of a kind waits, and a batch has few durable ones: the list stays
    // short.
    std::erase_if(waiting_, [&](const GenerationEvent& earlier) {
        return supersedes(event, earlier);
    });
    waiting_.push_back(event);
    signal_.notify_all();
}

void GenerationEvents::Watch::note_rows_changed() {
    rows_changed_ = true;
    signal_.notify_all();
}

bool GenerationEvents::Watch::take_rows_changed() {
    return std::exchange(rows_changed_, false);
}

boost::asio::awaitable<std::vector<GenerationEvent>> GenerationEvents::Watch::next(
    std::chrono::milliseconds limit
) {
    if (waiting_.empty() && !rows_changed_ && !events_.closed_) {
        co_await signal_.wait(limit);
    }
    co_return std::exchange(waiting_, {});
}

}  // namespace likeness
