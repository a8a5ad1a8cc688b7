#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>

namespace likeness::http_client {

/// One connection of a client, in the hands of a test's script.
class Peer {
public:
    explicit Peer(int socket) : socket_(socket) {}

    /// The head of the next request and its body by Content-Length; empty when the client has gone.
    std::string read_request();
    /// Only the head.
    std::string read_head();
    std::string read_body(std::size_t length);
    void send(std::string_view bytes) const;
    /// A 200 with this body.
    void answer(std::string_view body) const;
    /// Closes so that the client sees a reset.
    void reset();
    /// Waits until the client closes.
    void wait_for_end();

private:
    std::string received_;
    int socket_;
};

/// A server on a free port of 127.0.0.1 that does to each connection what a script says; for tests
/// that choose every byte.
class ScriptedServer {
public:
    explicit ScriptedServer(std::function<void(Peer&)> script);
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;
    /// Ends all conversations.
    ~ScriptedServer();

    std::string url(std::string_view path) const;

    int connections() const { return connections_; }

private:
    void accept_all();

    std::function<void(Peer&)> script_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_ = 0;
    std::thread acceptor_;
    std::list<std::thread> talks_;
    std::mutex mutex_;
    std::set<int> sockets_;  // of conversations that go on
};

}  // namespace likeness::http_client
