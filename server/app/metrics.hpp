#pragma once

#include "app/studio.hpp"
#include "base/histogram.hpp"
#include "net/server.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace likeness::app {

/// Counters of what the server has answered. Used on the I/O thread.
class RequestCounts {
public:
    void add(const net::RequestSummary& summary);
    void append_to(std::string& text) const;

private:
    std::array<std::uint64_t, 6> by_status_class_{};  // 1xx to 5xx by their first digit
    DurationHistogram durations_;
    std::uint64_t bytes_ = 0;
};

/// The text exposition format of Prometheus, version 0.0.4.
std::string metrics_text(
    const RequestCounts& requests,
    const net::Server::Counts& server,
    const Studio& studio,
    Storage& storage
);

}  // namespace likeness::app
