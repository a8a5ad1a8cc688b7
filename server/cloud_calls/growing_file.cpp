#include "cloud_calls/growing_file.hpp"

#include <chrono>
#include <utility>

namespace likeness::cloud_calls {

namespace {

// Whoever writes the file has deadlines of its own and gives up at them; this only bounds one wait.
constexpr std::chrono::seconds kLook{10};

}  // namespace

GrowingFile::GrowingFile(
    asio::any_io_executor executor,
    std::filesystem::path path,
    std::uint64_t bytes
)
    : path_(std::move(path)),
      bytes_(bytes),
      changed_(std::move(executor)) {}

asio::awaitable<bool> GrowingFile::has(std::uint64_t bytes) {
    while (state_ == State::growing && bytes_ < bytes) {
        co_await changed_.wait(kLook);
    }
    co_return state_ != State::given_up;
}

void GrowingFile::grown_to(std::uint64_t bytes) {
    bytes_ = bytes;
    changed_.notify_all();
}

void GrowingFile::end() {
    state_ = State::whole;
    changed_.notify_all();
}

void GrowingFile::give_up() {
    state_ = State::given_up;
    changed_.notify_all();
}

}  // namespace likeness::cloud_calls
