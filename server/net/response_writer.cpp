#include "net/response_writer.hpp"

#include "base/log.hpp"
#include "net/exception_text.hpp"
#include "net/fair_share.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

namespace likeness::net {

namespace {

/// Files up to this size are read and leave with their head in one call; larger ones go by
/// sendfile(). Measured: reading wins by 7 % at 2 KiB, sendfile() by 6 % at 8 KiB and by 30 % at 32
/// KiB.
constexpr std::uint64_t kSmallFile = 4096;

struct BodyLength {
    std::optional<std::uint64_t> operator()(const Bytes& body) const { return body.size(); }

    std::optional<std::uint64_t> operator()(const StaticBody& body) const {
        return body.bytes.size();
    }

    std::optional<std::uint64_t> operator()(const FileBody& body) const { return body.length; }

    std::optional<std::uint64_t> operator()(const std::unique_ptr<StreamBody>& body) const {
        return body->length();
    }
};

bool has_no_body(int status) {
    return status == 204 || status == 304;
}

constexpr BytesView kLineEnd = "\r\n";

using SizeLine = std::array<char, 18>;  // 16 hex digits and CRLF

BytesView write_size_line(SizeLine& line, std::uint64_t size) {
    char* end = std::to_chars(line.data(), line.data() + line.size(), size, 16).ptr;
    end = std::copy(kLineEnd.begin(), kLineEnd.end(), end);
    return {line.data(), static_cast<std::size_t>(end - line.data())};
}

}  // namespace

ResponseWriter::ResponseWriter(ClientSocket& socket, const Limits& limits, Response& response)
    : socket_(socket),
      response_(response),
      pace_(limits.write_stall, limits.min_rate) {}

ResponseWriter::Progress
ResponseWriter::begin(HeadFacts head, bool is_head_request, Bytes& scratch) {
    add_length(head);
    scratch.clear();
    append_response_head(scratch, response_, head);
    const BytesView body =
        is_head_request || has_no_body(response_.status) ? BytesView() : prepare_body(scratch);
    if (failure_ != Failure::none) {
        return Progress::failed;
    }
    Gather parts;
    parts.add(scratch);
    parts.add(body);
    const Moved moved = socket_.send(parts.pieces(), file_.has_value());
    account(moved);
    const std::size_t sent_head = std::min(moved.bytes, scratch.size());
    head_rest_ = BytesView(scratch).substr(sent_head);
    body_rest_ = body.substr(moved.bytes - sent_head);
    if (head_rest_.empty() && file_) {
        send_file_now();
    }
    if (failure_ != Failure::none) {
        return Progress::failed;
    }
    const bool is_done = head_rest_.empty() && body_rest_.empty() && !file_ && stream_ == nullptr;
    return is_done ? Progress::done : Progress::pending;
}

void ResponseWriter::add_length(HeadFacts& head) {
    keeps_alive_ = head.keep_alive && !response_.close_connection;
    if (!has_no_body(response_.status)) {
        head.content_length = std::visit(BodyLength{}, response_.body);
        is_chunked_ = !head.content_length && !head.is_http_1_0;
        keeps_alive_ = keeps_alive_ && (head.content_length || is_chunked_);
        stream_left_ = head.content_length;
    }
    head.is_chunked = is_chunked_;
    head.keep_alive = keeps_alive_;
}

/// What can be sent from memory: a body, or a small file appended to the head. Others are noted for
/// later.
BytesView ResponseWriter::prepare_body(Bytes& scratch) {
    if (const auto* bytes = std::get_if<Bytes>(&response_.body)) {
        return *bytes;
    }
    if (const auto* fixed = std::get_if<StaticBody>(&response_.body)) {
        return fixed->bytes;
    }
    if (const auto* file = std::get_if<FileBody>(&response_.body)) {
        file_ = *file;
        if (file->length <= kSmallFile && !append_small_file(scratch)) {
            failure_ = Failure::wrong_length;
        }
        return {};
    }
    stream_ = std::get<std::unique_ptr<StreamBody>>(response_.body).get();
    return {};
}

bool ResponseWriter::append_small_file(Bytes& scratch) {
    const std::size_t head_size = scratch.size();
    scratch.resize(head_size + file_->length);
    std::size_t filled = head_size;
    while (filled < scratch.size()) {
        const std::uint64_t position = file_->offset + (filled - head_size);
        const ssize_t count = ::pread(
            file_->file->descriptor(),
            scratch.data() + filled,
            scratch.size() - filled,
            static_cast<off_t>(position)
        );
        if (count <= 0 && !(count < 0 && errno == EINTR)) {
            log::error("file shorter than announced", {{"missing", scratch.size() - filled}});
            return false;
        }
        filled += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
    }
    file_.reset();
    return true;
}

void ResponseWriter::account(const Moved& moved) {
    pace_.moved(moved.bytes);
    burst_ += moved.bytes;
    must_wait_ = moved.outcome == Moved::Outcome::would_wait || burst_ >= kFairShare;
    if (moved.outcome == Moved::Outcome::ended) {
        failure_ = Failure::gone;
    }
}

/// One call of sendfile(); forgets the file when all of it has been sent.
void ResponseWriter::send_file_now() {
    const std::uint64_t count = std::min(file_->length, kFairShare);
    const Moved moved = socket_.send_file(file_->file->descriptor(), file_->offset, count);
    account(moved);
    file_->offset += moved.bytes;
    file_->length -= moved.bytes;
    if (file_->length == 0) {
        file_.reset();
    }
}

asio::awaitable<void> ResponseWriter::make_way() {
    burst_ = 0;
    must_wait_ = false;
    const Wake wake = co_await socket_.wait_writable(pace_);
    if (wake != Wake::ready) {
        failure_ = wake == Wake::timed_out ? Failure::too_slow : Failure::gone;
    }
}

asio::awaitable<void> ResponseWriter::send_all(Gather parts, bool more_follows) {
    while (!parts.is_empty() && failure_ == Failure::none) {
        if (must_wait_) {
            co_await make_way();
            continue;
        }
        const Moved moved = socket_.send(parts.pieces(), more_follows);
        account(moved);
        parts.advance(moved.bytes);
    }
}

asio::awaitable<void> ResponseWriter::send_file_rest() {
    while (file_ && failure_ == Failure::none) {
        if (must_wait_) {
            co_await make_way();
            continue;
        }
        send_file_now();
    }
}

asio::awaitable<bool> ResponseWriter::finish() {
    Gather rest;
    rest.add(head_rest_);
    rest.add(body_rest_);
    co_await send_all(rest, file_.has_value());
    co_await send_file_rest();
    if (stream_ != nullptr && failure_ == Failure::none) {
        co_await run_stream(*stream_);
    }
    if (failure_ != Failure::none && failure_ != Failure::gone) {
        socket_.reset();  // an ordinary end would look like the end of the body
    }
    co_return failure_ == Failure::none;
}

asio::awaitable<void> ResponseWriter::run_stream(StreamBody& stream) {
    try {
        co_await stream.write_to(*this);
    } catch (...) {
        log::error("response stream failed", {{"what", exception_text()}});
        failure_ = Failure::wrong_length;
    }
    if (failure_ == Failure::none && stream_left_.value_or(0) > 0) {
        log::error(
            "response stream ended early", {{"missing", static_cast<std::int64_t>(*stream_left_)}}
        );
        failure_ = Failure::wrong_length;
    }
    if (is_chunked_) {
        Gather last;
        last.add("0\r\n\r\n");
        co_await send_all(last, false);
    }
}

Task<void> ResponseWriter::write(BytesView data) {
    if (data.empty() || !take_stream_bytes(data.size())) {
        co_return outcome();
    }
    SizeLine line{};
    Gather parts;
    if (is_chunked_) {
        parts.add(write_size_line(line, data.size()));
    }
    parts.add(data);
    parts.add(is_chunked_ ? kLineEnd : BytesView());
    co_await send_all(parts, false);
    co_return outcome();
}

Task<void> ResponseWriter::send_file(FileBody file) {
    if (file.length == 0 || !take_stream_bytes(file.length)) {
        co_return outcome();
    }
    SizeLine line{};
    if (is_chunked_) {
        Gather size;
        size.add(write_size_line(line, file.length));
        co_await send_all(size, true);
    }
    file_ = std::move(file);
    co_await send_file_rest();
    if (is_chunked_) {
        Gather end;
        end.add(kLineEnd);
        co_await send_all(end, false);
    }
    co_return outcome();
}

/// Counts bytes of a stream that has announced its length; false if they cannot be sent.
bool ResponseWriter::take_stream_bytes(std::uint64_t count) {
    if (stream_left_ && *stream_left_ < count && failure_ == Failure::none) {
        log::error("response stream longer than announced");
        failure_ = Failure::wrong_length;
    }
    if (stream_left_ && failure_ == Failure::none) {
        *stream_left_ -= count;
    }
    return failure_ == Failure::none;
}

Result<void> ResponseWriter::outcome() const {
    switch (failure_) {
        case Failure::none:
            return {};
        case Failure::gone:
            return Error{ErrorCode::unavailable, "The client has closed the connection."};
        case Failure::too_slow:
            return Error{ErrorCode::deadline_exceeded, "The client reads too slowly."};
        case Failure::wrong_length:
            return Error::internal("a response stream does not keep to the length it announced");
    }
    return {};
}

}  // namespace likeness::net
