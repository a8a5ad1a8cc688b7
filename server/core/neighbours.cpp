#include "core/neighbours.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace likeness {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// As often as a person can follow.
constexpr std::chrono::milliseconds kBetweenSteps{250};

// What a message begins with; the batch's id follows.
constexpr std::string_view kQueued = "queued";
constexpr std::string_view kChanged = "changed";
constexpr std::string_view kEnded = "ended";
constexpr std::string_view kStop = "stop";  // a job's id instead
constexpr std::string_view kStep = "step";  // and index, step, steps

/// Takes the next word off the front.
std::string_view take_word(std::string_view& text) {
    const std::size_t end = text.find(' ');
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return word;
}

std::optional<JobProgress> parse_step(std::string_view numbers) {
    std::array<int, 3> parsed{};
    for (int& number : parsed) {
        const std::string_view word = take_word(numbers);
        const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), number);
        if (failure != std::errc{} || end != word.data() + word.size()) {
            return std::nullopt;
        }
    }
    return JobProgress{parsed[0], parsed[1], parsed[2]};
}

}  // namespace

Neighbours::Neighbours(Broadcast& broadcast, GenerationEvents& events, GenerationRunner& runner)
    : broadcast_(broadcast),
      events_(events),
      runner_(runner) {
    events_.relay_to([this](const BatchId& batch, const GenerationEvent& event) {
        tell(batch, event);
    });
    runner_.relay_stops_to([this](const JobId& job) {
        broadcast_.send(std::string(kStop) + " " + job.text());
    });
}

Neighbours::~Neighbours() {
    events_.relay_to(nullptr);
    runner_.relay_stops_to(nullptr);
}

boost::asio::awaitable<void> Neighbours::run() {
    Broadcast::Hearer hearer = [this](std::string_view message) { hear(message); };
    return broadcast_.run(std::move(hearer));
}

void Neighbours::tell(const BatchId& batch, const GenerationEvent& event) {
    if (const auto* step = std::get_if<JobProgress>(&event.what)) {
        tell_step(batch, *step);
        return;
    }
    std::string_view word = kChanged;
    if (std::holds_alternative<BatchQueued>(event.what)) {
        word = kQueued;
    } else if (event.is_last()) {
        word = kEnded;
        forget_steps(batch);
    }
    broadcast_.send(std::string(word) + " " + batch.text());
}

void Neighbours::forget_steps(const BatchId& batch) {
    told_steps_.erase(
        told_steps_.lower_bound({batch.text(), 0}),
        told_steps_.upper_bound({batch.text(), SettingsLimits::kMaxImages})
    );
}

void Neighbours::tell_step(const BatchId& batch, const JobProgress& step) {
    SteadyClock::time_point& last = told_steps_[{batch.text(), step.index}];
    const SteadyClock::time_point now = SteadyClock::now();
    if (now - last < kBetweenSteps) {
        return;
    }
    last = now;
    broadcast_.send(
        std::string(kStep) + " " + batch.text() + " " + std::to_string(step.index) + " " +
        std::to_string(step.step) + " " + std::to_string(step.steps)
    );
}

/// What cannot be read was sent by a newer version.
void Neighbours::hear(std::string_view message) {
    if (message.empty()) {
        events_.all_rows_changed();
        runner_.wake();
        return;
    }
    const std::string_view word = take_word(message);
    const std::string_view id = take_word(message);
    const std::optional<BatchId> batch = BatchId::parse(id);
    if (!batch) {
        return;
    }
    if (word == kStop) {
        runner_.stop_here(JobId::trusted(id));
    } else if (word == kQueued) {
        runner_.wake();
    } else if (word == kStep) {
        if (const std::optional<JobProgress> step = parse_step(message)) {
            events_.deliver(*batch, {0, *step});
        }
    } else if (word == kChanged || word == kEnded) {
        events_.rows_changed(*batch);
    }
    if (word == kEnded) {
        forget_steps(*batch);
    }
}

}  // namespace likeness
