#pragma once

#include "api/dispatcher.hpp"
#include "api/operation.hpp"
#include "base/signal.hpp"
#include "net/response.hpp"

#include <memory>
#include <string>
#include <vector>

namespace likeness::api {

/// The calls of one tRPC request while they run, all at once.
class TrpcBatch {
public:
    struct Slot {
        std::string path;
        const Operation* operation = nullptr;
        Result<json::value> input = json::value(nullptr);  // or why it cannot be used
        Result<void> admitted = {};                        // or why it may not be called
    };

    struct Outcome {
        int status = 200;
        std::string envelope;
    };

    /// `call` is the pattern that every slot's own call is made from.
    TrpcBatch(
        Dispatcher& dispatcher,
        asio::any_io_executor executor,
        const Call& call,
        std::vector<Slot> slots,
        InputForm form,
        std::string request_id
    );

    std::size_t size() const { return slots_.size(); }

    /// Begins all calls. `self` keeps this object while they run, even when nobody waits for them
    /// any more.
    static void begin(const std::shared_ptr<TrpcBatch>& self);
    /// Waits for the next call that ends, in the order in which they end; its place in the request.
    asio::awaitable<std::size_t> next();
    /// Waits until every call has ended, without taking any.
    asio::awaitable<void> all_ended();

    const Outcome& outcome(std::size_t place) const { return outcomes_.at(place); }

    const std::vector<std::pair<std::string, std::string>>& headers() const { return headers_; }

private:
    static asio::awaitable<void> run(std::shared_ptr<TrpcBatch> self, std::size_t place);
    Task<std::string> call(std::size_t place);

    Dispatcher& dispatcher_;
    asio::any_io_executor executor_;
    Call pattern_;
    std::vector<Slot> slots_;
    InputForm form_;
    std::string request_id_;
    Signal ended_;
    std::vector<Outcome> outcomes_;
    std::vector<std::size_t> finished_;  // places, in the order of their ends
    std::size_t taken_ = 0;
    std::vector<std::pair<std::string, std::string>> headers_;
};

/// The batch as JSON Lines (httpBatchStreamLink): one head line, then a line for each call as it
/// ends.
class TrpcLines final : public net::StreamBody {
public:
    explicit TrpcLines(std::shared_ptr<TrpcBatch> batch) : batch_(std::move(batch)) {}

    asio::awaitable<void> write_to(net::StreamWriter& writer) override;

private:
    std::shared_ptr<TrpcBatch> batch_;
};

/// The batch as one JSON array, or its only call's envelope; status 207 when the calls ended
/// differently.
asio::awaitable<net::Response> whole_answer(std::shared_ptr<TrpcBatch> batch, bool is_array);

}  // namespace likeness::api
