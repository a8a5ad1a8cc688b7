#include "net/multipart.hpp"

#include "net/field_value.hpp"
#include "net/part_head.hpp"

#include <algorithm>
#include <cstring>

namespace likeness::net {

namespace {

constexpr std::size_t kWindow = std::size_t{16} * 1024;
constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kHeadEnd = "\r\n\r\n";

/// RFC 2046, section 5.1.1: 1 to 70 characters of this set, the last one not a space.
bool is_boundary(std::string_view text) {
    constexpr std::string_view kCharacters =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'()+_,-./:=? ";
    return !text.empty() && text.size() <= 70 && text.back() != ' ' &&
           text.find_first_not_of(kCharacters) == std::string_view::npos;
}

Error malformed(std::string_view why) {
    return {ErrorCode::invalid_argument, "The form cannot be read: " + std::string(why)};
}

}  // namespace

Result<MultipartReader> MultipartReader::open(Request& request, const MultipartLimits& limits) {
    std::string_view parameters = request.header("Content-Type").value_or("");
    if (!equals_ignoring_case(take_element(parameters, ';'), "multipart/form-data")) {
        return Error{
            ErrorCode::unsupported_media_type, "The body must be a form (multipart/form-data)."};
    }
    const std::optional<std::string> boundary =
        unquote(find_parameter(parameters, "boundary").value_or(""));
    if (!boundary || !is_boundary(*boundary)) {
        return malformed("its Content-Type names no proper boundary.");
    }
    return MultipartReader(request, "\r\n--" + *boundary, limits);
}

MultipartReader::MultipartReader(
    Request& request,
    std::string delimiter,
    const MultipartLimits& limits
)
    : request_(&request),
      delimiter_(std::move(delimiter)),
      limits_(limits),
      window_(kWindow + limits.max_header_bytes) {
    // The first delimiter has no line in front to end; with this one it looks like all others.
    std::memcpy(window_.data(), kLineEnd.data(), kLineEnd.size());
    end_ = kLineEnd.size();
}

/// Receives more bytes behind the unread ones.
Task<void> MultipartReader::fill() {
    if (begin_ > 0) {
        std::memmove(window_.data(), window_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    const std::span<char> room = std::span(window_).subspan(end_);
    LIKENESS_CO_TRY(const std::size_t count, co_await request_->read_some(room));
    if (count == 0) {
        co_return malformed("it ends before its closing boundary.");
    }
    end_ += count;
    co_return Result<void>();
}

/// Fills until content or a delimiter is in front; data_ready_ is 0 at a delimiter.
Task<void> MultipartReader::find_data() {
    while (data_ready_ == 0) {
        const std::size_t found = unread().find(delimiter_);
        if (found != std::string_view::npos) {
            data_ready_ = found;
            break;
        }
        // The last bytes may be the beginning of a delimiter.
        const std::size_t unsure = delimiter_.size() - 1;
        data_ready_ = unread().size() - std::min(unread().size(), unsure);
        if (data_ready_ == 0) {
            LIKENESS_CO_CHECK(co_await fill());
        }
    }
    co_return Result<void>();
}

/// Goes past the delimiter in front and what ends its line.
Task<void> MultipartReader::pass_delimiter() {
    while (unread().size() < delimiter_.size() + 2) {
        LIKENESS_CO_CHECK(co_await fill());
    }
    const std::string_view line_end = unread().substr(delimiter_.size(), 2);
    if (line_end == "--") {
        state_ = State::finished;
    } else if (line_end == kLineEnd) {
        state_ = State::behind_part;
    } else {
        co_return malformed("a boundary is followed by other text.");
    }
    begin_ += delimiter_.size() + 2;
    co_return Result<void>();
}

/// The header lines of a part, each with its CRLF. The view is valid until the next fill().
Task<std::string_view> MultipartReader::read_part_head() {
    // The limit is the head's, however its end is cut.
    const std::size_t enough = limits_.max_header_bytes + kHeadEnd.size();
    std::size_t end = unread().find(kHeadEnd);
    while (end == std::string_view::npos && unread().size() < enough) {
        LIKENESS_CO_CHECK(co_await fill());
        end = unread().find(kHeadEnd);
    }
    if (end == std::string_view::npos || end > limits_.max_header_bytes) {
        co_return Error{ErrorCode::payload_too_large, "The header of a form part is too long."};
    }
    const std::string_view head = unread().substr(0, end + kLineEnd.size());
    begin_ += end + kHeadEnd.size();
    co_return head;
}

Task<std::size_t> MultipartReader::read_some(std::span<char> into) {
    if (state_ != State::in_part) {
        co_return std::size_t{0};
    }
    LIKENESS_CO_CHECK(co_await find_data());
    if (data_ready_ == 0) {
        LIKENESS_CO_CHECK(co_await pass_delimiter());
        co_return std::size_t{0};
    }
    const std::size_t count = std::min(data_ready_, into.size());
    std::memcpy(into.data(), window_.data() + begin_, count);
    begin_ += count;
    data_ready_ -= count;
    co_return count;
}

Task<std::optional<FormPart>> MultipartReader::next_part() {
    while (state_ == State::in_part || state_ == State::before_first) {
        LIKENESS_CO_CHECK(co_await find_data());
        if (data_ready_ > 0 && state_ == State::before_first) {
            co_return malformed("it does not begin with its boundary.");
        }
        begin_ += data_ready_;
        if (data_ready_ == 0) {
            LIKENESS_CO_CHECK(co_await pass_delimiter());
        }
        data_ready_ = 0;
    }
    if (state_ == State::finished) {
        co_return std::optional<FormPart>();
    }
    if (++parts_ > limits_.max_parts) {
        co_return Error{ErrorCode::payload_too_large, "The form has too many parts."};
    }
    LIKENESS_CO_TRY(const std::string_view head, co_await read_part_head());
    LIKENESS_CO_TRY(FormPart part, parse_part_head(head));
    state_ = State::in_part;
    co_return std::optional<FormPart>(std::move(part));
}

}  // namespace likeness::net
