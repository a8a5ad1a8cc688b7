#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace likeness::net {

/// The bytes a connection has received, from the beginning of the request that is being handled.
/// They stay where they are, so that views into them stay valid, until drop_taken() or enlarge().
class InputBuffer {
public:
    static constexpr std::size_t kUsualSize = 4096;

    /// Everything since the beginning of the request.
    std::string_view all() const { return {memory_.data(), end_}; }

    /// What has not been taken yet.
    std::string_view unread() const { return all().substr(begin_); }

    void take(std::size_t count) { begin_ += count; }

    /// What has been taken until now stays in place; what comes after it gives its room back to
    /// reuse_room().
    void keep_taken() { kept_ = begin_; }

    /// Makes room again where taken bytes need not stay.
    void reuse_room();

    /// Room behind the bytes, to be filled from its front and then told to added().
    std::span<char> room() { return std::span(memory_).subspan(end_); }

    void added(std::size_t count) { end_ += count; }

    std::size_t size() const { return memory_.size(); }

    /// Moves the bytes to a larger place.
    void enlarge(std::size_t size) { memory_.resize(size); }

    /// Ends the request: unread bytes, which begin the next one, move to the front.
    void drop_taken();

    void clear() { begin_ = end_ = kept_ = 0; }

private:
    std::vector<char> memory_ = std::vector<char>(kUsualSize);
    std::size_t kept_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace likeness::net
