#include "app/serve.hpp"

#include "app/data_folder.hpp"
#include "app/demo.hpp"
#include "app/front.hpp"
#include "app/metrics.hpp"
#include "app/share_route.hpp"
#include "app/studio.hpp"
#include "app/trash_sweeper.hpp"
#include "app/version.hpp"
#include "base/task_group.hpp"
#include "net/server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

namespace likeness::app {

namespace {

using namespace std::chrono_literals;

constexpr auto kLogFlush = 200ms;
constexpr std::chrono::seconds kAbandoned = 24h;  // no upload takes as long

/// Every connection is a descriptor; the soft limit of most systems is far below what we take.
void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/// Keeps us small: glibc keeps freed memory in up to eight arenas a processor, of which two are
/// enough for our few threads, and learns to keep blocks of the size of images, which are better
/// given back.
void bound_malloc() {
    constexpr int kGivenBack = 1 << 20;
    // Before the first thread.
    mallopt(M_ARENA_MAX, 2);                // NOLINT(concurrency-mt-unsafe)
    mallopt(M_MMAP_THRESHOLD, kGivenBack);  // NOLINT(concurrency-mt-unsafe)
}

/// The server begins to listen before the rest is made, which needs its port; no request comes
/// before the loop runs.
class Entrance final : public net::Handler, public net::Observer {
public:
    asio::awaitable<net::Response> handle(net::Request& request) override {
        return front->handle(request);
    }

    net::Response refusal(int status, std::string_view path, std::string_view request_id) override {
        return front->refusal(status, path, request_id);
    }

    void on_request(const net::RequestSummary& summary) noexcept override {
        counts.add(summary);
        const double milliseconds =
            std::chrono::duration<double, std::milli>(summary.duration).count();
        log::info(
            "request",
            {{"method", summary.method_text},
             {"path", loggable_path(summary.path)},
             {"status", summary.status},
             {"ms", milliseconds},
             {"bytes", static_cast<std::int64_t>(summary.bytes_sent)},
             {"address", summary.remote_address},
             {"id", summary.request_id},
             {"complete", summary.is_complete}}
        );
    }

    std::unique_ptr<Front> front;
    RequestCounts counts;
};

/// A running server, from its start to the end of its last request.
class Service {
public:
    explicit Service(Config config)
        : config_(std::move(config)),
          background_(context_.get_executor()),
          server_(context_, entrance_, entrance_) {}

    Result<int> run() {
        LIKENESS_CHECK(start());
        fmt::print("Likeness {} is at {}\n", kVersion, config_.public_url);
        std::fflush(stdout);
        asio::co_spawn(context_, live(), asio::detached);
        context_.run();
        log::info("the server has stopped");
        log::flush();
        if (!has_ended_cleanly_) {
            std::_Exit(0
            );  // somebody still waits for something: nothing may be taken away from under him
        }
        return 0;
    }

private:
    Result<void> start() {
        LIKENESS_CHECK(make_data_folder(config_.data_dir));
        LIKENESS_TRY(lock_, ServerLock::take(config_.data_dir));
        LIKENESS_TRY(
            const std::uint16_t port, server_.listen(config_.listen_host, config_.listen_port)
        );
        const std::vector<std::string> origins = config_.origins(port);
        config_.public_url = origins.front();
        if (!config_.has_own_public_url && !config_.listens_on_loopback()) {
            log::warning(
                "set LIKENESS_PUBLIC_URL to the address that people open; until then only this "
                "machine can sign in",
                {{"now", config_.public_url}}
            );
        }
        LIKENESS_TRY(config_.session_secret, session_secret(config_));
        LIKENESS_TRY(storage_, Storage::open(config_, context_.get_executor()));
        studio_ = std::make_unique<Studio>(context_.get_executor(), *storage_, config_, origins);
        if (folder_store::FolderStore* folder = storage_->folder()) {
            // Other nodes may be writing to the same store.
            folder->remove_leftovers(config_.has_shared_database() ? kAbandoned : 0s);
        }
        studio_->staging.remove_leftovers();
        Front::Health health{
            [this] { return is_ready_; },
            [this] {
                return metrics_text(entrance_.counts, server_.counts(), *studio_, *storage_);
            }};
        entrance_.front = std::make_unique<Front>(*studio_, *storage_, origins, std::move(health));
        return {};
    }

    asio::awaitable<void> live() {
        asio::signal_set signals(context_, SIGINT, SIGTERM);
        background_.spawn("log flusher", flush_logs());
        co_await begin_work();
        boost::system::error_code ignored;
        co_await signals.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        co_await stop();
    }

    /// What was under way when the last process ended goes on. On a database of our own no other
    /// can be working, we hold the lock; on a shared one the lock tells only that our predecessor
    /// in this folder is gone, and leases of other nodes run out by themselves.
    Task<void> release_leases() {
        std::optional<std::string> owner;
        if (config_.has_shared_database()) {
            LIKENESS_CO_TRY(owner, exchange_node(config_.data_dir, studio_->node));
            if (!owner) {
                co_return Result<void>{};
            }
        }
        LIKENESS_CO_CHECK(co_await storage_->training_queue.release_leases(owner));
        co_return co_await storage_->queue.release_leases(std::move(owner));
    }

    asio::awaitable<void> begin_work() {
        const Result<void> released = co_await release_leases();
        if (!released) {
            log::error(
                "leases of a former process could not be ended",
                {{"reason", released.error().detail}}
            );
        }
        if (config_.demo) {
            const Result<void> installed = co_await install_demo_loras(*storage_);
            if (!installed) {
                log::warning(
                    "the demo LoRAs could not be installed",
                    {{"reason", installed.error().message}, {"detail", installed.error().detail}}
                );
            }
            const auto goes_on = [this] { return !is_stopping_; };
            background_.spawn("cover painter", draw_demo_covers(*studio_, *storage_, goes_on));
        }
        if (studio_->neighbours) {
            background_.spawn("messages of other nodes", studio_->neighbours->run());
        }
        studio_->runner.start();
        studio_->training.runner.start();
        const auto sweeps = [this] { return !is_stopping_; };
        background_.spawn("engine watch", studio_->engine_watch.keep_looking(sweeps));
        background_.spawn("upload sweeper", studio_->training.remove_expired_uploads(sweeps));
        background_.spawn("trash sweeper", sweep_trash(studio_->trash, sweeps));
        is_ready_ = true;
        log::info("the server is ready", {{"address", config_.public_url}, {"version", kVersion}});
    }

    /// Running work gets its time, then everything else ends quickly.
    asio::awaitable<void> stop() {
        log::info("the server is stopping", {{"grace_seconds", config_.shutdown_grace.count()}});
        is_ready_ = false;
        is_stopping_ = true;
        background_.spawn("connections", server_.drain(config_.shutdown_grace + 10s));
        background_.spawn("trainings", studio_->training.runner.drain(config_.shutdown_grace));
        co_await studio_->runner.drain(config_.shutdown_grace);
        if (studio_->broadcast) {
            studio_->broadcast->stop();
        }
        studio_->events.close();
        studio_->training.bell.close();
        has_ended_cleanly_ = co_await background_.wait_empty(10s);
        if (!has_ended_cleanly_) {
            co_await server_.drain(0s);  // what still comes in is cut, so that it can be taken back
            has_ended_cleanly_ = co_await background_.wait_empty(1s);
        }
        const bool is_taken_back = co_await storage_->objects().drain(5s);
        has_ended_cleanly_ = has_ended_cleanly_ && is_taken_back;
        context_.stop();
    }

    asio::awaitable<void> flush_logs() const {
        while (!is_stopping_) {
            co_await sleep_for(kLogFlush);
            log::flush();
        }
    }

    Config config_;
    asio::io_context context_{1};
    TaskGroup background_;
    Entrance entrance_;
    net::Server server_;
    std::unique_ptr<ServerLock> lock_;
    std::unique_ptr<Storage> storage_;
    std::unique_ptr<Studio> studio_;
    bool is_ready_ = false;
    bool is_stopping_ = false;
    bool has_ended_cleanly_ = false;
};

}  // namespace

Result<int> serve(Config config) {
    bound_malloc();
    raise_descriptor_limit();
    log::configure(config.log_level, config.log_format);
    Service service(std::move(config));
    return service.run();
}

}  // namespace likeness::app
