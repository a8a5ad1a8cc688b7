#pragma once

#include "base/task.hpp"
#include "base/task_group.hpp"
#include "cloud_calls/growing_file.hpp"
#include "core/ports/object_store.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace likeness::cloud_calls {

/// Sends a file to a store while it is still being received. Sending ahead is a gain of time only:
/// when it fails, the whole file is sent in the ordinary way at the end.
class SendingAhead final : public GrowingObject {
public:
    struct Ways {
        /// Sends the file as it grows; leaves nothing behind when the file is given up.
        std::function<Task<void>(std::shared_ptr<GrowingFile>)> ahead;
        /// Sends the whole file.
        std::function<Task<void>()> whole;
        std::uint64_t from = 0;  // bytes: smaller files are sent whole

        Ways() = default;
    };

    /// `group` sends, and ends what is given up.
    SendingAhead(
        asio::any_io_executor executor,
        TaskGroup& group,
        std::filesystem::path file,
        Ways ways
    );
    ~SendingAhead() override;

    void grown_to(std::uint64_t bytes) override;
    Task<void> finish() override;

private:
    struct State;
    static asio::awaitable<void> send(std::shared_ptr<State> state);

    TaskGroup& group_;
    std::shared_ptr<State> state_;  // shared with send(), which may outlive this
};

}  // namespace likeness::cloud_calls
