#include "net/server_core.hpp"

#include "base/digest.hpp"
#include "base/log.hpp"
#include "net/connection.hpp"
#include "net/exception_text.hpp"
#include "net/http_date.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace likeness::net {

namespace {

/// Readers kept for reuse, about 8 KiB each.
constexpr std::size_t kMaxSpareReaders = 256;

/// Connections past the limits that may wait for their 503 at one time.
constexpr std::size_t kMaxSurplus = 256;

std::uint64_t random_number() {
    const Bytes bytes = secure_random(sizeof(std::uint64_t));
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data(), sizeof number);
    return number;
}

/// The finalizer of SplitMix64: one-to-one, so that distinct counters give distinct ids, and
/// neighbours look unlike.
std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

}  // namespace

ServerCore::ServerCore(Handler& handler, Observer& observer, const Limits& limits)
    : handler_(handler),
      observer_(observer),
      limits_(limits),
      next_id_(random_number()) {}

ServerCore::~ServerCore() = default;

Response ServerCore::refusal(int status, std::string_view path, std::string_view request_id) {
    if (is_abandoned_) {
        return Response(status);
    }
    try {
        return handler_.refusal(status, path, request_id);
    } catch (...) {
        log::error("refusal failed", {{"request_id", request_id}, {"what", exception_text()}});
        return Response(status);
    }
}

void ServerCore::report(const RequestSummary& summary) {
    if (!is_abandoned_) {
        observer_.on_request(summary);
    }
}

std::unique_ptr<RequestReader> ServerCore::take_reader() {
    if (spare_readers_.empty()) {
        return std::make_unique<RequestReader>(limits_);
    }
    std::unique_ptr<RequestReader> reader = std::move(spare_readers_.back());
    spare_readers_.pop_back();
    return reader;
}

void ServerCore::give_back(std::unique_ptr<RequestReader> reader) {
    if (spare_readers_.size() < kMaxSpareReaders && reader->is_usual_size()) {
        spare_readers_.push_back(std::move(reader));
    }
}

void ServerCore::assign_id(std::string& id) {
    constexpr std::string_view kHexDigits = "0123456789abcdef";
    std::uint64_t number = mix(++next_id_);
    id.resize(16);
    for (char& digit : id) {
        digit = kHexDigits[number & 15U];
        number >>= 4U;
    }
}

std::string_view ServerCore::date() {
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (now.tv_sec != date_second_) {
        date_second_ = now.tv_sec;
        date_ = to_http_date(std::chrono::sys_seconds(std::chrono::seconds(now.tv_sec)));
    }
    return date_;
}

ServerCore::Admission ServerCore::admission(const PeerAddress& peer) const {
    const auto same = connections_of_network_.find(peer.network);
    const std::size_t count = same == connections_of_network_.end() ? 0 : same->second;
    const bool fits_address = peer.is_loopback || count < limits_.max_connections_per_address;
    if (connections_.size() < limits_.max_connections && fits_address) {
        return Admission::welcome;
    }
    const bool fits_surplus =
        connections_.size() < limits_.max_connections + kMaxSurplus &&
        (peer.is_loopback || count < limits_.max_connections_per_address + kMaxSurplus);
    return fits_surplus ? Admission::surplus : Admission::none;
}

ServerCore::Registration ServerCore::add(Connection& connection, const PeerAddress& peer) {
    ++accepted_;
    ++connections_of_network_[peer.network];
    return connections_.insert(connections_.end(), &connection);
}

void ServerCore::remove(Registration registration, const PeerAddress& peer) {
    connections_.erase(registration);
    const auto same = connections_of_network_.find(peer.network);
    --same->second;
    if (same->second == 0) {
        connections_of_network_.erase(same);
    }
}

void ServerCore::sweep(SteadyTime now) {
    for (Connection* connection : connections_) {
        connection->socket().wake_if_due(now);
    }
}

void ServerCore::begin_drain() {
    is_draining_ = true;
    for (Connection* connection : connections_) {
        connection->end_if_idle();
    }
}

void ServerCore::cut_all() {
    for (Connection* connection : connections_) {
        connection->socket().reset();
    }
}

void ServerCore::abandon() {
    is_abandoned_ = true;
    is_draining_ = true;
    cut_all();
}

}  // namespace likeness::net
