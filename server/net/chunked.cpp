#include "net/chunked.hpp"

#include <algorithm>

namespace likeness::net {

namespace {

/// As many as 64 bits hold; more zeros in front would only be a way to send without end.
constexpr unsigned kMaxSizeDigits = 16;

int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

std::size_t ChunkedDecoder::take_framing(std::string_view input) {
    std::size_t taken = 0;
    while (taken < input.size() && state_ != State::data && state_ != State::done &&
           state_ != State::failed) {
        state_ = next(input[taken]);
        ++taken;
    }
    return taken;
}

void ChunkedDecoder::take_data(std::uint64_t count) {
    size_ -= std::min(count, size_);
    if (size_ == 0) {
        state_ = State::data_end;
    }
}

ChunkedDecoder::State ChunkedDecoder::next(char c) {
    switch (state_) {
        case State::size_start:
            size_digits_ = 0;
            return hex_value(c) < 0 ? State::failed : next_in_size(c);
        case State::size:
            return next_in_size(c);
        case State::extension:
            return next_in_ignored(c, State::extension, State::size_end);
        case State::size_end:
            return c == '\n' ? after_size_line() : State::failed;
        case State::data_end:
            return c == '\r' ? State::data_end2 : State::failed;
        case State::data_end2:
            return c == '\n' ? State::size_start : State::failed;
        case State::trailer_start:
            return c == '\r' ? State::last_end
                             : next_in_ignored(c, State::trailer, State::trailer_end);
        case State::trailer:
            return next_in_ignored(c, State::trailer, State::trailer_end);
        case State::trailer_end:
            return c == '\n' ? State::trailer_start : State::failed;
        case State::last_end:
            return c == '\n' ? State::done : State::failed;
        case State::data:
        case State::done:
        case State::failed:
            break;
    }
    return State::failed;
}

ChunkedDecoder::State ChunkedDecoder::next_in_size(char c) {
    if (c == ';') {
        return State::extension;
    }
    if (c == '\r') {
        return State::size_end;
    }
    const int digit = hex_value(c);
    ++size_digits_;
    if (digit < 0 || size_digits_ > kMaxSizeDigits) {
        return State::failed;
    }
    size_ = size_ * 16 + static_cast<std::uint64_t>(digit);
    return State::size;
}

ChunkedDecoder::State ChunkedDecoder::next_in_ignored(char c, State stay, State end) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\r') {
        return end;
    }
    if ((byte < 0x20 && c != '\t') || byte == 0x7F || ignored_left_ == 0) {
        return State::failed;
    }
    --ignored_left_;
    return stay;
}

ChunkedDecoder::State ChunkedDecoder::after_size_line() const {
    return size_ > 0 ? State::data : State::trailer_start;
}

}  // namespace likeness::net
