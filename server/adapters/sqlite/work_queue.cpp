#include "adapters/sqlite/work_queue.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <utility>

namespace likeness::sqlite {

/// Puts a work into the queue when its coroutine has been suspended.
class WorkQueue::Entry final : public CompletionTaker {
public:
    Entry(WorkQueue& queue, WaitingWork& waiting, asio::any_io_executor executor)
        : queue_(queue),
          waiting_(waiting),
          executor_(std::move(executor)) {}

    void take(std::unique_ptr<Completion> completion) override {
        waiting_.completion = std::move(completion);
        // A thread that is awake may finish the work, and this object go, as soon as it is queued.
        const std::shared_ptr<Bell> bell = queue_.bell_;
        asio::any_io_executor executor = executor_;
        if (queue_.enqueue(waiting_)) {
            ring_soon(bell, std::move(executor));
        } else {
            waiting_.result = Error::unavailable(
                "The server is busy. Please try again.", "the database's queue is full"
            );
            waiting_.completion->complete();
        }
    }

private:
    WorkQueue& queue_;
    WaitingWork& waiting_;
    asio::any_io_executor executor_;
};

Task<void> WorkQueue::run(sql::Database::Work& work) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    WaitingWork waiting{work};
    Entry entry(*this, waiting, executor);
    co_await wait_for_completion(entry);
    co_return std::move(waiting.result);
}

bool WorkQueue::enqueue(WaitingWork& waiting) {
    const std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= limit_) {
        return false;
    }
    queue_.push_back(&waiting);
    return true;
}

void WorkQueue::ring_soon(const std::shared_ptr<Bell>& bell, asio::any_io_executor executor) {
    if (bell->is_about_to_ring) {
        return;
    }
    bell->is_about_to_ring = true;
    asio::post(executor, [bell] {
        bell->is_about_to_ring = false;
        bell->has_work.notify_one();
    });
}

std::vector<WaitingWork*> WorkQueue::take(std::size_t most) {
    std::unique_lock lock(mutex_);
    bell_->has_work.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(std::min(queue_.size(), most));
    std::vector<WaitingWork*> group(queue_.begin(), end);
    queue_.erase(queue_.begin(), end);
    if (!queue_.empty()) {
        bell_->has_work.notify_one();  // there is enough for another thread
    }
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
    bell_->has_work.notify_all();
}

}  // namespace likeness::sqlite
