#include "api/trpc_batch.hpp"

#include "api/errors.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <utility>

namespace likeness::api {

namespace {

using namespace std::chrono_literals;

void add_trpc_headers(net::Response& response) {
    response.add_header("Content-Type", "application/json");
    response.add_header("Vary", "trpc-accept, accept");
    response.add_header("Cache-Control", "no-store");
}

/// `{"0":[[0],[null,0,0]],"1":[[0],[null,0,1]]}`: each call is a promise whose chunk has the call's
/// own number.
std::string head_line(std::size_t calls) {
    std::string line = "{";
    for (std::size_t i = 0; i < calls; ++i) {
        const std::string place = std::to_string(i);
        line += i > 0 ? ",\"" : "\"";
        line.append(place).append("\":[[0],[null,0,").append(place).append("]]");
    }
    return line + "}\n";
}

}  // namespace

TrpcBatch::TrpcBatch(
    Dispatcher& dispatcher,
    asio::any_io_executor executor,
    const Call& call,
    std::vector<Slot> slots,
    InputForm form,
    std::string request_id
)
    : dispatcher_(dispatcher),
      executor_(executor),
      pattern_(call),
      slots_(std::move(slots)),
      form_(form),
      request_id_(std::move(request_id)),
      ended_(executor),
      outcomes_(slots_.size()) {}

void TrpcBatch::begin(const std::shared_ptr<TrpcBatch>& self) {
    for (std::size_t place = 0; place < self->slots_.size(); ++place) {
        asio::co_spawn(
            self->executor_, run(self, place), asio::detached
        );  // run() lets no exception out
    }
}

asio::awaitable<void> TrpcBatch::run(std::shared_ptr<TrpcBatch> self, std::size_t place) {
    Result<std::string> result = co_await self->call(place);
    Outcome& outcome = self->outcomes_[place];
    if (result) {
        outcome.envelope = R"({"result":{"data":)" + *result + "}}";
    } else {
        outcome.status = wire_error(result.error().code).http_status;
        outcome.envelope =
            R"({"error":)" +
            trpc_error_json(result.error(), self->slots_[place].path, self->request_id_) + "}";
        if (self->headers_.empty()) {
            self->headers_ = error_headers(result.error());
        }
    }
    self->finished_.push_back(place);
    self->ended_.notify_all();
}

Task<std::string> TrpcBatch::call(std::size_t place) {
    Slot& slot = slots_[place];
    LIKENESS_CO_CHECK(slot.admitted);
    LIKENESS_CO_TRY(json::value input, slot.input);
    Call own = pattern_;
    Result<std::string> result = co_await dispatcher_.run(
        *slot.operation, *slot.operation->endpoint, own, std::move(input), form_, request_id_
    );
    headers_.insert(headers_.end(), own.headers.begin(), own.headers.end());
    co_return result;
}

asio::awaitable<std::size_t> TrpcBatch::next() {
    while (taken_ == finished_.size()) {
        co_await ended_.wait(1h);
    }
    co_return finished_[taken_++];
}

asio::awaitable<void> TrpcBatch::all_ended() {
    while (finished_.size() < slots_.size()) {
        co_await ended_.wait(1h);
    }
}

asio::awaitable<void> TrpcLines::write_to(net::StreamWriter& writer) {
    const std::string head = head_line(batch_->size());
    Result<void> sent = co_await writer.write(head);
    for (std::size_t written = 0; sent && written < batch_->size(); ++written) {
        const std::size_t place = co_await batch_->next();
        const std::string line =
            "[" + std::to_string(place) + ",0,[[" + batch_->outcome(place).envelope + "]]]\n";
        sent = co_await writer.write(line);
    }
}

asio::awaitable<net::Response> whole_answer(std::shared_ptr<TrpcBatch> batch, bool is_array) {
    for (std::size_t ended = 0; ended < batch->size(); ++ended) {
        co_await batch->next();
    }
    std::string body = is_array ? "[" : "";
    int status = batch->outcome(0).status;
    for (std::size_t place = 0; place < batch->size(); ++place) {
        body += place > 0 ? "," : "";
        body += batch->outcome(place).envelope;
        status = batch->outcome(place).status == status ? status : 207;
    }
    body += is_array ? "]" : "";
    net::Response response(status);
    add_trpc_headers(response);
    add_headers(response, batch->headers());
    response.body = std::move(body);
    co_return response;
}

}  // namespace likeness::api
