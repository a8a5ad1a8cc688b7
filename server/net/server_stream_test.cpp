#include "net/conditional.hpp"
#include "net/running_server.hpp"
#include "testing/temporary_folder.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

namespace likeness::net {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

asio::awaitable<Response> hello(Request&) {
    Response response;
    response.body = "hello";
    co_return response;
}

/// Says a few words with a pause before each.
class Words final : public StreamBody {
public:
    explicit Words(std::optional<std::uint64_t> length = {}) : length_(length) {}

    std::optional<std::uint64_t> length() const override { return length_; }

    asio::awaitable<void> write_to(StreamWriter& writer) override {
        auto executor = co_await asio::this_coro::executor;
        asio::steady_timer timer(executor);
        for (const std::string_view word : kWords) {
            timer.expires_after(5ms);
            co_await timer.async_wait(asio::use_awaitable);
            const Result<void> written = co_await writer.write(word);
            if (!written) {
                co_return;
            }
        }
    }

private:
    static constexpr std::array<std::string_view, 4> kWords = {"one ", "", "two ", "three"};
    std::optional<std::uint64_t> length_;
};

asio::awaitable<Response> words(Request&) {
    Response response;
    response.body = std::make_unique<Words>();
    co_return response;
}

asio::awaitable<Response> counted_words(Request&) {
    Response response;
    response.body = std::make_unique<Words>(13);
    co_return response;
}

asio::awaitable<Response> too_few_words(Request&) {
    Response response;
    response.body = std::make_unique<Words>(14);
    co_return response;
}

asio::awaitable<Response> too_many_words(Request&) {
    Response response;
    response.body = std::make_unique<Words>(12);
    co_return response;
}

class Broken final : public StreamBody {
public:
    asio::awaitable<void> write_to(StreamWriter& writer) override {
        const Result<void> written = co_await writer.write("begun");
        throw std::runtime_error(written ? "broken on purpose" : "the client is gone");
    }
};

asio::awaitable<Response> broken(Request&) {
    Response response;
    response.body = std::make_unique<Broken>();
    co_return response;
}

/// What the writer said at last; 0 while the stream runs.
std::atomic<int> last_error = 0;

/// Writes until the writer refuses.
class Endless final : public StreamBody {
public:
    explicit Endless(std::size_t piece) : piece_(piece, 'x') {}

    asio::awaitable<void> write_to(StreamWriter& writer) override {
        auto executor = co_await asio::this_coro::executor;
        asio::steady_timer timer(executor);
        for (;;) {
            const Result<void> written = co_await writer.write(piece_);
            if (!written) {
                last_error = static_cast<int>(written.error().code) + 1;
                co_return;
            }
            timer.expires_after(1ms);
            co_await timer.async_wait(asio::use_awaitable);
        }
    }

private:
    std::string piece_;
};

asio::awaitable<Response> ticks(Request&) {
    Response response;
    response.body = std::make_unique<Endless>(10);
    co_return response;
}

asio::awaitable<Response> flood(Request&) {
    Response response;
    response.body = std::make_unique<Endless>(100'000);
    co_return response;
}

std::string* file_path = nullptr;

asio::awaitable<Response> file(Request& request) {
    const auto opened = OpenFile::open(*file_path);
    Representation representation{"image/jpeg", {"\"v1\""}};
    co_return file_response(request, opened.value(), representation);
}

/// A stream that holds a file between two words, as an archive does.
class Archive final : public StreamBody {
public:
    asio::awaitable<void> write_to(StreamWriter& writer) override {
        auto opened = OpenFile::open(*file_path).value();
        const std::uint64_t size = opened->size();
        const Result<void> head = co_await writer.write("head ");
        FileBody part(std::move(opened), 1, size - 1);
        const Result<void> middle = co_await writer.send_file(std::move(part));
        const Result<void> tail = co_await writer.write(" tail");
        EXPECT_TRUE(head && middle && tail);
    }
};

asio::awaitable<Response> archive(Request&) {
    Response response;
    response.body = std::make_unique<Archive>();
    co_return response;
}

class ServerStreamTest : public ::testing::Test {
protected:
    explicit ServerStreamTest(const Limits& limits = RunningServer::quick_limits())
        : server_(
              {{"/hello", hello},
               {"/words", words},
               {"/counted", counted_words},
               {"/few", too_few_words},
               {"/many", too_many_words},
               {"/broken", broken},
               {"/ticks", ticks},
               {"/flood", flood},
               {"/file", file},
               {"/archive", archive}},
              limits
          ) {
        last_error = 0;
        for (int i = 0; i < 120'000; ++i) {
            content_ += std::to_string(i);
        }
        path_ = folder_.write("image.jpg", content_);
        file_path = &path_;
    }

    /// The error code that ended an endless stream.
    static std::optional<ErrorCode> stream_error() {
        for (int i = 0; i < 5000 && last_error == 0; ++i) {
            std::this_thread::sleep_for(1ms);
        }
        return last_error == 0 ? std::nullopt
                               : std::optional(static_cast<ErrorCode>(last_error - 1));
    }

    test::TemporaryFolder folder_;
    std::string content_;
    std::string path_;
    RunningServer server_;
};

TEST_F(ServerStreamTest, SendsABodyOfUnknownLengthInChunks) {
    RawClient client = server_.client();

    const Reply reply = client.ask("GET /words HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_THAT(reply.head, HasSubstr("Transfer-Encoding: chunked\r\n"));
    EXPECT_EQ(reply.body, "one two three");
    EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").body, "hello");
}

TEST_F(ServerStreamTest, SendsEachWriteAtOnce) {
    RawClient client = server_.client();

    client.send("GET /ticks HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_TRUE(client.receive_until("\r\n\r\na\r\nxxxxxxxxxx\r\na\r\nxxxxxxxxxx\r\n"));
}

TEST_F(ServerStreamTest, SendsABodyOfKnownLengthPlain) {
    RawClient client = server_.client();

    const Reply reply = client.ask("GET /counted HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_THAT(reply.head, HasSubstr("Content-Length: 13\r\n"));
    EXPECT_EQ(reply.body, "one two three");
    EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").body, "hello");
}

TEST_F(ServerStreamTest, EndsTheConnectionToHttp10) {
    RawClient client = server_.client();

    client.send("GET /words HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

    const std::string all = client.receive_rest();
    EXPECT_THAT(all, HasSubstr("Connection: close\r\n"));
    EXPECT_THAT(all, Not(HasSubstr("Transfer-Encoding")));
    EXPECT_THAT(all, EndsWith("\r\n\r\none two three"));
}

TEST_F(ServerStreamTest, WritesNothingToHead) {
    RawClient client = server_.client();

    client.send("HEAD /words HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_THAT(client.receive(true).head, HasSubstr("Transfer-Encoding: chunked\r\n"));
    EXPECT_EQ(client.receive().body, "hello");
}

TEST_F(ServerStreamTest, AnswersWhatWasPipelinedBehindAStream) {
    RawClient client = server_.client();

    client.send("GET /words HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_EQ(client.receive().body, "one two three");
    EXPECT_EQ(client.receive().body, "hello");
}

TEST_F(ServerStreamTest, NeverLetsABrokenStreamLookWhole) {
    RawClient client = server_.client();

    client.send("GET /broken HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_THAT(client.receive_rest(), EndsWith("5\r\nbegun\r\n"));
    EXPECT_FALSE(server_.summaries(1).at(0).is_complete);
}

TEST_F(ServerStreamTest, ResetsABrokenStreamWhoseEndWouldBeTheEndOfTheConnection) {
    RawClient broken_client = server_.client();
    RawClient whole_client = server_.client();

    broken_client.send("GET /broken HTTP/1.0\r\n\r\n");
    whole_client.send("GET /words HTTP/1.0\r\n\r\n");

    EXPECT_TRUE(broken_client.is_reset());
    EXPECT_FALSE(whole_client.is_reset());
}

TEST_F(ServerStreamTest, HoldsStreamsToTheLengthTheyAnnounce) {
    RawClient few = server_.client();
    RawClient many = server_.client();

    few.send("GET /few HTTP/1.1\r\nHost: a\r\n\r\n");
    many.send("GET /many HTTP/1.1\r\nHost: a\r\n\r\n");

    // Fewer bytes than Content-Length says, and the end of the connection: the client can tell.
    EXPECT_THAT(few.receive_rest(), EndsWith("Content-Length: 14\r\n\r\none two three"));
    EXPECT_THAT(many.receive_rest(), EndsWith("Content-Length: 12\r\n\r\none two "));
}

TEST_F(ServerStreamTest, TellsTheStreamThatItsClientIsGone) {
    RawClient client = server_.client();
    client.send("GET /ticks HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(client.receive_until("xxxxxxxxxx\r\n"));

    client.reset();

    EXPECT_EQ(stream_error(), ErrorCode::unavailable);
    const auto summaries = server_.summaries(1);
    ASSERT_EQ(summaries.size(), 1U);
    EXPECT_EQ(summaries[0].path, "/ticks");
    EXPECT_EQ(summaries[0].request_id.size(), 16U);
    EXPECT_FALSE(summaries[0].is_complete);
}

TEST_F(ServerStreamTest, SendsFilesWhole) {
    RawClient client = server_.client();

    const Reply reply = client.ask("GET /file HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, content_);
    EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").body, "hello");
}

TEST_F(ServerStreamTest, SendsRangesOfFiles) {
    RawClient client = server_.client();

    const Reply large =
        client.ask("GET /file HTTP/1.1\r\nHost: a\r\nRange: bytes=1000-500000\r\n\r\n");
    const Reply small = client.ask("GET /file HTTP/1.1\r\nHost: a\r\nRange: bytes=-7\r\n\r\n");
    const Reply none = client.ask("GET /file HTTP/1.1\r\nHost: a\r\nRange: bytes=9999999-\r\n\r\n");
    const Reply known =
        client.ask("GET /file HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"v1\"\r\n\r\n");

    EXPECT_EQ(large.status, 206);
    EXPECT_EQ(large.body, content_.substr(1000, 499'001));
    EXPECT_EQ(small.body, content_.substr(content_.size() - 7));
    EXPECT_EQ(none.status, 416);
    EXPECT_EQ(known.status, 304);
}

TEST_F(ServerStreamTest, SendsFilesToSlowReaders) {
    constexpr std::uintmax_t kSize = 20'000'000;  // more than the sockets hold
    std::filesystem::resize_file(path_, kSize);
    RawClient client = server_.client(4096);

    client.send("GET /file HTTP/1.1\r\nHost: a\r\n\r\n");
    std::this_thread::sleep_for(20ms);

    const Reply reply = client.receive();
    EXPECT_EQ(reply.body.size(), kSize);
    EXPECT_TRUE(reply.body.starts_with(content_));
}

TEST_F(ServerStreamTest, PutsFilesIntoStreams) {
    RawClient client = server_.client();

    EXPECT_EQ(
        client.ask("GET /archive HTTP/1.1\r\nHost: a\r\n\r\n").body,
        "head " + content_.substr(1) + " tail"
    );
}

TEST_F(ServerStreamTest, EndsTheConnectionWhenAFileHasShrunk) {
    constexpr std::uintmax_t kSize = 50'000'000;  // more than the sockets hold
    std::filesystem::resize_file(path_, kSize);
    RawClient client = server_.client(4096);
    client.send("GET /file HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(client.receive_until("\r\n\r\n"));

    std::filesystem::resize_file(path_, 10);

    EXPECT_LT(client.receive_rest().size(), kSize);
    EXPECT_FALSE(server_.summaries(1).at(0).is_complete);
}

class SlowStreamTest : public ServerStreamTest {
protected:
    SlowStreamTest() : ServerStreamTest(limits()) {}

    static Limits limits() {
        Limits limits = RunningServer::quick_limits();
        limits.write_stall = 100ms;
        return limits;
    }
};

TEST_F(SlowStreamTest, CutsAReaderThatHasStopped) {
    RawClient client = server_.client(4096);

    client.send("GET /flood HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_EQ(stream_error(), ErrorCode::deadline_exceeded);
    EXPECT_TRUE(server_.wait_for_connections(0));
}

}  // namespace
}  // namespace likeness::net
