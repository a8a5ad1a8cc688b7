#pragma once

#include "base/bytes.hpp"
#include "base/task.hpp"
#include "net/pace.hpp"

#include <sys/uio.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace boost::asio {
class io_context;
}

namespace likeness::net {

/// Up to three pieces of memory to be sent one behind the other in one call.
class Gather {
public:
    void add(BytesView piece);
    /// The first `count` bytes have been sent.
    void advance(std::size_t count);

    bool is_empty() const { return first_ == count_; }

    std::span<iovec> pieces() { return std::span(pieces_).subspan(first_, count_ - first_); }

    /// Appends what is left.
    void append_to(Bytes& out) const;

private:
    std::array<iovec, 3> pieces_{};
    std::size_t first_ = 0;
    std::size_t count_ = 0;
};

/// Why a wait has ended.
enum class Wake {
    ready,
    timed_out,
    gone
};

/// What a call that does not wait has done.
struct Moved {
    enum class Outcome {
        some,
        would_wait,
        ended
    };  // ended: the peer is gone, or has closed its side
    Outcome outcome;
    std::size_t bytes;
};

/// A client's connected socket: system calls that never wait, and waits that end by themselves, by
/// a deadline or by interrupt(). Asio is asked only to wait, so that an idle connection needs no
/// buffer to read into.
class ClientSocket {
public:
    /// Takes over a connected, non-blocking descriptor.
    ClientSocket(asio::io_context& io, int descriptor, bool is_ipv6);
    ClientSocket(const ClientSocket&) = delete;
    ClientSocket& operator=(const ClientSocket&) = delete;
    ~ClientSocket();

    Moved receive(std::span<char> into);
    /// Takes up to `limit` bytes off the stream without copying them anywhere.
    Moved discard(std::size_t limit);
    /// `more_follows` lets the system hold the end back for the next call.
    Moved send(std::span<iovec> pieces, bool more_follows);
    Moved send_file(int descriptor, std::uint64_t offset, std::uint64_t count);

    // One wait at a time. Once the socket is closed every wait ends with `gone`.
    asio::awaitable<Wake> wait_readable(SteadyTime deadline);
    asio::awaitable<Wake> wait_writable(SteadyTime deadline);
    /// The same under a pace, which is told how long it took.
    asio::awaitable<Wake> wait_readable(Pace& pace);
    asio::awaitable<Wake> wait_writable(Pace& pace);

    /// Ends the running wait with `timed_out` if its deadline has passed.
    void wake_if_due(SteadyTime now);
    /// Ends the running wait with `gone`.
    void interrupt();

    void stop_sending();
    void close();
    /// Closes and drops what is still unsent, so that a client that reads nothing holds no memory
    /// of ours.
    void reset();

    std::uint64_t bytes_sent() const { return bytes_sent_; }

private:
    struct Impl;

    asio::awaitable<Wake> wait(int wait_type, SteadyTime deadline);
    asio::awaitable<Wake> wait_paced(int wait_type, Pace& pace);

    std::unique_ptr<Impl> impl_;
    SteadyTime deadline_ = SteadyTime::max();
    std::uint64_t bytes_sent_ = 0;
    bool timed_out_ = false;
};

}  // namespace likeness::net
