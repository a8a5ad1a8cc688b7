#include "base/blocking_pool.hpp"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

namespace likeness {

BlockingPool::BlockingPool(Options options) : options_(std::move(options)) {
    threads_.reserve(options_.threads);
    for (std::size_t i = 0; i < options_.threads; ++i) {
        threads_.emplace_back([this] { run_thread(); });
    }
}

BlockingPool::~BlockingPool() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    has_work_.notify_all();
    for (std::thread& thread : threads_) {
        thread.join();
    }
}

std::size_t BlockingPool::queued() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void BlockingPool::Job::take(std::unique_ptr<Completion> completion) {
    completion_ = std::move(completion);
    if (!pool_.enqueue(*this)) {
        refuse();
        completion_->complete();
    }
}

bool BlockingPool::enqueue(Job& job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue_.size() >= options_.queue_limit) {
            return false;
        }
        queue_.push_back(&job);
    }
    has_work_.notify_one();
    return true;
}

void BlockingPool::run_thread() {
    pthread_setname_np(pthread_self(), options_.name.substr(0, 15).c_str());
    if (options_.niceness != 0) {
        // On Linux a priority belongs to the thread, although POSIX says process.
        setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), options_.niceness);
    }
    std::unique_lock lock(mutex_);
    while (true) {
        has_work_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (stopping_) {
            return;
        }
        Job& job = *queue_.front();
        queue_.pop_front();
        lock.unlock();
        job.execute();
        // The job goes as soon as its coroutine resumes, so nothing of it is touched after this
        // line.
        const std::unique_ptr<Completion> completion = std::move(job.completion_);
        completion->complete();
        lock.lock();
    }
}

}  // namespace likeness
