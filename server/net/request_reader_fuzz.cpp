#include "net/request_reader.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>

namespace likeness::net {

namespace {

/// A client's socket that has sent some bytes in pieces and then closed, and the reader at the
/// other end.
class Exchange {
public:
    Exchange(std::string_view bytes, std::size_t piece) : bytes_(bytes), piece_(piece) {
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) != 0) {
            std::abort();
        }
        client_ = ends[0];
        socket_ = std::make_unique<ClientSocket>(io_, ends[1], false);
        reader_.attach(*socket_);
    }

    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    ~Exchange() { ::close(client_); }

    /// All requests that came through whole: their paths and bodies.
    std::string read_all() {
        auto on_end = [](const std::exception_ptr& failure) {
            if (failure) {
                std::abort();
            }
        };
        asio::co_spawn(io_, read_requests(), std::move(on_end));
        io_.run();
        return text_;
    }

private:
    static Limits limits() {
        Limits limits;
        limits.max_header_bytes = 1000;
        return limits;
    }

    void send(std::size_t count) {
        if (is_closed_) {
            return;
        }
        const std::string_view next = bytes_.substr(0, count);
        bytes_.remove_prefix(next.size());
        if (::send(client_, next.data(), next.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(next.size())) {
            std::abort();
        }
        if (bytes_.empty()) {
            ::shutdown(client_, SHUT_WR);
            is_closed_ = true;
        }
    }

    bool read_head() {
        auto step = reader_.read_head();
        while (step == RequestReader::HeadStep::wait) {
            send(piece_);
            step = reader_.read_head();
        }
        return step == RequestReader::HeadStep::complete;
    }

    asio::awaitable<void> read_requests() {
        std::array<char, 64> buffer{};
        while (read_head()) {
            const std::string path(reader_.head().path);
            std::string body;
            send(bytes_.size());
            for (;;) {
                const auto count = co_await reader_.read_some(std::span(buffer).first(piece_));
                if (!count) {
                    co_return;
                }
                if (*count == 0) {
                    break;
                }
                body.append(buffer.data(), *count);
            }
            if (!reader_.can_go_on() || reader_.head().path != path) {
                std::abort();
            }
            text_ += path + "|" + body + "|";
            reader_.finish();
        }
    }

    asio::io_context io_{1};
    std::string_view bytes_;
    std::size_t piece_;
    int client_ = -1;
    bool is_closed_ = false;
    std::unique_ptr<ClientSocket> socket_;
    RequestReader reader_{limits()};
    std::string text_;
};

}  // namespace

}  // namespace likeness::net

/// Reads pipelined requests through a real socket. The first byte says into what pieces the bytes
/// are cut.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1 || size > 100'000) {
        return 0;
    }
    const std::string bytes(data + 1, data + size);
    likeness::net::Exchange whole(bytes, 64);
    likeness::net::Exchange cut(bytes, std::size_t{data[0]} % 64 + 1);
    if (whole.read_all() != cut.read_all()) {
        std::abort();
    }
    return 0;
}
