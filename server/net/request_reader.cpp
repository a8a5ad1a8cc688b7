#include "net/request_reader.hpp"

#include "net/fair_share.hpp"

#include <algorithm>
#include <cstring>

namespace likeness::net {

namespace {

/// Room for the framing of a chunked body behind the head.
constexpr std::size_t kBodyRoom = 2048;

/// The failure status of a wait that did not end with bytes.
int to_status(Wake wake) {
    return wake == Wake::timed_out ? 408 : 499;
}

}  // namespace

RequestReader::RequestReader(const Limits& limits)
    : limits_(limits),
      parser_(limits),
      chunks_(limits.max_header_bytes),
      pace_(limits.body_stall, limits.min_rate) {}

void RequestReader::attach(ClientSocket& socket) {
    socket_ = &socket;
    input_.clear();
    finish();
}

void RequestReader::detach() {
    socket_ = nullptr;
}

RequestReader::HeadStep RequestReader::read_head() {
    HeadStep step = parse_head();
    while (step == HeadStep::wait) {
        if (input_.room().empty()) {
            input_.enlarge(limits_.max_header_bytes + kBodyRoom);
        }
        const Moved moved = socket_->receive(input_.room());
        if (moved.outcome != Moved::Outcome::some) {
            return moved.outcome == Moved::Outcome::would_wait ? HeadStep::wait : HeadStep::ended;
        }
        input_.added(moved.bytes);
        step = parse_head();
    }
    return step;
}

/// RFC 9112, section 2.2: an empty line before a request is skipped, one, however its bytes arrive.
/// False while there is nothing for the parser.
bool RequestReader::skip_empty_line() {
    if (!may_skip_line_ || !has_input()) {
        return has_input();
    }
    if (input_.unread() == "\r") {
        return false;
    }
    if (input_.unread().starts_with("\r\n")) {
        input_.take(2);
        input_.drop_taken();
    }
    may_skip_line_ = false;
    return has_input();
}

RequestReader::HeadStep RequestReader::parse_head() {
    if (!skip_empty_line()) {
        return HeadStep::wait;
    }
    switch (parser_.parse(input_.all())) {
        case RequestParser::Outcome::need_more:
            return HeadStep::wait;
        case RequestParser::Outcome::refused:
            return HeadStep::refused;
        case RequestParser::Outcome::complete:
            break;
    }
    begin_body();
    return HeadStep::complete;
}

void RequestReader::begin_body() {
    input_.take(parser_.head_size());
    input_.keep_taken();
    const RequestHead head = parser_.head();
    if (!head.has_body) {
        return;
    }
    body_kind_ = parser_.is_chunked() ? BodyKind::chunked : BodyKind::length;
    length_left_ = head.content_length.value_or(0);
    owes_continue_ = parser_.expects_continue() && !has_input();
    if (body_kind_ == BodyKind::chunked && input_.room().size() < kBodyRoom) {
        input_.enlarge(input_.size() + kBodyRoom);
        parser_.relocate(input_.all());
    }
}

bool RequestReader::is_body_done() const {
    switch (body_kind_) {
        case BodyKind::none:
            return true;
        case BodyKind::length:
            return length_left_ == 0;
        case BodyKind::chunked:
            return chunks_.is_done();
    }
    return true;
}

std::uint64_t RequestReader::data_left() const {
    return body_kind_ == BodyKind::chunked ? chunks_.data_left() : length_left_;
}

void RequestReader::take_data(std::uint64_t count) {
    if (body_kind_ == BodyKind::chunked) {
        chunks_.take_data(count);
    } else {
        length_left_ -= count;
    }
}

/// Body bytes that have been received already.
std::size_t RequestReader::take_buffered(std::span<char> into) {
    std::size_t filled = 0;
    while (filled < into.size() && has_input() && !is_body_done()) {
        if (data_left() == 0) {
            input_.take(chunks_.take_framing(input_.unread()));
            if (chunks_.has_failed()) {
                break;
            }
            continue;
        }
        const auto count =
            std::min<std::uint64_t>({into.size() - filled, input_.unread().size(), data_left()});
        std::memcpy(into.data() + filled, input_.unread().data(), count);
        input_.take(count);
        take_data(count);
        filled += count;
    }
    input_.reuse_room();
    return filled;
}

/// Receives body bytes. Data goes straight to where it is wanted; only framing passes through the
/// buffer.
std::size_t RequestReader::receive(std::span<char> into) {
    must_wait_ = burst_ >= kFairShare;
    if (must_wait_) {
        return 0;
    }
    const bool is_direct = data_left() > 0;
    const std::span<char> target =
        is_direct ? into.first(std::min<std::uint64_t>(into.size(), data_left())) : input_.room();
    const Moved moved = socket_->receive(target);
    must_wait_ = moved.outcome == Moved::Outcome::would_wait;
    failure_status_ = moved.outcome == Moved::Outcome::ended ? 499 : failure_status_;
    burst_ += moved.bytes;
    pace_.moved(moved.bytes);
    if (!is_direct) {
        input_.added(moved.bytes);
        return 0;
    }
    take_data(moved.bytes);
    return moved.bytes;
}

/// Body bytes that can be had now. None at the end, after a failure, when only framing has come,
/// and when must_wait_ is set.
std::size_t RequestReader::read_now(std::span<char> into) {
    must_wait_ = false;
    const std::size_t buffered = take_buffered(into);
    if (buffered > 0 || is_body_done()) {
        return buffered;
    }
    if (chunks_.has_failed()) {
        failure_status_ = 400;
        return 0;
    }
    if (owes_continue_ && !send_continue()) {
        failure_status_ = 499;
        return 0;
    }
    return receive(into);
}

Task<std::size_t> RequestReader::read_some(std::span<char> into) {
    while (failure_status_ == 0) {
        const std::size_t count = read_now(into);
        if (count > 0 || is_body_done()) {
            co_return count;
        }
        if (must_wait_) {
            burst_ = 0;
            const Wake wake = co_await socket_->wait_readable(pace_);
            failure_status_ = wake == Wake::ready ? 0 : to_status(wake);
        }
    }
    co_return read_error();
}

bool RequestReader::send_continue() {
    owes_continue_ = false;
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    Gather line;
    line.add(kContinue);
    return socket_->send(line.pieces(), false).bytes == kContinue.size();
}

Error RequestReader::read_error() const {
    switch (failure_status_) {
        case 400:
            return {ErrorCode::invalid_argument, "The chunks of the body are malformed."};
        case 408:
            return {ErrorCode::deadline_exceeded, "The body came too slowly."};
        default:
            return {
                ErrorCode::unavailable,
                "The client closed the connection before its request was whole."};
    }
}

bool RequestReader::can_go_on() {
    if (failure_status_ != 0 || owes_continue_) {
        return false;
    }
    if (body_kind_ == BodyKind::length) {
        return length_left_ <= limits_.max_dropped_body;
    }
    // The end of a chunked body may be here already, unread because the handler knew that nothing
    // was left.
    if (body_kind_ == BodyKind::chunked && data_left() == 0) {
        input_.take(chunks_.take_framing(input_.unread()));
    }
    return is_body_done();
}

asio::awaitable<bool> RequestReader::drop_rest() {
    const std::uint64_t buffered = std::min<std::uint64_t>(input_.unread().size(), length_left_);
    if (body_kind_ == BodyKind::length) {
        input_.take(buffered);
        length_left_ -= buffered;
    }
    while (!is_body_done()) {
        const Moved moved = socket_->discard(length_left_);
        length_left_ -= moved.bytes;
        pace_.moved(moved.bytes);
        if (moved.outcome == Moved::Outcome::ended) {
            co_return false;
        }
        if (moved.outcome == Moved::Outcome::would_wait) {
            const Wake wake = co_await socket_->wait_readable(pace_);
            if (wake != Wake::ready) {
                co_return false;
            }
        }
    }
    co_return true;
}

void RequestReader::finish() {
    input_.drop_taken();
    parser_.restart();
    chunks_ = ChunkedDecoder(limits_.max_header_bytes);
    pace_ = Pace(limits_.body_stall, limits_.min_rate);
    length_left_ = 0;
    burst_ = 0;
    body_kind_ = BodyKind::none;
    failure_status_ = 0;
    may_skip_line_ = true;
    owes_continue_ = false;
}

}  // namespace likeness::net
