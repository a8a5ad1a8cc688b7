#include "core/store_probe.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace likeness {

namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr auto kLookAgain = 10s;
constexpr std::array<Bucket, 3> kBuckets{Bucket::loras, Bucket::generated, Bucket::uploads};

ObjectKey missing_key() {
    return ObjectKey::trusted("health/nothing-is-here");
}

}  // namespace

StoreProbe::StoreProbe(boost::asio::any_io_executor executor, ObjectStore& store)
    : store_(store),
      asking_(executor),
      answered_(std::move(executor)) {}

Task<std::vector<BucketHealth>> StoreProbe::look(std::chrono::milliseconds patience) {
    const auto deadline = SteadyClock::now() + patience;
    if (asking_.running() == 0 && SteadyClock::now() >= look_again_at_) {
        look_again_at_ = SteadyClock::now() + kLookAgain;
        known_.clear();
        for (std::size_t place = 0; place < kBuckets.size(); ++place) {
            known_.push_back(
                {std::string(store_.bucket_name(kBuckets.at(place))), false, "It does not answer."}
            );
            asking_.spawn("store probe", ask(place, kBuckets.at(place)));
        }
    }
    while (asking_.running() > 0) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - SteadyClock::now());
        if (left <= 0ms) {
            break;
        }
        co_await answered_.wait(std::min<std::chrono::milliseconds>(left, 50ms));
    }
    co_return known_;
}

asio::awaitable<void> StoreProbe::ask(std::size_t place, Bucket bucket) {
    const auto begun = SteadyClock::now();
    const Result<StoredObject> found = co_await store_.stat(bucket, missing_key());
    BucketHealth& health = known_.at(place);
    health.took = std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - begun);
    health.is_reachable = found || found.error().code == ErrorCode::not_found;
    health.reason = health.is_reachable ? "" : found.error().message;
    answered_.notify_all();
}

}  // namespace likeness
