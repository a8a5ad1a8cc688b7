#include "http_client/client.hpp"

#include "http_client/testing_server.hpp"
#include "testing/run_task.hpp"
#include "testing/temporary_folder.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace likeness::http_client {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// Answers every request with the request itself.
void echo(Peer& peer) {
    for (std::string request = peer.read_request(); !request.empty();
         request = peer.read_request()) {
        peer.answer(request);
    }
}

class ClientTest : public ::testing::Test {
protected:
    Result<Response> send(Request request) { return run_(client_.send(std::move(request))); }

    static asio::awaitable<void>
    store(Task<Response> task, std::optional<Result<Response>>& response) {
        Result<Response> result = co_await std::move(task);
        response.emplace(std::move(result));
    }

    void begin(Task<Response> task, std::optional<Result<Response>>& response) {
        asio::co_spawn(run_.executor(), store(std::move(task), response), asio::detached);
    }

    test::TaskRunner run_;
    Client client_{run_.executor(), Client::Options()};
};

TEST_F(ClientTest, SendsMethodPathHeadersAndBody) {
    ScriptedServer server(echo);
    Request request;
    request.method = "POST";
    request.url = server.url("/a/../b?c=%20d");
    request.headers = {{"X-One", "1"}, {"Content-Type", "application/json"}};
    request.body = "{}";

    const Result<Response> response = send(std::move(request));

    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 200);
    EXPECT_THAT(response->body, StartsWith("POST /a/../b?c=%20d HTTP/1.1\r\n"));
    EXPECT_THAT(response->body, HasSubstr("\r\nX-One: 1\r\n"));
    EXPECT_THAT(response->body, HasSubstr("\r\nContent-Type: application/json\r\n"));
    EXPECT_THAT(response->body, HasSubstr("\r\nUser-Agent: Likeness\r\n"));
    EXPECT_THAT(response->body, HasSubstr("\r\nContent-Length: 2\r\n"));
    EXPECT_THAT(response->body, Not(HasSubstr("Expect")));
    EXPECT_THAT(response->body, EndsWith("\r\n\r\n{}"));
}

TEST_F(ClientTest, SendsEveryMethodAsItIs) {
    ScriptedServer server(echo);
    for (const std::string method : {"GET", "PUT", "POST", "DELETE", "PATCH"}) {
        Request request;
        request.method = method;
        request.url = server.url("/x");

        const Result<Response> response = send(std::move(request));

        ASSERT_TRUE(response);
        EXPECT_THAT(response->body, StartsWith(method + " /x HTTP/1.1\r\n"));
        EXPECT_EQ(
            response->body.find("Content-Length: 0") != std::string::npos,
            method != "GET" && method != "DELETE"
        ) << method;
    }
}

TEST_F(ClientTest, GivesStatusHeadersAndBodyWhateverTheStatus) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 422 Nope\r\nX-Fal-Request-Id:  abc \r\nContent-Length: 3\r\n\r\nbad");
    });
    Request request;
    request.url = server.url("/");

    const Result<Response> response = send(std::move(request));

    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 422);
    EXPECT_FALSE(response->is_success());
    EXPECT_EQ(response->header("x-fal-request-id"), "abc");
    EXPECT_EQ(response->header("x-other"), std::nullopt);
    EXPECT_EQ(response->body, "bad");
}

TEST_F(ClientTest, DoesNotFollowRedirects) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
    });
    Request request;
    request.url = server.url("/");

    const Result<Response> response = send(std::move(request));

    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 302);
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(ClientTest, KeepsConnections) {
    ScriptedServer server(echo);
    for (int i = 0; i < 3; ++i) {
        Request request;
        request.url = server.url("/");
        ASSERT_TRUE(send(std::move(request)));
    }

    EXPECT_EQ(server.connections(), 1);
}

TEST_F(ClientTest, SendsManyAtOnce) {
    ScriptedServer server(echo);
    std::vector<Task<Response>> tasks;
    for (int i = 0; i < 40; ++i) {
        Request request;
        request.method = "POST";
        request.url = server.url("/");
        request.body = std::string(100'000, 'x');
        tasks.push_back(client_.send(std::move(request)));
    }

    for (const Result<Response>& response : run_.all(std::move(tasks))) {
        ASSERT_TRUE(response);
        EXPECT_THAT(response->body, EndsWith("\r\n\r\n" + std::string(100'000, 'x')));
    }
}

TEST_F(ClientTest, SendsAPieceOfAFile) {
    test::TemporaryFolder folder;
    std::ofstream(folder.path() / "body") << "0123456789";
    ScriptedServer server(echo);
    Request request;
    request.method = "PUT";
    request.url = server.url("/");
    request.file = FileBody{folder.path() / "body", 2, 5};

    const Result<Response> response = send(std::move(request));

    ASSERT_TRUE(response);
    EXPECT_THAT(response->body, StartsWith("PUT "));
    EXPECT_THAT(response->body, EndsWith("\r\n\r\n23456"));
}

TEST_F(ClientTest, HandsOutTheBodyAsItComes) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
        std::this_thread::sleep_for(100ms);
        peer.send("data: 2\n\n");
    });
    std::vector<std::string> pieces;
    Request request;
    request.url = server.url("/");
    request.on_data = [&](std::string_view piece) {
        pieces.emplace_back(piece);
        return true;
    };

    const Result<Response> response = send(std::move(request));

    ASSERT_TRUE(response);
    EXPECT_EQ(pieces, (std::vector<std::string>{"data: 1\n\n", "data: 2\n\n"}));
}

TEST_F(ClientTest, ShowsTheHeadBeforeTheBody) {
    ScriptedServer server([](Peer& peer) {
        while (!peer.read_request().empty()) {
            peer.send("HTTP/1.1 206 Partial\r\nContent-Length: 2\r\nETag: \"a\"\r\n\r\nok");
        }
    });
    std::vector<std::string> seen;
    for (const bool is_wanted : {true, false}) {
        Request request;
        request.url = server.url("/");
        request.on_head = [&](const Response& head) {
            seen.push_back(std::to_string(head.status) + std::string(*head.header("etag")));
            return is_wanted;
        };
        request.on_data = [&](std::string_view piece) {
            seen.emplace_back(piece);
            return true;
        };

        EXPECT_EQ(send(std::move(request)).has_value(), is_wanted);
    }

    EXPECT_EQ(seen, (std::vector<std::string>{"206\"a\"", "ok", "206\"a\""}));
}

TEST_F(ClientTest, EndsWhenTheSinkHasEnough) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\n\r\nfirst");
        peer.wait_for_end();
    });
    Request request;
    request.url = server.url("/");
    request.on_data = [](std::string_view) { return false; };

    const Result<Response> response = send(std::move(request));

    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::conflict);
}

TEST_F(ClientTest, EndsWhenCancelled) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.wait_for_end();
    });
    Cancellation cancellation;
    Request request;
    request.url = server.url("/");
    request.cancellation = &cancellation;
    std::optional<Result<Response>> response;
    begin(client_.send(std::move(request)), response);
    run_.until([&] { return server.connections() == 1; });

    cancellation.cancel();

    run_.until([&] { return response.has_value(); });
    EXPECT_EQ(response->error().code, ErrorCode::conflict);
}

TEST_F(ClientTest, DoesNotBeginWhatIsCancelledAlready) {
    ScriptedServer server(echo);
    Cancellation cancellation;
    cancellation.cancel();
    Request request;
    request.url = server.url("/");
    request.cancellation = &cancellation;

    EXPECT_EQ(send(std::move(request)).error().code, ErrorCode::conflict);
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(ClientTest, LetsGoOfWhatIsUnderWayWhenItEnds) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.wait_for_end();
    });
    auto client = std::make_unique<Client>(run_.executor(), Client::Options());
    std::optional<Result<Response>> response;
    Request request;
    request.url = server.url("/");
    begin(client->send(std::move(request)), response);
    run_.until([&] { return server.connections() == 1; });

    client.reset();

    EXPECT_FALSE(response.has_value());
}

}  // namespace
}  // namespace likeness::http_client
