#include "cloud_calls/sending_ahead.hpp"

#include "base/log.hpp"

#include <chrono>
#include <exception>
#include <optional>
#include <utility>

namespace likeness::cloud_calls {

struct SendingAhead::State {
    State(const asio::any_io_executor& executor, std::filesystem::path path, Ways the_ways)
        : file(std::make_shared<GrowingFile>(executor, std::move(path), 0)),
          ways(std::move(the_ways)),
          ended(executor) {}

    std::shared_ptr<GrowingFile> file;
    Ways ways;
    bool has_begun = false;
    std::optional<Result<void>> outcome;
    Signal ended;
};

SendingAhead::SendingAhead(
    asio::any_io_executor executor,
    TaskGroup& group,
    std::filesystem::path file,
    Ways ways
)
    : group_(group),
      state_(std::make_shared<State>(executor, std::move(file), std::move(ways))) {}

SendingAhead::~SendingAhead() {
    if (!state_->outcome) {
        state_->file->give_up();
    }
}

void SendingAhead::grown_to(std::uint64_t bytes) {
    state_->file->grown_to(bytes);
    if (!state_->has_begun && bytes > state_->ways.from) {
        state_->has_begun = true;
        group_.spawn("sending ahead", send(state_));
    }
}

asio::awaitable<void> SendingAhead::send(std::shared_ptr<State> state) {
    Result<void> outcome;
    try {
        outcome = co_await state->ways.ahead(state->file);
    } catch (const std::exception& failure) {
        outcome = Error::internal(failure.what());
    }
    state->outcome = std::move(outcome);
    state->ended.notify_all();
}

Task<void> SendingAhead::finish() {
    const std::shared_ptr<State> state = state_;
    if (!state->has_begun) {
        co_return co_await state->ways.whole();
    }
    state->file->end();
    while (!state->outcome) {  // its calls have deadlines
        co_await state->ended.wait(std::chrono::seconds(10));
    }
    if (*state->outcome) {
        co_return Result<void>{};
    }
    log::warning(
        "a file could not be sent while it came in, and is sent now",
        {{"reason", state->outcome->error().detail}}
    );
    co_return co_await state->ways.whole();
}

}  // namespace likeness::cloud_calls
