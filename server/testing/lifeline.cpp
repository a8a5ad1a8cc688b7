#include "testing/lifeline.hpp"

namespace likeness::test {

boost::asio::awaitable<bool> Lifeline::pass() {
    if (!is_dead_ && ++passages_ == last_) {
        die();
    }
    co_return co_await pass_uncounted();
}

boost::asio::awaitable<bool> Lifeline::pass_uncounted() {
    if (!is_dead_) {
        co_return true;
    }
    if (!is_buried_) {
        beyond_.close();
    }
    co_await beyond_.pass();
    co_return false;
}

void Lifeline::bury() {
    is_dead_ = true;
    is_buried_ = true;
    beyond_.open();
}

Error died() {
    return Error::unavailable("This process has died.");
}

}  // namespace likeness::test
