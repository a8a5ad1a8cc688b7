#pragma once

#include "app/studio.hpp"
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
    /// Upper bounds of the duration histogram, in seconds.
    static constexpr std::array<double, 12>
        kBounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30};

    std::array<std::uint64_t, 6> by_status_class_{};  // 1xx to 5xx by their first digit
    std::array<std::uint64_t, kBounds.size() + 1> by_duration_{};
    double seconds_ = 0;
    std::uint64_t bytes_ = 0;
    std::uint64_t count_ = 0;
};

/// The text exposition format of Prometheus, version 0.0.4.
std::string metrics_text(
    const RequestCounts& requests,
    const net::Server::Counts& server,
    const Studio& studio,
    Storage& storage
);

}  // namespace likeness::app
