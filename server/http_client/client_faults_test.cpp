#include "http_client/client.hpp"
#include "http_client/testing_server.hpp"
#include "testing/run_task.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>

namespace likeness::http_client {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class ClientFaultsTest : public ::testing::Test {
protected:
    Result<Response> send(Request request) { return run_(client_.send(std::move(request))); }

    ErrorCode code_of(Request request) {
        const Result<Response> response = send(std::move(request));
        EXPECT_FALSE(response);
        return response ? ErrorCode::internal : response.error().code;
    }

    static Request post(const std::string& url) {
        Request request;
        request.method = "POST";
        request.url = url;
        request.body = "{\"prompt\":\"a cat\"}";
        return request;
    }

    test::TaskRunner run_;
    Client client_{run_.executor(), Client::Options()};
};

TEST_F(ClientFaultsTest, SaysThatNothingWasSentWhenNobodyListens) {
    std::string url;
    {
        const ScriptedServer gone([](Peer&) {});
        url = gone.url("/secret?key=1");
    }

    const Result<Response> response = send(post(url));

    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::unavailable);
    EXPECT_THAT(response.error().detail, HasSubstr("127.0.0.1"));
    EXPECT_THAT(response.error().detail, Not(HasSubstr("secret")));
}

TEST_F(ClientFaultsTest, SaysThatNothingWasSentWhenThereIsNoSuchHost) {
    EXPECT_EQ(code_of(post("http://no-such-host.invalid/")), ErrorCode::unavailable);
}

TEST_F(ClientFaultsTest, SaysThatNothingWasSentWhenTlsFails) {
    ScriptedServer server([](Peer& peer) {
        peer.send("this is no TLS");
        peer.wait_for_end();
    });
    std::string url = server.url("/");
    url.replace(0, 4, "https");

    EXPECT_EQ(code_of(post(url)), ErrorCode::unavailable);
}

TEST_F(ClientFaultsTest, CannotTellWhenTheConnectionEndsWithoutAnAnswer) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.reset();
    });

    EXPECT_EQ(code_of(post(server.url("/"))), ErrorCode::deadline_exceeded);
}

TEST_F(ClientFaultsTest, NeverSendsABodyTwiceEvenWhenAKeptConnectionDies) {
    std::atomic<int> requests = 0;
    {
        ScriptedServer server([&](Peer& peer) {
            while (!peer.read_head().empty()) {
                peer.read_body(17);
                if (++requests == 2) {
                    peer.reset();
                    return;
                }
                peer.answer("kept");
            }
        });
        ASSERT_TRUE(send(post(server.url("/"))));

        EXPECT_EQ(code_of(post(server.url("/"))), ErrorCode::deadline_exceeded);
        run_.a_while(100ms);
    }
    EXPECT_EQ(requests, 2);
}

TEST_F(ClientFaultsTest, CannotTellWhenTheAnswerIsCutOff) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    });

    EXPECT_EQ(code_of(post(server.url("/"))), ErrorCode::deadline_exceeded);
}

TEST_F(ClientFaultsTest, GivesUpOnSilence) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.wait_for_end();
    });
    Request request = post(server.url("/"));
    request.total_timeout = 200ms;

    EXPECT_EQ(code_of(std::move(request)), ErrorCode::deadline_exceeded);
}

TEST_F(ClientFaultsTest, GivesUpOnATransferThatStalls) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        peer.wait_for_end();
    });
    Request request = post(server.url("/"));
    request.stall_timeout = 1s;

    EXPECT_EQ(code_of(std::move(request)), ErrorCode::deadline_exceeded);
}

TEST_F(ClientFaultsTest, TakesNoMoreThanItMay) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.answer(std::string(5'000, 'x'));
    });
    Request request = post(server.url("/"));
    request.max_response_bytes = 4'999;

    EXPECT_EQ(code_of(std::move(request)), ErrorCode::payload_too_large);
}

TEST_F(ClientFaultsTest, DoesNotWaitForWhatIsAnnouncedToBeTooLarge) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
        peer.wait_for_end();
    });

    EXPECT_EQ(code_of(post(server.url("/"))), ErrorCode::payload_too_large);
}

TEST_F(ClientFaultsTest, TakesTheAnnouncementOfAHeadForWhatItIs) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
        peer.wait_for_end();
    });
    Request request;
    request.method = "HEAD";
    request.url = server.url("/");

    const Result<Response> response = send(std::move(request));

    ASSERT_TRUE(response);
    EXPECT_EQ(response->header("content-length"), "10000000000");
}

TEST_F(ClientFaultsTest, TakesNoEndlessHeaders) {
    ScriptedServer server([](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\n");
        for (int i = 0; i < 2'000; ++i) {
            peer.send("X-Header: " + std::string(100, 'x') + "\r\n");
        }
        peer.send("\r\n");
    });

    EXPECT_EQ(code_of(post(server.url("/"))), ErrorCode::payload_too_large);
}

TEST_F(ClientFaultsTest, RefusesWhatIsNoHttpAddress) {
    for (const char* url :
         {"",
          "x",
          "file:///etc/passwd",
          "ftp://example.org/",
          "gopher://127.0.0.1/",
          "http://",
          "http://user:password@127.0.0.1/",
          "http://exa mple.org/"}) {
        EXPECT_EQ(code_of(post(url)), ErrorCode::invalid_argument) << url;
    }
}

TEST_F(ClientFaultsTest, GoesOnlyToPublicAddressesWhenToldSo) {
    ScriptedServer server([](Peer& peer) { peer.wait_for_end(); });
    std::string by_name = server.url("/");
    by_name.replace(by_name.find("127.0.0.1"), 9, "localhost");
    for (const std::string& url : {server.url("/"), by_name}) {
        Request request = post(url);
        request.addresses = AddressRule::public_only;

        EXPECT_EQ(code_of(std::move(request)), ErrorCode::permission_denied);
    }
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(ClientFaultsTest, DoesNotBorrowAConnectionToAPrivateAddress) {
    ScriptedServer server([](Peer& peer) {
        while (!peer.read_request().empty()) {
            peer.answer("");
        }
    });
    ASSERT_TRUE(send(post(server.url("/"))));
    Request request = post(server.url("/"));
    request.addresses = AddressRule::public_only;

    EXPECT_EQ(code_of(std::move(request)), ErrorCode::permission_denied);
}

TEST_F(ClientFaultsTest, RefusesABodyFileThatIsNotThere) {
    Request request;
    request.method = "PUT";
    request.url = "http://127.0.0.1:1/";
    request.file = FileBody{"/no/such/file", 0, 1};

    EXPECT_EQ(code_of(std::move(request)), ErrorCode::internal);
}

}  // namespace
}  // namespace likeness::http_client
