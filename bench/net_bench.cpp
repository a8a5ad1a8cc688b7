// A server for load generators: what `net` alone costs, without the product behind it.
//
//   taskset -c 0 net_bench 8090 <folder> &
//   taskset -c 1 wrk -t1 -c64 -d5s --latency http://127.0.0.1:8090/json
//
//   /json        2 KiB from memory, with headers made for each answer
//   /            a page of 1.5 KiB in the manner of embedded files
//   /file/NAME   a file of the folder, opened for each request
//   /stream      an event every 30 seconds, for measuring what an open stream holds
//
// Ended by SIGINT or SIGTERM it prints requests and processor time, which moves less than rates do
// on a busy machine.
#include "net/conditional.hpp"
#include "net/server.hpp"
#include "net/static_files.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/resource.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace likeness::net {

namespace {

constexpr std::array<char, 1536> kPage{};
constexpr std::array kAssets = {
    Asset{"/", "text/html; charset=utf-8", "\"page\"", false, {kPage.data(), kPage.size()}},
};

class Events final : public StreamBody {
public:
    asio::awaitable<void> write_to(StreamWriter& writer) override {
        auto executor = co_await asio::this_coro::executor;
        asio::steady_timer timer(executor);
        for (;;) {
            const Result<void> written = co_await writer.write("data: event\n\n");
            if (!written) {
                co_return;
            }
            timer.expires_after(std::chrono::seconds{30});
            co_await timer.async_wait(asio::use_awaitable);
        }
    }
};

class Product final : public Handler, public Observer {
public:
    explicit Product(std::string folder) : folder_(std::move(folder)) {}

    asio::awaitable<Response> handle(Request& request) override { co_return answer(request); }

    Response refusal(int status, std::string_view, std::string_view) override {
        return Response(status);
    }

    void on_request(const RequestSummary&) noexcept override { ++requests_; }

    std::uint64_t requests() const { return requests_; }

private:
    Response answer(const Request& request) {
        constexpr std::string_view kFiles = "/file/";
        if (request.path().starts_with(kFiles)) {
            return answer_file(request, request.path().substr(kFiles.size()));
        }
        Response response;
        if (request.path() == "/json") {
            response.add_header("Content-Type", "application/json");
            response.add_header("Cache-Control", "no-store");
            response.body = json_;
        } else if (request.path() == "/stream") {
            response.add_header("Content-Type", "text/event-stream");
            response.body = std::make_unique<Events>();
        } else {
            return files_.find(request, request.path()).value_or(Response(404));
        }
        return response;
    }

    Response answer_file(const Request& request, std::string_view name) const {
        auto file = OpenFile::open(folder_ + "/" + std::string(name));
        if (!file) {
            return Response(404);
        }
        Representation representation{
            "image/jpeg", {"\"tag\""}, "private, max-age=31536000, immutable"};
        return file_response(request, *std::move(file), representation);
    }

    std::string folder_;
    Bytes json_ = Bytes(2048, 'j');
    StaticFiles files_{kAssets};
    std::uint64_t requests_ = 0;
};

void print_costs(std::uint64_t requests) {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto microseconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
    };
    const double total = microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
    std::printf(
        "%llu requests, %.2f us each, at most %ld KiB\n",
        static_cast<unsigned long long>(requests),
        total / static_cast<double>(requests > 0 ? requests : 1),
        usage.ru_maxrss
    );
}

int run(std::uint16_t port, const char* folder) {
    asio::io_context io{1};
    Product product(folder);
    Server server(io, product, product);
    const auto bound = server.listen("127.0.0.1", port);
    if (!bound) {
        std::puts(bound.error().message.c_str());
        return 1;
    }
    asio::signal_set signals(io, SIGINT, SIGTERM);
    signals.async_wait([&](const boost::system::error_code&, int) { io.stop(); });
    io.run();
    print_costs(product.requests());
    return 0;
}

}  // namespace

}  // namespace likeness::net

int main(int count, char** arguments) {
    if (count != 3) {
        std::puts("usage: net_bench PORT FOLDER");
        return 2;
    }
    return likeness::net::run(static_cast<std::uint16_t>(std::atoi(arguments[1])), arguments[2]);
}
