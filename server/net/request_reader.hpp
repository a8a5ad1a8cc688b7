#pragma once

#include "net/chunked.hpp"
#include "net/client_socket.hpp"
#include "net/input_buffer.hpp"
#include "net/limits.hpp"
#include "net/pace.hpp"
#include "net/request.hpp"
#include "net/request_parser.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace likeness::net {

/// Reads requests off a socket, one behind the other: the head, then the body. It holds the memory
/// that a request needs, so a connection has one only while a request is there; between them it
/// goes back to a pool.
class RequestReader final : public BodySource {
public:
    enum class HeadStep {
        complete,
        refused,
        wait,
        ended
    };

    explicit RequestReader(const Limits& limits);

    /// Begins to read from `socket`, which must stay alive until detach().
    void attach(ClientSocket& socket);
    void detach();

    /// Reads as much of a head as is there. `wait`: call again when the socket is readable.
    /// `refused`: see refusal_status().
    HeadStep read_head();

    int refusal_status() const { return parser_.refusal_status(); }

    RequestHead head() const { return parser_.head(); }

    bool is_http_1_0() const { return parser_.is_http_1_0(); }

    bool wants_keep_alive() const { return parser_.wants_keep_alive(); }

    Task<std::size_t> read_some(std::span<char> into) override;

    /// What ended the reading of the body: 0, 400 (broken framing), 408 (too slow) or 499 (the
    /// client is gone).
    int failure_status() const { return failure_status_; }

    /// True if the connection can serve another request: the body has been read, or its rest is
    /// short and certain to come.
    bool can_go_on();
    /// Reads the rest of the body and drops it; false if the connection broke. After can_go_on().
    asio::awaitable<bool> drop_rest();

    /// Ends the request.
    void finish();

    /// True if bytes of a further request are there already.
    bool has_input() const { return !input_.unread().empty(); }

    bool is_body_done() const;

    /// False once it has grown for an unusual request: better given back to the system than to a
    /// pool.
    bool is_usual_size() const { return input_.size() == InputBuffer::kUsualSize; }

    /// The id of the request, kept here to reuse its memory.
    std::string id;

private:
    enum class BodyKind {
        none,
        length,
        chunked
    };

    bool skip_empty_line();
    HeadStep parse_head();
    void begin_body();
    std::uint64_t data_left() const;
    void take_data(std::uint64_t count);
    std::size_t take_buffered(std::span<char> into);
    std::size_t receive(std::span<char> into);
    std::size_t read_now(std::span<char> into);
    bool send_continue();
    Error read_error() const;

    Limits limits_;
    RequestParser parser_;
    InputBuffer input_;
    ClientSocket* socket_ = nullptr;
    ChunkedDecoder chunks_;
    Pace pace_;
    std::uint64_t length_left_ = 0;
    std::uint64_t burst_ = 0;  // bytes received without a wait
    BodyKind body_kind_ = BodyKind::none;
    int failure_status_ = 0;
    bool may_skip_line_ = true;
    bool owes_continue_ = false;
    bool must_wait_ = false;
};

}  // namespace likeness::net
