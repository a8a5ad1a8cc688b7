#include "http_client/testing_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <utility>

namespace likeness::http_client {

std::string Peer::read_head() {
    std::array<char, 4096> buffer{};
    std::size_t end = received_.find("\r\n\r\n");
    while (end == std::string::npos) {
        const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), 0);
        if (count <= 0) {
            return {};
        }
        received_.append(buffer.data(), static_cast<std::size_t>(count));
        end = received_.find("\r\n\r\n");
    }
    std::string head = received_.substr(0, end + 4);
    received_.erase(0, end + 4);
    return head;
}

std::string Peer::read_request() {
    const std::string request = read_head();
    constexpr std::string_view kLength = "Content-Length: ";
    const std::size_t field = request.find(kLength);
    const std::size_t length =
        field == std::string::npos
            ? 0
            : static_cast<std::size_t>(std::atoll(request.c_str() + field + kLength.size()));
    return request + read_body(length);
}

std::string Peer::read_body(std::size_t length) {
    std::array<char, 65536> buffer{};
    while (received_.size() < length) {
        const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), 0);
        if (count <= 0) {
            return {};
        }
        received_.append(buffer.data(), static_cast<std::size_t>(count));
    }
    std::string body = received_.substr(0, length);
    received_.erase(0, length);
    return body;
}

void Peer::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) {
            return;
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

void Peer::answer(std::string_view body) const {
    send(
        "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
        std::string(body)
    );
}

void Peer::reset() {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::shutdown(socket_, SHUT_RD);
}

void Peer::wait_for_end() {
    std::array<char, 4096> buffer{};
    while (::recv(socket_, buffer.data(), buffer.size(), 0) > 0) {
    }
}

ScriptedServer::ScriptedServer(std::function<void(Peer&)> script)
    : script_(std::move(script)),
      listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast)
    ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::listen(listener_, 64);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
}

ScriptedServer::~ScriptedServer() {
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    {
        const std::lock_guard lock(mutex_);
        for (const int socket : sockets_) {
            ::shutdown(socket, SHUT_RDWR);
        }
    }
    for (std::thread& talk : talks_) {
        talk.join();
    }
    ::close(listener_);
}

void ScriptedServer::accept_all() {
    for (;;) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) {
            return;
        }
        ++connections_;
        const std::lock_guard lock(mutex_);
        sockets_.insert(socket);
        const timeval limit{10, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        talks_.emplace_back([this, socket] {
            Peer peer(socket);
            script_(peer);
            const std::lock_guard end_lock(mutex_);
            sockets_.erase(socket);
            ::close(socket);
        });
    }
}

std::string ScriptedServer::url(std::string_view path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

}  // namespace likeness::http_client
