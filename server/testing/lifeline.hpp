#pragma once

#include "base/result.hpp"
#include "testing/gate.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <utility>

namespace likeness::test {

/// The life of a process under test. Its calls to the world outside pass here on their way out and
/// on their way back; at the chosen passage it dies: this call and all that come later stay away,
/// as if power had failed. Used on one thread.
class Lifeline {
public:
    explicit Lifeline(boost::asio::any_io_executor executor) : beyond_(std::move(executor)) {}

    /// Dies at this passage, counted from 1.
    void die_at(int passage) { last_ = passage; }

    void die() { is_dead_ = true; }

    bool is_dead() const { return is_dead_; }

    /// Counts one passage and returns true; a dead process waits here until bury(), which gives it
    /// false.
    boost::asio::awaitable<bool> pass();
    /// The same for calls that are made again and again, however many the work needs: not counted.
    boost::asio::awaitable<bool> pass_uncounted();

    /// Lets go of what waits, so that the test can end.
    void bury();

    int passages() const { return passages_; }

private:
    Gate beyond_;
    int passages_ = 0;
    int last_ = 0;
    bool is_dead_ = false;
    bool is_buried_ = false;
};

/// What a buried process is told: only the test's own end sees it.
Error died();

}  // namespace likeness::test
