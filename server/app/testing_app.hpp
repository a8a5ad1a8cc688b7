#pragma once

#include "app/front.hpp"
#include "app/studio.hpp"
#include "app/testing_settings.hpp"
#include "net/in_memory_request.hpp"
#include "testing/run_task.hpp"
#include "testing/temporary_folder.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace likeness::app {

/// The whole program but its connections, on a data folder of its own. The runner does not run.
class TestApp {
public:
    static constexpr const char* kOrigin = "https://likeness.example";

    ~TestApp() { run(studio.runner.drain(std::chrono::milliseconds{0})); }

    TestApp() = default;
    TestApp(const TestApp&) = delete;
    TestApp& operator=(const TestApp&) = delete;

    net::Response ask(net::InMemoryRequest& request) {
        net::Request asked = request.request();
        std::optional<net::Response> response;
        run(keep(front.handle(asked), response));
        return *std::move(response);
    }

    net::Response ask(const std::string& target, net::Method method = net::Method::get) {
        net::InMemoryRequest request(method, target);
        return ask(request);
    }

    test::TaskRunner run;
    test::TemporaryFolder folder{test::memory_folder()};
    Config config = make_config(folder.path());
    std::unique_ptr<Storage> storage = opened(config, run.executor());
    Studio studio{run.executor(), *storage, config, {kOrigin}};
    bool is_ready = true;
    Front front{
        studio,
        *storage,
        {kOrigin},
        {[this] { return is_ready; }, [] { return std::string("metrics of a test\n"); }}};

private:
    static Config make_config(const std::filesystem::path& folder) {
        return config_of({
                             {"data_dir", (folder / "data").string()},
                             {"public_url", kOrigin},
                             {"engine_threads", "1"},
                         })
            .value();
    }

    static std::unique_ptr<Storage>
    opened(const Config& config, const asio::any_io_executor& executor) {
        Result<std::unique_ptr<Storage>> storage = Storage::open(config, executor);
        if (!storage) {
            throw std::runtime_error(storage.error().message);
        }
        return *std::move(storage);
    }

    static asio::awaitable<void>
    keep(asio::awaitable<net::Response> answer, std::optional<net::Response>& response) {
        response.emplace(co_await std::move(answer));
    }
};

}  // namespace likeness::app
