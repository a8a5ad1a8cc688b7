#include "net/raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <utility>

namespace likeness::net {

namespace {

/// The text after `name` up to the end of its line; empty if there is none.
std::string_view field_of(std::string_view head, std::string_view name) {
    const std::size_t begin = head.find(name);
    if (begin == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = head.substr(begin + name.size());
    return rest.substr(0, rest.find("\r\n"));
}

std::size_t parse_number(std::string_view text, int base) {
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number, base);
    return number;
}

}  // namespace

RawClient::RawClient(std::uint16_t port, int receive_buffer)
    : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval limit{5, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (receive_buffer > 0) {
        ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const auto* const generic = reinterpret_cast<const sockaddr*>(&address);
    is_connected_ = ::connect(descriptor_, generic, sizeof address) == 0;
}

RawClient::RawClient(RawClient&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      is_connected_(other.is_connected_),
      was_reset_(other.was_reset_),
      received_(std::move(other.received_)) {}

RawClient::~RawClient() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

void RawClient::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) {
            return;
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

bool RawClient::receive_more() {
    std::array<char, 65536> buffer{};
    const ssize_t count = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
    was_reset_ = count < 0 && errno == ECONNRESET;
    if (count <= 0) {
        return false;
    }
    received_.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
}

bool RawClient::receive_until(std::string_view text) {
    while (received_.find(text) == std::string::npos) {
        if (!receive_more()) {
            return false;
        }
    }
    return true;
}

std::string RawClient::take(std::size_t count) {
    while (received_.size() < count && receive_more()) {
    }
    std::string taken = received_.substr(0, count);
    received_.erase(0, count);
    return taken;
}

std::string RawClient::receive_chunks() {
    std::string body;
    while (receive_until("\r\n")) {
        const std::string line = take(received_.find("\r\n") + 2);
        const std::size_t size = parse_number(line, 16);
        body += take(size);
        take(2);
        if (size == 0) {
            break;
        }
    }
    return body;
}

Reply RawClient::receive(bool is_head_request) {
    Reply reply;
    if (!receive_until("\r\n\r\n")) {
        return reply;
    }
    reply.head = take(received_.find("\r\n\r\n") + 4);
    reply.status = static_cast<int>(parse_number(std::string_view(reply.head).substr(9, 3), 10));
    if (is_head_request || reply.status == 304 || reply.status < 200) {
        return reply;
    }
    if (reply.head.find("Transfer-Encoding: chunked") != std::string::npos) {
        reply.body = receive_chunks();
    } else {
        reply.body = take(parse_number(field_of(reply.head, "Content-Length: "), 10));
    }
    return reply;
}

Reply RawClient::ask(std::string_view request) {
    send(request);
    return receive();
}

std::string RawClient::receive_rest() {
    while (receive_more()) {
    }
    return std::exchange(received_, {});
}

bool RawClient::is_closed() {
    char byte = 0;
    return received_.empty() && ::recv(descriptor_, &byte, 1, 0) == 0;
}

bool RawClient::is_reset() {
    receive_rest();
    return was_reset_;
}

void RawClient::stop_sending() const {
    ::shutdown(descriptor_, SHUT_WR);
}

void RawClient::reset() {
    const linger drop{1, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &drop, sizeof drop);
    ::close(std::exchange(descriptor_, -1));
}

}  // namespace likeness::net
