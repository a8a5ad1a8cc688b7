#pragma once

#include "base/signal.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <filesystem>

namespace likeness::cloud_calls {

namespace asio = boost::asio;

/// A file that is sent while it may still be written. Used on one thread.
class GrowingFile {
public:
    /// `bytes` of it are on disk already.
    GrowingFile(asio::any_io_executor executor, std::filesystem::path path, std::uint64_t bytes);

    const std::filesystem::path& path() const { return path_; }

    std::uint64_t bytes() const { return bytes_; }

    /// True when no more bytes will come.
    bool is_whole() const { return state_ == State::whole; }

    /// Waits until so many bytes are there, or all that will come; false when it was given up.
    asio::awaitable<bool> has(std::uint64_t bytes);

    void grown_to(std::uint64_t bytes);
    void end();
    void give_up();

private:
    enum class State {
        growing,
        whole,
        given_up
    };

    std::filesystem::path path_;
    std::uint64_t bytes_;
    State state_ = State::growing;
    Signal changed_;
};

}  // namespace likeness::cloud_calls
