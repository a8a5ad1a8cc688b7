#pragma once

#include "net/handler.hpp"
#include "net/limits.hpp"
#include "net/pace.hpp"
#include "net/peer_address.hpp"
#include "net/request_reader.hpp"

#include <cstdint>
#include <ctime>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace likeness::net {

class Connection;

/// What the connections of one server share. Each holds a part of its ownership, so that it
/// outlives the Server as long as one of them is suspended somewhere.
class ServerCore {
public:
    ServerCore(Handler& handler, Observer& observer, const Limits& limits);
    ServerCore(const ServerCore&) = delete;
    ServerCore& operator=(const ServerCore&) = delete;
    ~ServerCore();

    const Limits& limits() const { return limits_; }

    Handler& handler() { return handler_; }

    /// The owner's refusal; a bare one if that throws.
    Response refusal(int status, std::string_view path, std::string_view request_id);
    void report(const RequestSummary& summary);

    /// A reader with a fresh id, for one or more requests in a row.
    std::unique_ptr<RequestReader> take_reader();
    void give_back(std::unique_ptr<RequestReader> reader);
    /// 16 lower-case hex digits that no other request of this process has.
    void assign_id(std::string& id);
    /// The Date field of now.
    std::string_view date();

    /// For response heads; free between two calls into the socket.
    Bytes& scratch() { return scratch_; }

    enum class Admission {
        welcome,
        surplus,
        none
    };
    /// What to do with a new peer: serve it, serve it a 503, or close it at once because even those
    /// are too many.
    Admission admission(const PeerAddress& peer) const;

    using Registration = std::list<Connection*>::iterator;
    Registration add(Connection& connection, const PeerAddress& peer);
    void remove(Registration registration, const PeerAddress& peer);

    /// Looks at all deadlines.
    void sweep(SteadyTime now);
    /// From now on answers end their connections; idle ones end at once.
    void begin_drain();
    /// Closes every connection.
    void cut_all();
    /// As cut_all(); from now on neither handler nor observer is called.
    void abandon();

    bool is_draining() const { return is_draining_; }

    std::size_t open_connections() const { return connections_.size(); }

    std::uint64_t accepted() const { return accepted_; }

    std::size_t requests_in_flight = 0;

private:
    Handler& handler_;
    Observer& observer_;
    const Limits limits_;
    std::list<Connection*> connections_;
    std::unordered_map<std::uint64_t, std::size_t> connections_of_network_;
    std::vector<std::unique_ptr<RequestReader>> spare_readers_;
    Bytes scratch_;
    std::string date_;
    std::time_t date_second_ = 0;
    std::uint64_t next_id_;
    std::uint64_t accepted_ = 0;
    bool is_draining_ = false;
    bool is_abandoned_ = false;
};

}  // namespace likeness::net
