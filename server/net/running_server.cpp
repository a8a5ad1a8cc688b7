#include "net/running_server.hpp"

#include "base/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <future>
#include <utility>

namespace likeness::net {

using namespace std::chrono_literals;

class RunningServer::Product final : public Handler, public Observer {
public:
    explicit Product(std::map<std::string, Answer, std::less<>> routes)
        : routes_(std::move(routes)) {}

    asio::awaitable<Response> handle(Request& request) override {
        const auto route = routes_.find(request.path());
        return route == routes_.end() ? not_found() : route->second(request);
    }

    Response refusal(int status, std::string_view path, std::string_view) override {
        Response response(status);
        response.add_header("X-Refused-Path", path);
        response.body = "refused " + std::to_string(status);
        return response;
    }

    void on_request(const RequestSummary& summary) noexcept override {
        const std::lock_guard lock(mutex_);
        summaries_.push_back(
            {std::string(summary.method_text),
             std::string(summary.path),
             std::string(summary.request_id),
             std::string(summary.remote_address),
             summary.status,
             summary.bytes_sent,
             summary.is_complete}
        );
        changed_.notify_all();
    }

    std::vector<KeptSummary> summaries(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, 5s, [&] { return summaries_.size() >= count; });
        return summaries_;
    }

private:
    static asio::awaitable<Response> not_found() { co_return Response(404); }

    std::map<std::string, Answer, std::less<>> routes_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<KeptSummary> summaries_;
};

struct RunningServer::Loop {
    Loop(Product& product, const Limits& limits) : server(io, product, product, limits) {}

    asio::io_context io{1};
    asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(io);
    Server server;
};

RunningServer::RunningServer(
    std::map<std::string, Answer, std::less<>> routes,
    const Limits& limits
)
    : product_(std::make_unique<Product>(std::move(routes))),
      loop_(std::make_unique<Loop>(*product_, limits)) {
    const auto port = loop_->server.listen("127.0.0.1", 0);
    port_ = port ? *port : std::uint16_t{0};
    thread_ = std::thread([this] { loop_->io.run(); });
}

RunningServer::~RunningServer() {
    loop_->io.stop();
    thread_.join();
    loop_.reset();
}

Limits RunningServer::quick_limits() {
    Limits limits;
    limits.header_timeout = 5s;
    limits.idle_timeout = 5s;
    limits.body_stall = 5s;
    limits.write_stall = 5s;
    limits.linger = 500ms;
    limits.sweep_interval = 10ms;
    return limits;
}

std::vector<KeptSummary> RunningServer::summaries(std::size_t count) {
    return product_->summaries(count);
}

Server::Counts RunningServer::counts() {
    std::promise<Server::Counts> counts;
    asio::post(loop_->io, [&] { counts.set_value(loop_->server.counts()); });
    return counts.get_future().get();
}

bool RunningServer::wait_for_connections(std::size_t count) {
    const auto deadline = std::chrono::steady_clock::now() + 5s;
    while (counts().open_connections != count) {
        if (std::chrono::steady_clock::now() > deadline) {
            return false;
        }
        std::this_thread::sleep_for(1ms);
    }
    return true;
}

std::chrono::milliseconds RunningServer::drain(std::chrono::milliseconds grace) {
    const auto begin = std::chrono::steady_clock::now();
    std::promise<void> drained;
    asio::co_spawn(loop_->io, loop_->server.drain(grace), [&](const std::exception_ptr&) {
        drained.set_value();
    });
    drained.get_future().wait();
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begin
    );
}

}  // namespace likeness::net
