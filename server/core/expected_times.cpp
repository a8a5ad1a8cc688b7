#include "core/expected_times.hpp"

#include "base/log.hpp"

#include <algorithm>
#include <utility>

namespace likeness {

namespace {

using namespace std::chrono_literals;

constexpr auto kLookAgain = 5s;
constexpr int kRunsRead = 1000;
constexpr std::size_t kFewest = 3;
constexpr std::size_t kMost = 25;  // engines change: what is long ago says little
constexpr double kAlike = 1.25;

double pixels(ImageSize size) {
    return static_cast<double>(size.width) * size.height;
}

bool is_alike(double a, double b) {
    return a <= b * kAlike && b <= a * kAlike;
}

template <class Number>
Number median(std::vector<Number> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

ExpectedTimes::ExpectedTimes(UsageRepository& usage) : usage_(usage) {}

asio::awaitable<void> ExpectedTimes::refresh() {
    const auto now = std::chrono::steady_clock::now();
    if (now < look_again_at_) {
        co_return;
    }
    look_again_at_ = now + kLookAgain;  // others that ask meanwhile take what is known
    Result<std::vector<PastRun>> runs = co_await usage_.past_runs(kRunsRead);
    if (runs) {
        learn(*std::move(runs));
    } else {
        log::debug("past runs could not be read", {{"reason", runs.error().detail}});
    }
}

std::optional<ExpectedTimes::Seconds>
ExpectedTimes::of_image(std::string_view engine, ImageSize size, int steps) const {
    std::vector<double> alike;     // seconds
    std::vector<double> per_work;  // seconds for a pixel and step
    for (const PastRun& run : runs_) {
        if (run.engine != engine || run.steps < 1 || pixels(run.size) < 1) {
            continue;
        }
        const double seconds = Seconds(run.duration).count();
        if (alike.size() < kMost && is_alike(pixels(run.size), pixels(size)) &&
            is_alike(run.steps, steps)) {
            alike.push_back(seconds);
        }
        if (per_work.size() < kMost) {
            per_work.push_back(seconds / (pixels(run.size) * run.steps));
        }
    }
    if (alike.size() >= kFewest) {
        return Seconds(median(std::move(alike)));
    }
    if (per_work.size() >= kFewest) {
        return Seconds(median(std::move(per_work)) * pixels(size) * steps);
    }
    return std::nullopt;
}

std::optional<ExpectedTimes::Seconds>
ExpectedTimes::of_batch(const GenerationBatch& batch, int ahead, int at_once, Timestamp now) const {
    const std::optional<Seconds> image =
        of_image(batch.engine, batch.settings.size, batch.settings.num_inference_steps);
    if (!image || is_final(batch.state)) {
        return std::nullopt;
    }
    const auto images = ahead + static_cast<int>(batch.jobs.size());
    const int rounds = (images + at_once - 1) / std::max(at_once, 1);
    const Seconds passed = batch.started_at ? Seconds(now - *batch.started_at) : Seconds(0);
    return std::max<Seconds>(*image * rounds - passed, 1s);
}

std::optional<std::int64_t> ExpectedTimes::price_of_image(std::string_view engine, ImageSize size)
    const {
    std::vector<std::int64_t> alike;
    std::vector<std::int64_t> any;
    for (const PastRun& run : runs_) {
        if (run.engine != engine || !run.price_microdollars) {
            continue;
        }
        any.push_back(*run.price_microdollars);
        if (is_alike(pixels(run.size), pixels(size))) {
            alike.push_back(*run.price_microdollars);
        }
    }
    any.resize(std::min(any.size(), kMost));
    alike.resize(std::min(alike.size(), kMost));
    if (alike.size() >= kFewest) {
        return median(std::move(alike));
    }
    return any.size() >= kFewest ? std::optional(median(std::move(any))) : std::nullopt;
}

}  // namespace likeness
