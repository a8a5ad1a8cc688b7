#pragma once

#include "net/client_socket.hpp"
#include "net/limits.hpp"
#include "net/pace.hpp"
#include "net/response.hpp"
#include "net/response_head.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace likeness::net {

/// Sends one answer. Small ones leave in one system call and without a coroutine; the rest is left
/// to finish().
class ResponseWriter final : public StreamWriter {
public:
    enum class Progress {
        done,
        pending,
        failed
    };

    /// `socket` and `response` must outlive this object.
    ResponseWriter(ClientSocket& socket, const Limits& limits, Response& response);

    /// Sends what can be sent without waiting, first of all the head. `head` says what the caller
    /// knows; lengths are added here. Neither its views nor `scratch`, a buffer for the head, are
    /// used after the call.
    Progress begin(HeadFacts head, bool is_head_request, Bytes& scratch);

    /// After `pending`: sends the rest. True if the system took the whole answer; otherwise the
    /// connection is of no more use.
    asio::awaitable<bool> finish();

    /// After begin(): false if only the end of the connection can end the body.
    bool keeps_alive() const { return keeps_alive_; }

    Task<void> write(BytesView data) override;
    Task<void> send_file(FileBody file) override;

private:
    enum class Failure {
        none,
        gone,
        too_slow,
        wrong_length
    };

    void add_length(HeadFacts& head);
    BytesView prepare_body(Bytes& scratch);
    bool append_small_file(Bytes& scratch);
    void send_file_now();
    void account(const Moved& moved);
    asio::awaitable<void> send_all(Gather parts, bool more_follows);
    asio::awaitable<void> send_file_rest();
    asio::awaitable<void> run_stream(StreamBody& stream);
    asio::awaitable<void> make_way();
    bool take_stream_bytes(std::uint64_t count);
    Result<void> outcome() const;

    ClientSocket& socket_;
    Response& response_;
    Pace pace_;
    Bytes head_rest_;
    BytesView body_rest_;
    std::optional<FileBody> file_;  // what is left of it
    StreamBody* stream_ = nullptr;
    std::optional<std::uint64_t> stream_left_;
    std::uint64_t burst_ = 0;  // bytes sent without a wait
    Failure failure_ = Failure::none;
    bool must_wait_ = false;
    bool is_chunked_ = false;
    bool keeps_alive_ = true;
};

}  // namespace likeness::net
