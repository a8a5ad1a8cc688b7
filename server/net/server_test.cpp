#include "net/server.hpp"

#include "net/running_server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace likeness::net {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

asio::awaitable<Response> hello(Request&) {
    Response response;
    response.add_header("Content-Type", "text/plain");
    response.body = "hello";
    co_return response;
}

/// Everything about the request, to see that the views hold while the body is read.
asio::awaitable<Response> echo(Request& request) {
    const std::string_view path = request.path();
    const std::string_view note = request.header("X-Note").value_or("");
    Result<Bytes> body = co_await request.read_body(1'000'000);
    Response response;
    if (!body) {
        response.status = body.error().code == ErrorCode::payload_too_large ? 413 : 418;
        co_return response;
    }
    response.add_header("X-Path", path);
    response.add_header("X-Note", note);
    response.add_header("X-Peer", request.remote_address());
    response.body = *std::move(body);
    co_return response;
}

asio::awaitable<Response> ignore_body(Request&) {
    Response response;
    response.body = "ignored";
    co_return response;
}

asio::awaitable<Response> fail(Request&) {
    throw std::runtime_error("broken on purpose");
    co_return Response();
}

asio::awaitable<Response> wait_a_little(Request&) {
    auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    timer.expires_after(200ms);
    co_await timer.async_wait(asio::use_awaitable);
    Response response;
    response.body = "waited";
    co_return response;
}

asio::awaitable<Response> wait_for_ever(Request&) {
    auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    timer.expires_after(1h);
    co_await timer.async_wait(asio::use_awaitable);
    co_return Response();
}

asio::awaitable<Response> say_nothing(Request&) {
    Response response(204);
    response.body = "must not be sent";
    co_return response;
}

asio::awaitable<Response> not_modified(Request&) {
    Response response(304);
    response.add_header("ETag", "\"x\"");
    response.body = "must not be sent";
    co_return response;
}

asio::awaitable<Response> say_goodbye(Request&) {
    Response response;
    response.close_connection = true;
    co_return response;
}

asio::awaitable<Response> answer_wrongly(Request&) {
    co_return Response(42);
}

class ServerTest : public ::testing::Test {
protected:
    RunningServer server_{
        {{"/hello", hello},
         {"/echo", echo},
         {"/ignore", ignore_body},
         {"/fail", fail},
         {"/wait", wait_a_little},
         {"/204", say_nothing},
         {"/304", not_modified},
         {"/goodbye", say_goodbye},
         {"/wrong", answer_wrongly}}};
};

TEST_F(ServerTest, AnswersARequest) {
    RawClient client = server_.client();

    const Reply reply = client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "hello");
    EXPECT_THAT(
        reply.head,
        MatchesRegex("HTTP/1.1 200 OK\r\nDate: [A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} "
                     "[0-9:]{8} GMT\r\n"
                     "X-Request-Id: [0-9a-f]{16}\r\nX-Content-Type-Options: nosniff\r\n"
                     "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\n")
    );
}

TEST_F(ServerTest, KeepsTheConnectionForFurtherRequests) {
    RawClient client = server_.client();

    EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
    EXPECT_EQ(client.ask("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n").status, 404);
    EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").body, "hello");
    EXPECT_EQ(server_.counts().accepted, 1U);
}

TEST_F(ServerTest, AnswersPipelinedRequestsInTheirOrder) {
    RawClient client = server_.client();

    client.send(
        "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n"
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody"
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"
    );

    EXPECT_EQ(client.receive().body, "waited");
    EXPECT_EQ(client.receive().body, "body");
    EXPECT_EQ(client.receive().body, "abc");
    EXPECT_EQ(client.receive().body, "hello");
}

TEST_F(ServerTest, AnswersAThousandPipelinedRequests) {
    RawClient client = server_.client();
    std::string requests;
    for (int i = 0; i < 1000; ++i) {
        requests += "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    client.send(requests);

    for (int i = 0; i < 1000; ++i) {
        ASSERT_EQ(client.receive().body, "hello") << i;
    }
}

TEST_F(ServerTest, ReadsARequestThatComesByteByByte) {
    RawClient client = server_.client();
    const std::string request =
        "\r\nPOST /echo HTTP/1.1\r\nHost: a\r\nX-Note: n\r\nTransfer-Encoding: "
        "chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n";

    for (const char byte : request) {
        client.send({&byte, 1});
    }

    const Reply reply = client.receive();
    EXPECT_EQ(reply.body, "hi");
    EXPECT_THAT(reply.head, HasSubstr("X-Note: n\r\n"));
}

TEST_F(ServerTest, SkipsOneEmptyLineBeforeARequest) {
    RawClient client = server_.client();

    EXPECT_EQ(client.ask("\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
    EXPECT_EQ(client.ask("\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 400);
}

TEST_F(ServerTest, SkipsNoMoreOfThemWhenTheyComeOneByOne) {
    RawClient client = server_.client();
    client.send("\r\n");
    std::this_thread::sleep_for(50ms);

    EXPECT_EQ(client.ask("\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 400);
}

TEST_F(ServerTest, SendsNoBodyToHead) {
    RawClient client = server_.client();

    client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n");

    const Reply head = client.receive(true);
    EXPECT_THAT(head.head, HasSubstr("Content-Length: 5\r\n"));
    EXPECT_EQ(client.receive().body, "hello");
}

TEST_F(ServerTest, SendsNoBodyWhereTheStatusForbidsIt) {
    RawClient client = server_.client();

    client.send(
        "GET /204 HTTP/1.1\r\nHost: a\r\n\r\nGET /304 HTTP/1.1\r\nHost: a\r\n\r\nGET /hello "
        "HTTP/1.1\r\nHost: a\r\n\r\n"
    );

    const Reply nothing = client.receive();
    EXPECT_EQ(nothing.status, 204);
    EXPECT_THAT(nothing.head, Not(HasSubstr("Content-Length")));
    const Reply unchanged = client.receive();
    EXPECT_EQ(unchanged.status, 304);
    EXPECT_THAT(unchanged.head, HasSubstr("ETag: \"x\"\r\n"));
    EXPECT_EQ(client.receive().body, "hello");
}

TEST_F(ServerTest, EndsTheConnectionWhenTheClientOrTheHandlerWantsIt) {
    RawClient asks = server_.client();
    RawClient told = server_.client();

    const Reply asked = asks.ask("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const Reply goodbye = told.ask("GET /goodbye HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_THAT(asked.head, HasSubstr("Connection: close\r\n"));
    EXPECT_TRUE(asks.is_closed());
    EXPECT_THAT(goodbye.head, HasSubstr("Connection: close\r\n"));
    EXPECT_TRUE(told.is_closed());
}

TEST_F(ServerTest, ServesHttp10) {
    RawClient once = server_.client();
    RawClient stays = server_.client();

    const Reply one = once.ask("GET /hello HTTP/1.0\r\n\r\n");
    const Reply first = stays.ask("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const Reply second = stays.ask("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

    EXPECT_EQ(one.body, "hello");
    EXPECT_TRUE(once.is_closed());
    EXPECT_THAT(first.head, HasSubstr("Connection: keep-alive\r\n"));
    EXPECT_EQ(second.body, "hello");
}

TEST_F(ServerTest, KeepsTheViewsOfARequestWhileItsBodyIsRead) {
    RawClient client = server_.client();
    const std::string note(3900, 'n');  // fills the first buffer, so that the chunks need another
    std::string body;
    for (int i = 0; i < 300; ++i) {
        body += "64\r\n" + std::string(100, 'b') + "\r\n";
    }

    client.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nX-Note: " + note +
        "\r\n\r\n"
    );
    client.send(body + "0\r\n\r\n");

    const Reply reply = client.receive();
    EXPECT_EQ(reply.body, std::string(30'000, 'b'));
    EXPECT_THAT(reply.head, HasSubstr("X-Note: " + note + "\r\n"));
    EXPECT_THAT(reply.head, HasSubstr("X-Path: /echo\r\n"));
    EXPECT_THAT(reply.head, HasSubstr("X-Peer: 127.0.0.1\r\n"));
}

TEST_F(ServerTest, ReadsLargeBodies) {
    RawClient client = server_.client();
    const std::string body(1'000'000, 'x');

    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + body);

    EXPECT_EQ(client.receive().body, body);
}

TEST_F(ServerTest, RefusesBodiesPastTheHandlersLimit) {
    RawClient announced = server_.client();
    RawClient chunked = server_.client();

    EXPECT_EQ(
        announced.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000001\r\n\r\n").status,
        413
    );
    EXPECT_EQ(
        chunked
            .ask(
                "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nf4241\r\n" +
                std::string(1'000'001, 'x')
            )
            .status,
        413
    );
}

TEST_F(ServerTest, SaysContinueOnlyWhenTheBodyIsWanted) {
    RawClient wanted = server_.client();
    RawClient unwanted = server_.client();

    wanted.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    );
    unwanted.send(
        "POST /ignore HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    );

    EXPECT_EQ(wanted.receive().head, "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(wanted.ask("hi").body, "hi");
    const Reply refused = unwanted.receive();
    EXPECT_EQ(refused.status, 200);
    // Nobody knows whether the body follows, so nothing can come after it.
    EXPECT_THAT(refused.head, HasSubstr("Connection: close\r\n"));
}

TEST_F(ServerTest, GoesOnAfterAnUnreadBodyThatCameWithItsExpectation) {
    RawClient client = server_.client();

    const Reply reply = client.ask(
        "POST /ignore HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi"
    );

    EXPECT_EQ(reply.body, "ignored");
    EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").body, "hello");
}

TEST_F(ServerTest, SaysNoContinueWhenTheBodyIsThere) {
    RawClient client = server_.client();

    const Reply reply = client.ask(
        "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi"
    );

    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "hi");
}

TEST_F(ServerTest, DropsAShortUnreadBodyAndGoesOn) {
    RawClient client = server_.client();

    EXPECT_EQ(
        client.ask("POST /ignore HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n").body,
        "ignored"
    );
    client.send(std::string(60'000, 'x'));

    EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").body, "hello");
}

TEST_F(ServerTest, DropsAnUnreadChunkedBodyOnlyIfItIsWhole) {
    RawClient whole = server_.client();
    RawClient open = server_.client();

    EXPECT_EQ(
        whole.ask("POST /ignore HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
            .body,
        "ignored"
    );
    EXPECT_EQ(whole.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").body, "hello");
    const Reply reply =
        open.ask("POST /ignore HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe");
    EXPECT_THAT(reply.head, HasSubstr("Connection: close\r\n"));
}

TEST_F(ServerTest, LetsTheClientReadTheAnswerToABodyThatIsTooLong) {
    RawClient client = server_.client();

    client.send("POST /ignore HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
    client.send(std::string(3'000'000, 'x'));

    const Reply reply = client.receive();
    EXPECT_EQ(reply.body, "ignored");
    EXPECT_THAT(reply.head, HasSubstr("Connection: close\r\n"));
    EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, AnswersAnExceptionAndLives) {
    RawClient client = server_.client();

    const Reply reply = client.ask("GET /fail HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.body, "refused 500");
    EXPECT_THAT(reply.head, HasSubstr("X-Refused-Path: /fail\r\n"));
    EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").body, "hello");
}

TEST_F(ServerTest, NeverSendsWhatNoAnswerCanBe) {
    EXPECT_EQ(server_.client().ask("GET /wrong HTTP/1.1\r\nHost: a\r\n\r\n").status, 500);
}

TEST_F(ServerTest, TellsTheObserverOfEveryRequestOnce) {
    RawClient client = server_.client();

    const Reply reply = client.ask("PUT /hello?secret=1 HTTP/1.1\r\nHost: a\r\n\r\n");
    client.ask("GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n");

    const auto summaries = server_.summaries(2);
    ASSERT_EQ(summaries.size(), 2U);
    EXPECT_EQ(summaries[0].method_text, "PUT");
    EXPECT_EQ(summaries[0].path, "/hello");
    EXPECT_EQ(summaries[0].status, 200);
    EXPECT_EQ(summaries[0].remote_address, "127.0.0.1");
    EXPECT_EQ(summaries[0].bytes_sent, reply.head.size() + reply.body.size());
    EXPECT_TRUE(summaries[0].is_complete);
    EXPECT_THAT(reply.head, HasSubstr("X-Request-Id: " + summaries[0].request_id + "\r\n"));
    EXPECT_EQ(summaries[1].status, 400);
    EXPECT_EQ(summaries[1].path, "");
    EXPECT_NE(summaries[1].request_id, summaries[0].request_id);
}

TEST_F(ServerTest, NotesClientsThatLeaveInTheMiddleOfABody) {
    RawClient client = server_.client();

    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
    client.stop_sending();

    EXPECT_EQ(client.receive_rest(), "");
    const auto summaries = server_.summaries(1);
    ASSERT_EQ(summaries.size(), 1U);
    EXPECT_EQ(summaries[0].status, 499);
    EXPECT_FALSE(summaries[0].is_complete);
}

TEST_F(ServerTest, AnswersAClientThatHasStoppedSending) {
    RawClient client = server_.client();

    client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    client.stop_sending();

    EXPECT_EQ(client.receive().body, "waited");
    EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, ListensOnBothFamilies) {
    asio::io_context io;

    struct Nothing final : Handler, Observer {
        asio::awaitable<Response> handle(Request&) override { co_return Response(); }

        Response refusal(int status, std::string_view, std::string_view) override {
            return Response(status);
        }

        void on_request(const RequestSummary&) noexcept override {}
    } nothing;

    Server server(io, nothing, nothing);

    EXPECT_TRUE(server.listen("::", 0));
    EXPECT_TRUE(server.listen("::1", 0));
    EXPECT_TRUE(server.listen("localhost", 0));
    EXPECT_EQ(server.listen("127.0.0.1", server_.port()).error().code, ErrorCode::conflict);
    EXPECT_EQ(server.listen("192.0.2.1", 0).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(server.listen("no such host", 0).error().code, ErrorCode::invalid_argument);
}

TEST(ServerDrainTest, AnswersWhatRunsAndClosesWhatIsIdle) {
    RunningServer server{{{"/wait", wait_a_little}, {"/hello", hello}}};
    RawClient busy = server.client();
    RawClient idle = server.client();
    RawClient silent = server.client();
    ASSERT_EQ(idle.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
    busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    while (server.counts().requests_in_flight == 0) {
    }

    const auto time = server.drain(5s);

    EXPECT_LT(time, 2s);
    const Reply reply = busy.receive();
    EXPECT_EQ(reply.body, "waited");
    EXPECT_THAT(reply.head, HasSubstr("Connection: close\r\n"));
    EXPECT_TRUE(idle.is_closed());
    EXPECT_TRUE(silent.is_closed());
    EXPECT_EQ(server.counts().open_connections, 0U);
}

TEST(ServerDrainTest, CutsWhatIsLeftAtTheDeadline) {
    RunningServer server{{{"/ever", wait_for_ever}}};
    RawClient client = server.client();
    client.send("GET /ever HTTP/1.1\r\nHost: a\r\n\r\n");
    while (server.counts().requests_in_flight == 0) {
    }

    const auto time = server.drain(50ms);

    EXPECT_GE(time, 50ms);
    EXPECT_LT(time, 2s);
    EXPECT_EQ(client.receive_rest(), "");
}

TEST(ServerDrainTest, AcceptsNobodyAfterwards) {
    RunningServer server{{{"/hello", hello}}};

    server.drain(1s);

    EXPECT_FALSE(server.client().is_connected());
}

TEST(ServerLifetimeTest, CanBeDestroyedWhileRequestsAreHandled) {
    auto server = std::make_unique<RunningServer>(
        std::map<std::string, RunningServer::Answer, std::less<>>{{"/ever", wait_for_ever}}
    );
    RawClient handled = server->client();
    RawClient half = server->client();
    handled.send("GET /ever HTTP/1.1\r\nHost: a\r\n\r\n");
    half.send("GET /ev");
    while (server->counts().requests_in_flight == 0) {
    }

    server.reset();

    EXPECT_EQ(handled.receive_rest(), "");
}

}  // namespace
}  // namespace likeness::net
