#pragma once

#include "base/completion.hpp"
#include "sql/database.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace likeness::sqlite {

/// A work that waits for a thread of the database, in the frame of the coroutine that waits for it.
struct WaitingWork {
    sql::Database::Work& work;
    Result<void> result = {};  // of running it, not of the work itself
    std::unique_ptr<Completion> completion = {};
};

/// What the database's threads take their works from, several at once: what is the same for all of
/// them, a transaction or a commit, is then paid once.
class WorkQueue {
public:
    /// At `limit` waiting works further ones are refused.
    explicit WorkQueue(std::size_t limit) : limit_(limit) {}

    /// Waits until a thread has run the work; unavailable when the queue is full. On the I/O
    /// thread.
    Task<void> run(sql::Database::Work& work);

    /// The works that have waited longest, at most `most`; waits for one. Empty: the thread shall
    /// end.
    std::vector<WaitingWork*> take(std::size_t most);

    /// Resumes those who wait. Nothing of the works may be touched afterwards.
    static void complete(const std::vector<WaitingWork*>& group);

    /// Lets the threads end once nothing waits any more.
    void stop();

private:
    class Entry;

    /// Wakes a thread when the I/O thread has done all that is ready now, not at the first work:
    /// the works that come meanwhile are then taken together. Shared with what is posted, which may
    /// run when the queue is gone.
    struct Bell {
        std::condition_variable has_work;
        bool is_about_to_ring = false;  // of the I/O thread
    };

    bool enqueue(WaitingWork& waiting);
    static void ring_soon(const std::shared_ptr<Bell>& bell, asio::any_io_executor executor);

    const std::size_t limit_;
    std::mutex mutex_;
    std::shared_ptr<Bell> bell_ = std::make_shared<Bell>();
    std::deque<WaitingWork*> queue_;
    bool stopping_ = false;
};

}  // namespace likeness::sqlite
