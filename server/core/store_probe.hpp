#pragma once

#include "base/signal.hpp"
#include "base/task_group.hpp"
#include "core/ports/object_store.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace likeness {

struct BucketHealth {
    std::string bucket;  // its configured name
    bool is_reachable = false;
    std::string reason = {};  // for the operator, when it is not
    std::chrono::milliseconds took{0};
};

/// Asks each bucket for an object that is not there. A store that hangs keeps nobody waiting: the
/// question goes on by itself, and the bucket counts as not reachable until it answers. Used on the
/// I/O thread.
class StoreProbe {
public:
    StoreProbe(boost::asio::any_io_executor executor, ObjectStore& store);

    /// At most a few seconds old, after `patience` at the latest.
    Task<std::vector<BucketHealth>> look(std::chrono::milliseconds patience);

private:
    asio::awaitable<void> ask(std::size_t place, Bucket bucket);

    ObjectStore& store_;
    TaskGroup asking_;
    Signal answered_;
    std::vector<BucketHealth> known_;
    std::chrono::steady_clock::time_point look_again_at_;
};

}  // namespace likeness
