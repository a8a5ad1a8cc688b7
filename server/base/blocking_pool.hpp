#pragma once

#include "base/completion.hpp"
#include "base/task.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace likeness {

/// Threads for work that blocks: files, images, databases, the engine. The queue is bounded; when
/// it is full the caller learns at once and can answer 503, instead of waiting without end.
class BlockingPool {
public:
    struct Options {
        std::string name;  // of the threads as the system shows them, at most 15 characters
        std::size_t threads = 1;
        std::size_t queue_limit = 256;  // works that may wait for a thread
        int niceness = 0;  // added to the process's: an engine at 10 leaves the server responsive

        Options() = default;
    };

    explicit BlockingPool(Options options);
    /// Waits for the works that run; those still queued never run. Nothing may be waiting in run()
    /// any more.
    ~BlockingPool();
    BlockingPool(const BlockingPool&) = delete;
    BlockingPool& operator=(const BlockingPool&) = delete;

    /// Runs `work`, a function that returns Result<T>, on one of the threads; resumes on the
    /// caller's. Error unavailable when the queue is full. An exception out of `work` is rethrown
    /// here.
    template <class Work>
    Task<typename std::invoke_result_t<Work&>::value_type> run(Work work) {
        WorkJob<Work> job(*this, work);
        co_await wait_for_completion(job);
        co_return job.outcome();
    }

    /// Works that wait for a thread now.
    std::size_t queued() const;

private:
    /// Lives in the frame of the coroutine that waits for it.
    class Job : public CompletionTaker {
    public:
        explicit Job(BlockingPool& pool) : pool_(pool) {}

        Job(const Job&) = delete;
        Job& operator=(const Job&) = delete;
        virtual ~Job() = default;

        void take(std::unique_ptr<Completion> completion) final;
        virtual void execute() noexcept = 0;
        virtual void refuse() noexcept = 0;

    private:
        friend class BlockingPool;
        BlockingPool& pool_;
        std::unique_ptr<Completion> completion_;
    };

    template <class Work>
    class WorkJob final : public Job {
    public:
        using Outcome = std::invoke_result_t<Work&>;

        WorkJob(BlockingPool& pool, Work& work) : Job(pool), work_(work) {}

        void execute() noexcept override {
            try {
                outcome_.emplace(work_());
            } catch (...) {
                failure_ = std::current_exception();
            }
        }

        void refuse() noexcept override {
            outcome_.emplace(
                Error::unavailable("The server is busy. Please try again.", "a pool is full")
            );
        }

        Outcome outcome() {
            if (failure_) {
                std::rethrow_exception(failure_);
            }
            return std::move(*outcome_);
        }

    private:
        Work& work_;
        std::optional<Outcome> outcome_;
        std::exception_ptr failure_;
    };

    void run_thread();
    bool enqueue(Job& job);

    Options options_;
    mutable std::mutex mutex_;
    std::condition_variable has_work_;
    std::deque<Job*> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace likeness
