#pragma once

#include "base/error.hpp"

#include <deque>
#include <optional>
#include <utility>

namespace likeness::test {

/// The failures that a fake will answer with: a number of them one after the other, or one until it
/// is lifted.
class Faults {
public:
    /// The next `times` calls fail with this.
    void next(Error error, int times = 1) {
        for (int i = 0; i < times; ++i) {
            queued_.push_back(error);
        }
    }

    /// After `good_calls` more that do their work, one fails with this.
    void after(int good_calls, Error error) {
        queued_.resize(queued_.size() + static_cast<std::size_t>(good_calls));
        queued_.push_back(std::move(error));
    }

    /// All calls fail with this until lift().
    void always(Error error) { standing_ = std::move(error); }

    void lift() {
        standing_.reset();
        queued_.clear();
    }

    /// What the call that asks has to fail with; nothing when it may do its work.
    std::optional<Error> take() {
        ++calls_;
        if (queued_.empty()) {
            return standing_;
        }
        std::optional<Error> error = std::move(queued_.front());
        queued_.pop_front();
        return error;
    }

    /// Calls so far, the failed ones too.
    int calls() const { return calls_; }

private:
    std::deque<std::optional<Error>> queued_;  // of the next calls; nothing: does its work
    std::optional<Error> standing_;
    int calls_ = 0;
};

}  // namespace likeness::test
