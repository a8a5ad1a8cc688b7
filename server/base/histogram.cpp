#include "base/histogram.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace likeness {

void DurationHistogram::add(std::chrono::steady_clock::duration duration) {
    const double seconds = std::chrono::duration<double>(duration).count();
    const auto bucket = std::lower_bound(kBounds.begin(), kBounds.end(), seconds) - kBounds.begin();
    ++buckets_.at(static_cast<std::size_t>(bucket));
    total_seconds_ += seconds;
}

std::uint64_t DurationHistogram::at_most(std::size_t index) const {
    const auto end = std::next(buckets_.begin(), static_cast<std::ptrdiff_t>(index) + 1);
    return std::accumulate(buckets_.begin(), end, std::uint64_t{0});
}

}  // namespace likeness
