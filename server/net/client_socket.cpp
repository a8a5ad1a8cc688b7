#include "net/client_socket.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/sendfile.h>
#include <sys/socket.h>

#include <cerrno>

namespace likeness::net {

namespace {

using asio::ip::tcp;
/// With the concrete executor: the type-erased one costs about 2 us a request.
using Socket = asio::basic_stream_socket<tcp, asio::io_context::executor_type>;

Moved to_moved(ssize_t result) {
    if (result > 0) {
        return {Moved::Outcome::some, static_cast<std::size_t>(result)};
    }
    const bool would_wait = result < 0 && errno == EAGAIN;
    return {would_wait ? Moved::Outcome::would_wait : Moved::Outcome::ended, 0};
}

/// Repeats a call that a signal has interrupted.
template <class Call>
Moved without_interruption(Call call) {
    ssize_t result = 0;
    do {
        result = call();
    } while (result < 0 && errno == EINTR);
    return to_moved(result);
}

}  // namespace

void Gather::add(BytesView piece) {
    if (!piece.empty()) {
        // sendmsg() takes pointers to non-const but writes nothing.
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): as said
        auto* const begin = const_cast<char*>(piece.data());
        pieces_.at(count_) = {begin, piece.size()};
        ++count_;
    }
}

void Gather::advance(std::size_t count) {
    while (count > 0 && first_ < count_) {
        iovec& piece = pieces_.at(first_);
        const std::size_t step = std::min(count, piece.iov_len);
        piece.iov_base = static_cast<char*>(piece.iov_base) + step;
        piece.iov_len -= step;
        count -= step;
        first_ += piece.iov_len == 0 ? 1 : 0;
    }
}

void Gather::append_to(Bytes& out) const {
    for (std::size_t i = first_; i < count_; ++i) {
        out.append(static_cast<const char*>(pieces_.at(i).iov_base), pieces_.at(i).iov_len);
    }
}

struct ClientSocket::Impl {
    Impl(asio::io_context& io, int descriptor, bool is_ipv6) : socket(io.get_executor()) {
        boost::system::error_code ec;
        socket.assign(is_ipv6 ? tcp::v6() : tcp::v4(), descriptor, ec);
    }

    Socket socket;
};

ClientSocket::ClientSocket(asio::io_context& io, int descriptor, bool is_ipv6)
    : impl_(std::make_unique<Impl>(io, descriptor, is_ipv6)) {}

ClientSocket::~ClientSocket() = default;

Moved ClientSocket::receive(std::span<char> into) {
    return without_interruption([&] {
        return ::recv(impl_->socket.native_handle(), into.data(), into.size(), 0);
    });
}

Moved ClientSocket::discard(std::size_t limit) {
    return without_interruption([&] {
        return ::recv(impl_->socket.native_handle(), nullptr, limit, MSG_TRUNC);
    });
}

Moved ClientSocket::send(std::span<iovec> pieces, bool more_follows) {
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = pieces.size();
    const int flags = MSG_NOSIGNAL | (more_follows ? MSG_MORE : 0);
    const Moved moved = without_interruption([&] {
        return ::sendmsg(impl_->socket.native_handle(), &message, flags);
    });
    bytes_sent_ += moved.bytes;
    return moved;
}

Moved ClientSocket::send_file(int descriptor, std::uint64_t offset, std::uint64_t count) {
    auto position = static_cast<off_t>(offset);
    const Moved moved = without_interruption([&] {
        return ::sendfile(impl_->socket.native_handle(), descriptor, &position, count);
    });
    bytes_sent_ += moved.bytes;
    return moved;
}

asio::awaitable<Wake> ClientSocket::wait(int wait_type, SteadyTime deadline) {
    auto initiation = [this, wait_type, deadline](auto handler) {
        deadline_ = deadline;
        timed_out_ = false;
        auto on_wake = [this,
                        resume = std::move(handler)](const boost::system::error_code& ec) mutable {
            deadline_ = SteadyTime::max();
            const Wake failure = timed_out_ ? Wake::timed_out : Wake::gone;
            std::move(resume)(ec ? failure : Wake::ready);
        };
        impl_->socket.async_wait(
            static_cast<Socket::wait_type>(wait_type),
            // All waits belong to the one thread that runs the io_context, so the coroutine may
            // resume right here.
            asio::bind_executor(impl_->socket.get_executor(), std::move(on_wake))
        );
    };
    const asio::use_awaitable_t<> token;
    return asio::async_initiate<const asio::use_awaitable_t<>, void(Wake)>(
        std::move(initiation), token
    );
}

asio::awaitable<Wake> ClientSocket::wait_paced(int wait_type, Pace& pace) {
    const SteadyTime begin = std::chrono::steady_clock::now();
    const Wake wake = co_await wait(wait_type, pace.deadline(begin));
    pace.waited(std::chrono::steady_clock::now() - begin);
    co_return wake;
}

asio::awaitable<Wake> ClientSocket::wait_readable(SteadyTime deadline) {
    return wait(Socket::wait_read, deadline);
}

asio::awaitable<Wake> ClientSocket::wait_writable(SteadyTime deadline) {
    return wait(Socket::wait_write, deadline);
}

asio::awaitable<Wake> ClientSocket::wait_readable(Pace& pace) {
    return wait_paced(Socket::wait_read, pace);
}

asio::awaitable<Wake> ClientSocket::wait_writable(Pace& pace) {
    return wait_paced(Socket::wait_write, pace);
}

void ClientSocket::wake_if_due(SteadyTime now) {
    if (now >= deadline_) {
        timed_out_ = true;
        interrupt();
    }
}

void ClientSocket::interrupt() {
    boost::system::error_code ec;
    impl_->socket.cancel(ec);
}

void ClientSocket::stop_sending() {
    boost::system::error_code ec;
    impl_->socket.shutdown(Socket::shutdown_send, ec);
}

void ClientSocket::close() {
    boost::system::error_code ec;
    impl_->socket.close(ec);
}

void ClientSocket::reset() {
    boost::system::error_code ec;
    impl_->socket.set_option(asio::socket_base::linger(true, 0), ec);
    close();
}

}  // namespace likeness::net
