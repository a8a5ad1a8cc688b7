#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace likeness::net {

/// Reads the framing of a chunked body (RFC 9112, section 7.1) byte by byte and leaves the data to
/// the caller: as long as data_left() is not 0, that many next bytes are data, to be told to
/// take_data(); otherwise the next bytes go to take_framing(). Extensions are skipped, trailer
/// fields dropped. Line ends are CRLF and nothing else; white space around the size is refused.
/// Holds no bytes.
class ChunkedDecoder {
public:
    /// Chunk extensions and trailer fields past this many bytes in one body are refused.
    explicit ChunkedDecoder(std::size_t max_ignored_bytes) : ignored_left_(max_ignored_bytes) {}

    /// Takes framing off the front of `input` until data begins, the body ends, an error shows or
    /// the input is used up; how many bytes it took.
    std::size_t take_framing(std::string_view input);

    std::uint64_t data_left() const { return state_ == State::data ? size_ : 0; }

    void take_data(std::uint64_t count);

    bool is_done() const { return state_ == State::done; }

    bool has_failed() const { return state_ == State::failed; }

private:
    enum class State {
        size_start,
        size,
        extension,
        size_end,  // the CR of a size line has come
        data,
        data_end,   // all data of a chunk has come
        data_end2,  // and the CR behind it
        trailer_start,
        trailer,
        trailer_end,
        last_end,  // the CR of the empty line that ends the body
        done,
        failed
    };

    State next(char c);
    State next_in_size(char c);
    State next_in_ignored(char c, State stay, State end);
    State after_size_line() const;

    State state_ = State::size_start;
    std::uint64_t size_ = 0;  // of the chunk as far as it is known, then what is left of it
    unsigned size_digits_ = 0;
    std::size_t ignored_left_;
};

}  // namespace likeness::net
