#include "base/completion.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace likeness {

namespace asio = boost::asio;

namespace {

template <class Handler>
class HandlerCompletion final : public Completion {
public:
    explicit HandlerCompletion(Handler handler)
        : handler_(std::move(handler)),
          guard_(asio::get_associated_executor(handler_)) {}

    void complete() override {
        const auto executor = guard_.get_executor();
        asio::post(executor, std::move(handler_));
        guard_.reset();
    }

private:
    Handler handler_;
    asio::executor_work_guard<asio::associated_executor_t<Handler>> guard_;
};

}  // namespace

asio::awaitable<void> wait_for_completion(CompletionTaker& taker) {
    auto initiate = [&taker](auto handler) {
        taker.take(std::make_unique<HandlerCompletion<decltype(handler)>>(std::move(handler)));
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void()>(
        initiate, asio::use_awaitable
    );
}

}  // namespace likeness
