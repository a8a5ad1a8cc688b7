#include "adapters/sqlite/work_queue.hpp"

#include <algorithm>
#include <utility>

namespace likeness::sqlite {

/// Puts a work into the queue when its coroutine has been suspended.
class WorkQueue::Entry final : public CompletionTaker {
public:
    Entry(WorkQueue& queue, WaitingWork& waiting) : queue_(queue), waiting_(waiting) {}

    void take(std::unique_ptr<Completion> completion) override {
        waiting_.completion = std::move(completion);
        if (!queue_.enqueue(waiting_)) {
            waiting_.result = Error::unavailable(
                "The server is busy. Please try again.", "the database's queue is full"
            );
            waiting_.completion->complete();
        }
    }

private:
    WorkQueue& queue_;
    WaitingWork& waiting_;
};

Task<void> WorkQueue::run(sql::Database::Work& work) {
    WaitingWork waiting{work};
    Entry entry(*this, waiting);
    co_await wait_for_completion(entry);
    co_return std::move(waiting.result);
}

bool WorkQueue::enqueue(WaitingWork& waiting) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue_.size() >= limit_) {
            return false;
        }
        queue_.push_back(&waiting);
    }
    has_work_.notify_one();
    return true;
}

std::vector<WaitingWork*> WorkQueue::take(std::size_t most) {
    std::unique_lock lock(mutex_);
    has_work_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(std::min(queue_.size(), most));
    std::vector<WaitingWork*> group(queue_.begin(), end);
    queue_.erase(queue_.begin(), end);
    return group;
}

void WorkQueue::complete(const std::vector<WaitingWork*>& group) {
    for (WaitingWork* waiting : group) {
        const std::unique_ptr<Completion> completion = std::move(waiting->completion);
        completion->complete();
    }
}

void WorkQueue::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    has_work_.notify_all();
}

}  // namespace likeness::sqlite
