#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace likeness::net {

/// How much a client may ask of the server before it is refused or cut. Times are checked by a
/// sweep, so that each may be exceeded by one `sweep_interval`.
struct Limits {
    /// The request line and all header fields together; more is answered 431, or 414 if the line
    /// alone is longer. Trailer fields of a chunked body are bounded by the same number.
    std::size_t max_header_bytes = std::size_t{16} * 1024;
    /// Longer targets are answered 414.
    std::size_t max_target_bytes = std::size_t{8} * 1024;
    /// More are answered 431.
    std::size_t max_header_fields = 100;

    /// Connections past these are answered 503 and closed. Peers of one IPv4 address or one IPv6
    /// /64 network count as one address; loopback peers (a proxy in front) are exempt from the
    /// second limit.
    std::size_t max_connections = 20'000;
    std::size_t max_connections_per_address = 2'000;

    /// From the first byte of a request to the end of its header, and from connecting to the first
    /// byte. 408 if some of the header has come, silent closing otherwise.
    std::chrono::milliseconds header_timeout{15'000};
    /// Between two requests of a connection.
    std::chrono::milliseconds idle_timeout{75'000};
    /// While a body is read, no byte comes for this long: 408.
    std::chrono::milliseconds body_stall{30'000};
    /// While an answer is sent, the client accepts no byte for this long: it is cut.
    std::chrono::milliseconds write_stall{30'000};
    /// Bytes a second below which a client is too slow although it never stalls. Counted per body
    /// and only over the time that the server waits for the client; `body_stall` or `write_stall`
    /// come on top.
    std::uint64_t min_rate = 512;
    /// How long a closing connection waits for the client to take the last answer of a refused
    /// request.
    std::chrono::milliseconds linger{2'000};

    /// An unread rest of a body up to this size is read and dropped to keep the connection; a
    /// longer one ends it.
    std::uint64_t max_dropped_body = std::uint64_t{64} * 1024;

    std::chrono::milliseconds sweep_interval{1'000};
};

}  // namespace likeness::net
