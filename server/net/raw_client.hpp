#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace likeness::net {

/// What came back: the head with its empty line, and the body without its chunk framing.
struct Reply {
    int status = 0;
    std::string head;
    std::string body;
};

/// A client on a plain blocking socket, for tests that choose every byte. All reads give up after
/// five seconds.
class RawClient {
public:
    /// Connects to 127.0.0.1. `receive_buffer` makes the window small, for clients that are to be
    /// slow.
    explicit RawClient(std::uint16_t port, int receive_buffer = 0);
    RawClient(RawClient&& other) noexcept;
    RawClient& operator=(RawClient&&) = delete;
    ~RawClient();

    /// Sends all of it; what the server does not take is dropped.
    void send(std::string_view bytes) const;

    /// Reads one answer. Status 0 if the connection ended before its head was whole.
    Reply receive(bool is_head_request = false);
    Reply ask(std::string_view request);

    /// Reads until `text` has come; false if the connection ended before.
    bool receive_until(std::string_view text);
    /// Everything up to the end of the connection.
    std::string receive_rest();
    /// True if the server has ended the connection, with nothing more to read.
    bool is_closed();
    /// True if the connection, read to its end, ends with a reset.
    bool is_reset();

    bool is_connected() const { return is_connected_; }

    void stop_sending() const;
    /// Closes so that the server sees a reset.
    void reset();

private:
    bool receive_more();
    std::string take(std::size_t count);
    std::string receive_chunks();

    int descriptor_;
    bool is_connected_ = false;
    bool was_reset_ = false;
    std::string received_;
};

}  // namespace likeness::net
