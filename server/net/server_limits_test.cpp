#include "net/running_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <ctime>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace likeness::net {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

asio::awaitable<Response> hello(Request&) {
    Response response;
    response.body = "hello";
    co_return response;
}

asio::awaitable<Response> echo(Request& request) {
    Result<Bytes> body = co_await request.read_body(100'000'000);
    Response response(body ? 200 : 418);
    if (body) {
        response.body = *std::move(body);
    }
    co_return response;
}

asio::awaitable<Response> much(Request&) {
    Response response;
    response.body = Bytes(50'000'000, 'x');
    co_return response;
}

const std::map<std::string, RunningServer::Answer, std::less<>> kRoutes = {
    {"/hello", hello},
    {"/echo", echo},
    {"/much", much}};

std::chrono::steady_clock::duration time_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::steady_clock::now() - begin;
}

struct Refused {
    const char* name;
    std::string request;
    int status;
};

class ServerRefusalTest : public ::testing::TestWithParam<Refused> {};

TEST_P(ServerRefusalTest, AnswersOnceAndClosesEvenThoughMoreHasCome) {
    RunningServer server(kRoutes);
    RawClient client = server.client();

    client.send(GetParam().request + "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");

    const Reply reply = client.receive();
    EXPECT_EQ(reply.status, GetParam().status);
    EXPECT_EQ(reply.body, "refused " + std::to_string(GetParam().status));
    EXPECT_THAT(reply.head, HasSubstr("Connection: close\r\n"));
    EXPECT_TRUE(client.is_closed());
    const auto summaries = server.summaries(1);
    ASSERT_EQ(summaries.size(), 1U);
    EXPECT_EQ(summaries[0].status, GetParam().status);
}

// What is refused and why is the subject of request_parser_test.cpp; these see that each way of
// refusing reaches the client.
INSTANTIATE_TEST_SUITE_P(
    Requests,
    ServerRefusalTest,
    ::testing::Values(
        Refused{"Garbage", "\x16\x03\x01\x02\r\n\r\n", 400},
        Refused{"NoHost", "GET /hello HTTP/1.1\r\n\r\n", 400},
        Refused{
            "TwoLengths",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
            400},
        Refused{
            "LengthAndChunked",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: "
            "chunked\r\n\r\n0\r\n\r\n",
            400},
        Refused{
            "ChunkSize",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            400},
        Refused{
            "ChunkEnd",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
            400},
        Refused{
            "LongTarget",
            "GET /" + std::string(8192, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n",
            414},
        Refused{"EndlessLine", "GET /" + std::string(16384, 'a'), 414},
        Refused{
            "Expectation",
            "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: a-wonder\r\nContent-Length: 5\r\n\r\n",
            417},
        Refused{
            "LongHeader",
            "GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(17'000, 'a') + "\r\n\r\n",
            431},
        Refused{
            "UnknownCoding",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
            501},
        Refused{"Tunnel", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        Refused{"Version", "GET /hello HTTP/2.0\r\nHost: a\r\n\r\n", 505}
    ),
    [](const auto& refused) { return refused.param.name; }
);

TEST(ServerLimitsTest, TakesHeadersUpToTheLimit) {
    RunningServer server(kRoutes);
    RawClient client = server.client();

    EXPECT_EQ(
        client.ask("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(16'000, 'a') + "\r\n\r\n")
            .status,
        200
    );
    EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

TEST(ServerLimitsTest, CutsASlowHeaderWith408) {
    Limits limits = RunningServer::quick_limits();
    limits.header_timeout = 100ms;
    RunningServer server(kRoutes, limits);
    RawClient client = server.client();
    std::atomic<bool> is_over = false;
    // Dripping must not help.
    std::thread drip([&] {
        while (!is_over) {
            client.send("G");
            std::this_thread::sleep_for(20ms);
        }
    });

    Reply reply;
    const auto time = time_of([&] { reply = client.receive(); });
    is_over = true;
    drip.join();

    EXPECT_EQ(reply.status, 408);
    EXPECT_LT(time, 2s);
}

TEST(ServerLimitsTest, ClosesSilentConnectionsWithoutAWord) {
    Limits limits = RunningServer::quick_limits();
    limits.header_timeout = 50ms;
    limits.idle_timeout = 150ms;
    RunningServer server(kRoutes, limits);
    RawClient silent = server.client();
    RawClient idle = server.client();
    ASSERT_EQ(idle.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);

    const auto time = time_of([&] { EXPECT_TRUE(idle.is_closed()); });

    EXPECT_GE(time, 100ms);
    EXPECT_LT(time, 2s);
    EXPECT_TRUE(silent.is_closed());
    EXPECT_EQ(server.summaries(1).size(), 1U);
}

TEST(ServerLimitsTest, CutsAStalledBodyWith408) {
    Limits limits = RunningServer::quick_limits();
    limits.body_stall = 100ms;
    RunningServer server(kRoutes, limits);
    RawClient client = server.client();

    const Reply reply =
        client.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");

    EXPECT_EQ(reply.status, 408);
    EXPECT_TRUE(client.is_closed());
}

TEST(ServerLimitsTest, CutsADrippingBodyWith408) {
    Limits limits = RunningServer::quick_limits();
    limits.body_stall = 200ms;
    limits.min_rate = 1000;
    RunningServer server(kRoutes, limits);
    RawClient client = server.client();
    std::atomic<bool> is_over = false;
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
    std::thread drip([&] {
        while (!is_over) {
            client.send("x");
            std::this_thread::sleep_for(20ms);
        }
    });

    Reply reply;
    const auto time = time_of([&] { reply = client.receive(); });
    is_over = true;
    drip.join();

    EXPECT_EQ(reply.status, 408);
    EXPECT_LT(time, 3s);
}

TEST(ServerLimitsTest, CutsAClientThatDoesNotRead) {
    Limits limits = RunningServer::quick_limits();
    limits.write_stall = 100ms;
    RunningServer server(kRoutes, limits);
    RawClient client = server.client(4096);

    client.send("GET /much HTTP/1.1\r\nHost: a\r\n\r\n");

    const auto summaries = server.summaries(1);
    ASSERT_EQ(summaries.size(), 1U);
    EXPECT_EQ(summaries[0].status, 200);
    EXPECT_FALSE(summaries[0].is_complete);
    EXPECT_LT(summaries[0].bytes_sent, 50'000'000U);
    EXPECT_TRUE(server.wait_for_connections(0));
}

TEST(ServerLimitsTest, AnswersSurplusConnectionsWith503) {
    Limits limits = RunningServer::quick_limits();
    limits.max_connections = 2;
    RunningServer server(kRoutes, limits);
    RawClient first = server.client();
    RawClient second = server.client();
    ASSERT_EQ(first.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
    ASSERT_EQ(second.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
    RawClient third = server.client();

    const Reply reply = third.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_EQ(reply.status, 503);
    EXPECT_THAT(reply.head, HasSubstr("X-Refused-Path: /hello\r\n"));
    EXPECT_TRUE(third.is_closed());
    EXPECT_EQ(first.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

TEST(ServerLimitsTest, HoldsAThousandIdleConnections) {
    RunningServer server(kRoutes);
    std::vector<RawClient> clients;
    for (int i = 0; i < 1000; ++i) {
        clients.push_back(server.client());
    }
    ASSERT_TRUE(server.wait_for_connections(1000));

    for (RawClient& client : clients) {
        ASSERT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
    }

    EXPECT_EQ(server.counts().open_connections, 1000U);
    clients.clear();
    EXPECT_TRUE(server.wait_for_connections(0));
}

/// Lowers the limit of open descriptors while it lives.
class DescriptorLimit {
public:
    explicit DescriptorLimit(rlim_t count) {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        const rlimit lowered{count, before_.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &lowered);
    }

    DescriptorLimit(const DescriptorLimit&) = delete;
    DescriptorLimit& operator=(const DescriptorLimit&) = delete;

    ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &before_); }

private:
    rlimit before_{};
};

std::chrono::nanoseconds processor_time() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

TEST(ServerLimitsTest, WaitsWithoutSpinningWhenThereAreNoDescriptors) {
    RunningServer server(kRoutes);
    const int next = ::dup(0);
    ::close(next);
    auto limit = std::make_unique<DescriptorLimit>(static_cast<rlim_t>(next) + 1);
    RawClient client =
        server.client();  // takes the last descriptor, so that the server has none for its end
    client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");

    const auto before = processor_time();
    std::this_thread::sleep_for(300ms);
    const auto spent = processor_time() - before;
    limit.reset();

    EXPECT_EQ(client.receive().status, 200);
    EXPECT_LT(spent, 100ms);
}

}  // namespace
}  // namespace likeness::net
