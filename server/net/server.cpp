#include "net/server.hpp"

#include "base/log.hpp"
#include "net/connection.hpp"
#include "net/exception_text.hpp"
#include "net/server_core.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/socket.h>

#include <cerrno>
#include <csignal>
#include <exception>
#include <list>

namespace likeness::net {

namespace {

using asio::ip::tcp;
using boost::system::error_code;

/// Connections accepted in a row before others have their turn.
constexpr int kAcceptsInARow = 64;

/// How long to leave the queue alone when the system has no descriptor or memory for another
/// connection.
constexpr std::chrono::milliseconds kAcceptPause{100};

asio::awaitable<void> run_connection(std::unique_ptr<Connection> connection) {
    co_await connection->run();
}

void log_failure(const std::exception_ptr& failure) {
    try {
        if (failure) {
            std::rethrow_exception(failure);
        }
    } catch (...) {
        log::error("connection failed", {{"what", exception_text()}});
    }
}

Error listen_error(const std::string& host, std::uint16_t port, const error_code& ec) {
    const std::string where = host + ":" + std::to_string(port);
    if (ec == asio::error::address_in_use) {
        return {
            ErrorCode::conflict,
            "Port " + std::to_string(port) + " of " + host + " is in use by another program."};
    }
    if (ec.value() == EADDRNOTAVAIL || ec.value() == EACCES ||
        ec.category() == asio::error::get_netdb_category()) {
        return {
            ErrorCode::invalid_argument, "Cannot listen at " + where + ": " + ec.message() + "."};
    }
    return Error::internal("listen at " + where + ": " + ec.message());
}

/// The first address that the host stands for.
tcp::endpoint
resolve(asio::io_context& io, const std::string& host, std::uint16_t port, error_code& ec) {
    const auto address = asio::ip::make_address(host, ec);
    if (!ec) {
        return {address, port};
    }
    tcp::resolver resolver(io);
    const auto found = resolver.resolve(host, std::to_string(port), tcp::resolver::passive, ec);
    return ec ? tcp::endpoint() : found.begin()->endpoint();
}

void open_acceptor(tcp::acceptor& acceptor, const tcp::endpoint& endpoint, error_code& ec) {
    acceptor.open(endpoint.protocol(), ec);
    if (!ec) {
        acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
    }
    if (!ec) {
        acceptor.set_option(tcp::no_delay(true), ec);  // accepted sockets inherit it on Linux
    }
    if (!ec && endpoint.address().is_v6()) {
        acceptor.set_option(asio::ip::v6_only(!endpoint.address().is_unspecified()), ec);
    }
    if (!ec) {
        acceptor.bind(endpoint, ec);
    }
    if (!ec) {
        acceptor.listen(tcp::acceptor::max_listen_connections, ec);
    }
    if (!ec) {
        acceptor.native_non_blocking(true, ec);
    }
}

}  // namespace

class Server::Impl : public std::enable_shared_from_this<Impl> {
public:
    Impl(asio::io_context& io, Handler& handler, Observer& observer, const Limits& limits)
        : io_(io),
          core_(std::make_shared<ServerCore>(handler, observer, limits)),
          sweep_timer_(io),
          drain_timer_(io) {}

    Result<std::uint16_t> listen(const std::string& host, std::uint16_t port) {
        error_code ec;
        const tcp::endpoint endpoint = resolve(io_, host, port, ec);
        Listener listener(io_);
        if (!ec) {
            open_acceptor(listener.acceptor, endpoint, ec);
        }
        if (ec) {
            return listen_error(host, port, ec);
        }
        const std::uint16_t bound = listener.acceptor.local_endpoint(ec).port();
        listeners_.push_back(std::move(listener));
        wait_for_clients(listeners_.back());
        if (listeners_.size() == 1) {
            schedule_sweep();
        }
        return bound;
    }

    asio::awaitable<void> drain(std::chrono::milliseconds grace) {
        stop_accepting();
        core_->begin_drain();
        co_await wait_until_empty(grace);
        core_->cut_all();
        constexpr std::chrono::milliseconds kTimeToNotice{200};
        co_await wait_until_empty(kTimeToNotice);
        sweep_timer_.cancel();
    }

    void abandon() {
        stop_accepting();
        sweep_timer_.cancel();
        core_->abandon();
    }

    Counts counts() const {
        return {core_->open_connections(), core_->requests_in_flight, core_->accepted()};
    }

private:
    struct Listener {
        explicit Listener(asio::io_context& io) : acceptor(io), pause(io) {}

        tcp::acceptor acceptor;
        asio::steady_timer pause;
        bool is_starved = false;
    };

    enum class Accepted {
        one,
        nobody,
        starved
    };

    void stop_accepting() {
        for (Listener& listener : listeners_) {
            error_code ec;
            listener.acceptor.close(ec);
            listener.pause.cancel();
        }
    }

    void wait_for_clients(Listener& listener) {
        listener.acceptor.async_wait(
            tcp::acceptor::wait_read,
            [self = shared_from_this(), &listener](const error_code& ec) {
                if (!ec && listener.acceptor.is_open()) {
                    self->accept_waiting(listener);
                }
            }
        );
    }

    void accept_waiting(Listener& listener) {
        Accepted accepted = Accepted::one;
        for (int i = 0; i < kAcceptsInARow && accepted == Accepted::one; ++i) {
            accepted = accept_one(listener.acceptor);
        }
        if (accepted != Accepted::starved) {
            listener.is_starved = false;
            wait_for_clients(listener);
            return;
        }
        if (!listener.is_starved) {
            log::warning("cannot accept connections: out of descriptors or memory");
            listener.is_starved = true;
        }
        listener.pause.expires_after(kAcceptPause);
        listener.pause.async_wait([self = shared_from_this(), &listener](const error_code& ec) {
            if (!ec && listener.acceptor.is_open()) {
                self->accept_waiting(listener);
            }
        });
    }

    Accepted accept_one(tcp::acceptor& acceptor) {
        sockaddr_storage address{};
        socklen_t size = sizeof address;
        // sockaddr is the common head of the address types.
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        const int descriptor =
            ::accept4(acceptor.native_handle(), generic, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor >= 0) {
            start_connection(descriptor, address);
            return Accepted::one;
        }
        switch (errno) {
            case EAGAIN:
                return Accepted::nobody;
            case EMFILE:
            case ENFILE:
            case ENOBUFS:
            case ENOMEM:
                return Accepted::starved;
            default:
                return Accepted::one;  // that client is gone already (accept(2) lists the errors);
                                       // the next may be there
        }
    }

    void start_connection(int descriptor, const sockaddr_storage& address) {
        PeerAddress peer = to_peer_address(address);
        const auto admission = core_->admission(peer);
        if (admission == ServerCore::Admission::none) {
            ::close(descriptor);
            return;
        }
        auto connection = std::make_unique<Connection>(
            core_,
            io_,
            descriptor,
            address.ss_family == AF_INET6,
            std::move(peer),
            admission == ServerCore::Admission::surplus
        );
        auto on_end = [self = shared_from_this()](const std::exception_ptr& failure) {
            log_failure(failure);
            self->note_end();
        };
        asio::co_spawn(io_, run_connection(std::move(connection)), std::move(on_end));
    }

    void note_end() {
        if (core_->open_connections() == 0) {
            drain_timer_.cancel();
        }
    }

    asio::awaitable<void> wait_until_empty(std::chrono::milliseconds limit) {
        if (core_->open_connections() > 0) {
            error_code ec;
            drain_timer_.expires_after(limit);
            co_await drain_timer_.async_wait(asio::redirect_error(asio::use_awaitable, ec));
        }
    }

    void schedule_sweep() {
        sweep_timer_.expires_after(core_->limits().sweep_interval);
        sweep_timer_.async_wait([self = shared_from_this()](const error_code& ec) {
            if (!ec) {
                self->core_->sweep(std::chrono::steady_clock::now());
                self->schedule_sweep();
            }
        });
    }

    asio::io_context& io_;
    std::shared_ptr<ServerCore> core_;
    std::list<Listener> listeners_;
    asio::steady_timer sweep_timer_;
    asio::steady_timer drain_timer_;
};

Server::Server(asio::io_context& io, Handler& handler, Observer& observer, const Limits& limits)
    : impl_(std::make_shared<Impl>(io, handler, observer, limits)) {
    std::signal(SIGPIPE, SIG_IGN);
}

Server::~Server() {
    impl_->abandon();
}

Result<std::uint16_t> Server::listen(const std::string& host, std::uint16_t port) {
    return impl_->listen(host, port);
}

asio::awaitable<void> Server::drain(std::chrono::milliseconds grace) {
    return impl_->drain(grace);
}

Server::Counts Server::counts() const {
    return impl_->counts();
}

}  // namespace likeness::net
