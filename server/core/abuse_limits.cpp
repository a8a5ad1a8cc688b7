#include "core/abuse_limits.hpp"

#include <algorithm>
#include <cmath>

namespace likeness {

namespace {

/// A clock that was set back must not lock anybody out: no time passed then.
double minutes_between(Timestamp from, Timestamp to) {
    return std::max(0.0, std::chrono::duration<double, std::ratio<60>>(to - from).count());
}

}  // namespace

AbuseLimits::AbuseLimits(const Clock& clock, Options options) : clock_(clock), options_(options) {}

Result<void> AbuseLimits::admit(const std::string& address) {
    if (!options_.enabled) {
        return {};
    }
    const Timestamp now = clock_.now();
    if (buckets_.size() >= options_.max_addresses && !buckets_.contains(address)) {
        forget_full_buckets(now);
    }
    const auto [entry, is_new] = buckets_.try_emplace(address, Bucket{options_.burst, now});
    Bucket& bucket = entry->second;
    bucket.tokens = std::min(
        options_.burst, bucket.tokens + minutes_between(bucket.filled_at, now) * options_.per_minute
    );
    bucket.filled_at = now;
    if (bucket.tokens < 1) {
        Error error{
            ErrorCode::resource_exhausted,
            "Too many attempts from this address. Please wait a little."};
        error.retry_after = std::chrono::seconds{
            static_cast<long>(std::ceil((1 - bucket.tokens) / options_.per_minute * 60))};
        return error;
    }
    bucket.tokens -= 1;
    return {};
}

void AbuseLimits::forget_full_buckets(Timestamp now) {
    std::erase_if(buckets_, [&](const auto& entry) {
        return entry.second.tokens +
                   minutes_between(entry.second.filled_at, now) * options_.per_minute >=
               options_.burst;
    });
    if (buckets_.size() >= options_.max_addresses) {
        buckets_.clear();  // more addresses at once than we remember: begin anew rather than grow
    }
}

}  // namespace likeness
