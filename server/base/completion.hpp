#pragma once

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace likeness {

/// The end of a wait, held by whoever will bring it about, on any thread. Calling it resumes the
/// coroutine on the thread that began the wait.
class Completion {
public:
    virtual ~Completion() = default;
    /// To be called exactly once.
    virtual void complete() = 0;
};

/// Takes hold of the completion of a wait that is about to begin.
class CompletionTaker {
public:
    virtual void take(std::unique_ptr<Completion> completion) = 0;

protected:
    ~CompletionTaker() = default;
};

/// Suspends the calling coroutine until the completion handed to `taker` is called. `taker` must
/// outlive the wait.
boost::asio::awaitable<void> wait_for_completion(CompletionTaker& taker);

}  // namespace likeness
