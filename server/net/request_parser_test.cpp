#include "net/request_parser.hpp"

#include <gtest/gtest.h>

#include <string>

namespace likeness::net {
namespace {

using namespace std::string_literals;
using Outcome = RequestParser::Outcome;

/// 200, or the status of the refusal; 0 if more is needed.
int status_of(std::string_view bytes, const Limits& limits = {}) {
    RequestParser parser(limits);
    switch (parser.parse(bytes)) {
        case Outcome::need_more:
            return 0;
        case Outcome::complete:
            return 200;
        case Outcome::refused:
            return parser.refusal_status();
    }
    return -1;
}

std::string get_with(std::string_view lines) {
    return "GET / HTTP/1.1\r\nHost: a\r\n" + std::string(lines) + "\r\n";
}

TEST(RequestParserTest, ReadsAHeadAndLeavesTheBody) {
    const std::string bytes =
        "POST /a?b=1 HTTP/1.1\r\nHost: example.org\r\nX-Empty:\r\nX-Value: \t v w "
        "\r\nContent-Length: 4\r\n\r\nbody";
    RequestParser parser{Limits()};

    ASSERT_EQ(parser.parse(bytes), Outcome::complete);

    const RequestHead head = parser.head();
    EXPECT_EQ(parser.head_size(), bytes.size() - 4);
    EXPECT_EQ(head.method, Method::post);
    EXPECT_EQ(head.method_text, "POST");
    EXPECT_EQ(head.target, "/a?b=1");
    EXPECT_EQ(head.path, "/a");
    EXPECT_EQ(head.query, "b=1");
    EXPECT_EQ(head.content_length, 4U);
    EXPECT_TRUE(head.has_body);
    ASSERT_EQ(head.fields.size(), 4U);
    EXPECT_EQ(head.fields[1].value, "");
    EXPECT_EQ(head.fields[2].name, "X-Value");
    EXPECT_EQ(head.fields[2].value, "v w");
}

TEST(RequestParserTest, ReadsTheSameFromSinglesBytesThatMove) {
    const std::string bytes =
        "OPTIONS http://example.org HTTP/1.1\r\nHost: example.org\r\nX-Value: v\r\n\r\n";
    RequestParser parser{Limits()};

    for (std::size_t size = 1; size < bytes.size(); ++size) {
        const auto piece = std::make_unique<std::string>(bytes.substr(0, size));
        ASSERT_EQ(parser.parse(*piece), Outcome::need_more) << size;
    }
    ASSERT_EQ(parser.parse(bytes), Outcome::complete);

    EXPECT_EQ(parser.head().method, Method::options);
    EXPECT_EQ(parser.head().path, "/");
    EXPECT_EQ(parser.head().fields[1].value, "v");
    EXPECT_EQ(parser.head().fields[0].name.data(), bytes.data() + bytes.find("Host"));
}

TEST(RequestParserTest, MovesItsViewsAlongWithTheBytes) {
    const std::string bytes = "GET /path?query HTTP/1.1\r\nHost: a\r\n\r\n";
    const std::string copy = bytes;
    RequestParser parser{Limits()};
    ASSERT_EQ(parser.parse(bytes), Outcome::complete);

    parser.relocate(copy);

    EXPECT_EQ(parser.head().path.data(), copy.data() + 4);
    EXPECT_EQ(parser.head().query.data(), copy.data() + 10);
    EXPECT_EQ(parser.head().fields[0].value.data(), copy.data() + copy.find("a\r\n\r\n"));
}

TEST(RequestParserTest, BeginsAnewAfterRestart) {
    RequestParser parser{Limits()};
    ASSERT_EQ(
        parser.parse("POST /a HTTP/1.0\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"),
        Outcome::complete
    );

    parser.restart();

    ASSERT_EQ(parser.parse("GET /b HTTP/1.1\r\nHost: b\r\n\r\n"), Outcome::complete);
    EXPECT_EQ(parser.head().path, "/b");
    EXPECT_FALSE(parser.head().has_body);
    EXPECT_FALSE(parser.is_http_1_0());
    EXPECT_EQ(parser.head().fields.size(), 1U);
}

TEST(RequestParserTest, KnowsWhetherTheConnectionStays) {
    const auto stays = [](const std::string& bytes) {
        RequestParser parser{Limits()};
        EXPECT_EQ(parser.parse(bytes), Outcome::complete) << bytes;
        return parser.wants_keep_alive();
    };

    EXPECT_TRUE(stays("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_FALSE(stays("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, CLOSE\r\n\r\n"));
    EXPECT_FALSE(stays("GET / HTTP/1.0\r\n\r\n"));
    EXPECT_TRUE(stays("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"));
}

TEST(RequestParserTest, KnowsMethodsByTheirExactName) {
    const auto method_of = [](const std::string& method) {
        RequestParser parser{Limits()};
        EXPECT_EQ(parser.parse(method + " / HTTP/1.1\r\nHost: a\r\n\r\n"), Outcome::complete)
            << method;
        return parser.head().method;
    };

    EXPECT_EQ(method_of("GET"), Method::get);
    EXPECT_EQ(method_of("HEAD"), Method::head);
    EXPECT_EQ(method_of("PUT"), Method::put);
    EXPECT_EQ(method_of("PATCH"), Method::patch);
    EXPECT_EQ(method_of("DELETE"), Method::delete_);
    EXPECT_EQ(method_of("get"), Method::other);
    EXPECT_EQ(method_of("BREW"), Method::other);
}

TEST(RequestParserTest, HasNoTunnelsAndNoEcho) {
    EXPECT_EQ(status_of("CONNECT example.org:443 HTTP/1.1\r\nHost: a\r\n\r\n"), 501);
    EXPECT_EQ(status_of("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"), 501);
}

TEST(RequestParserTest, RefusesMalformedRequestLines) {
    for (const std::string& line :
         {"GET  / HTTP/1.1"s,
          "GET / HTTP/1.1 "s,
          "GET /  HTTP/1.1"s,
          " GET / HTTP/1.1"s,
          "GET\t/ HTTP/1.1"s,
          "G(T / HTTP/1.1"s,
          "GET / HTTX/1.1"s,
          "GET / http/1.1"s,
          "GET /"s,
          "GET / HTTP/1"s,
          "GET / HTTP/11"s,
          "GET /\x01 HTTP/1.1"s,
          "GET /a#b HTTP/1.1"s,
          "GET * HTTP/1.1"s,
          "GET example.org HTTP/1.1"s,
          "\x16\x03\x01\x02"s}) {
        EXPECT_EQ(status_of(line + "\r\nHost: a\r\n\r\n"), 400) << line;
    }
}

TEST(RequestParserTest, RefusesOtherVersionsAsSuch) {
    EXPECT_EQ(status_of("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), 505);
    EXPECT_EQ(status_of("GET / HTTP/1.2\r\nHost: a\r\n\r\n"), 505);
    EXPECT_EQ(status_of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505);
}

TEST(RequestParserTest, RefusesMalformedFields) {
    for (const std::string& lines :
         {"X : v\r\n"s,
          "X\t: v\r\n"s,
          " X: v\r\n"s,
          ": v\r\n"s,
          "no colon\r\n"s,
          "X: a\0b\r\n"s,
          "X: a\x01\r\n"s,
          "X: a\rb\r\n"s,
          "X: a\nY: b\r\n"s,
          "X\n: b\r\n"s,
          "X(: v\r\n"s,
          "X: v\r\r\n"s}) {
        EXPECT_EQ(status_of(get_with(lines)), 400) << lines;
    }
}

TEST(RequestParserTest, RefusesFoldedLines) {
    for (const std::string_view lines :
         {"X: a\r\n b\r\n",
          "X: a\r\n\tb\r\n",
          "X:\r\n b\r\n",
          "X: a\r\n \r\n",
          "Content-Length:\r\n 5\r\n",
          "Transfer-Encoding:\r\n chunked\r\n"}) {
        EXPECT_EQ(status_of(get_with(lines)), 400) << lines;
    }
}

TEST(RequestParserTest, NeverTakesABareLineFeedForALineEnd) {
    EXPECT_NE(status_of("GET / HTTP/1.1\nHost: a\n\n"), 200);
    EXPECT_NE(status_of("GET / HTTP/1.1\r\nHost: a\n\r\n"), 200);
    EXPECT_NE(status_of("GET / HTTP/1.1\r\nHost: a\r\n\n"), 200);
}

TEST(RequestParserTest, WantsOneHostExactly) {
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost:\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET http://a/ HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.0\r\n\r\n"), 200);
}

TEST(RequestParserTest, WantsOneContentLengthOfDigits) {
    EXPECT_EQ(status_of(get_with("Content-Length: 0\r\n")), 200);
    EXPECT_EQ(status_of(get_with("Content-Length: 18446744073709551615\r\n")), 200);
    for (const std::string_view value :
         {"",
          "-1",
          "+1",
          "1 1",
          "1,1",
          "1, 1",
          "0x10",
          "1.0",
          "18446744073709551616",
          "99999999999999999999999",
          "\"1\""}) {
        EXPECT_EQ(status_of(get_with("Content-Length: " + std::string(value) + "\r\n")), 400)
            << value;
    }
    EXPECT_EQ(status_of(get_with("Content-Length: 5\r\nContent-Length: 5\r\n")), 400);
    EXPECT_EQ(status_of(get_with("Content-Length: 5\r\ncontent-length: 6\r\n")), 400);
}

TEST(RequestParserTest, WantsChunkedAsTheOnlyTransferCoding) {
    EXPECT_EQ(status_of(get_with("Transfer-Encoding: Chunked\r\n")), 200);
    EXPECT_EQ(status_of(get_with("Transfer-Encoding: gzip, chunked\r\n")), 501);
    for (const std::string_view value :
         {"",
          "gzip",
          "identity",
          "chunked, gzip",
          "chunked, identity",
          "xchunked",
          "chunked;q=1",
          "\x0b"
          "chunked",
          "\"chunked\""}) {
        EXPECT_EQ(status_of(get_with("Transfer-Encoding: " + std::string(value) + "\r\n")), 400)
            << value;
    }
    EXPECT_EQ(
        status_of(get_with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")), 400
    );
}

TEST(RequestParserTest, RefusesTwoWaysToTellTheLength) {
    EXPECT_EQ(status_of(get_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")), 400);
    EXPECT_EQ(status_of(get_with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")), 400);
    EXPECT_EQ(status_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
}

TEST(RequestParserTest, KnowsOneExpectation) {
    EXPECT_EQ(status_of(get_with("Expect: 100-Continue\r\n")), 200);
    EXPECT_EQ(status_of(get_with("Expect: 200-ok\r\n")), 417);
}

TEST(RequestParserTest, LimitsTheTarget) {
    Limits limits;
    limits.max_target_bytes = 100;

    EXPECT_EQ(
        status_of("GET /" + std::string(99, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", limits), 200
    );
    EXPECT_EQ(
        status_of("GET /" + std::string(100, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", limits), 414
    );
}

TEST(RequestParserTest, LimitsTheWholeHead) {
    Limits limits;
    const std::string frame = get_with("X: \r\n");
    limits.max_header_bytes = 1000;

    const auto with_size = [&](std::size_t size) {
        return get_with("X: " + std::string(size - frame.size(), 'x') + "\r\n");
    };

    EXPECT_EQ(status_of(with_size(1000), limits), 200);
    EXPECT_EQ(status_of(with_size(1001), limits), 431);
    EXPECT_EQ(status_of(with_size(1001).substr(0, 1000), limits), 431);
    EXPECT_EQ(status_of(with_size(1001).substr(0, 999), limits), 0);
    EXPECT_EQ(status_of("GET /" + std::string(1000, 'a'), limits), 414);
}

TEST(RequestParserTest, CountsFieldsThatComeOneByOne) {
    Limits limits;
    limits.max_header_bytes = 200;
    RequestParser parser(limits);
    std::string bytes = "GET / HTTP/1.1\r\n";

    while (bytes.size() < 200) {
        ASSERT_EQ(parser.parse(bytes), Outcome::need_more) << bytes.size();
        bytes += "X: y\r\n";
    }

    EXPECT_EQ(parser.parse(bytes), Outcome::refused);
}

TEST(RequestParserTest, LimitsTheNumberOfFields) {
    Limits limits;
    limits.max_header_fields = 3;

    EXPECT_EQ(status_of(get_with("A: 1\r\nB: 2\r\n"), limits), 200);
    EXPECT_EQ(status_of(get_with("A: 1\r\nB: 2\r\nC: 3\r\n"), limits), 431);
}

TEST(RequestParserTest, TellsWhatItReadBeforeARefusal) {
    RequestParser parser{Limits()};

    ASSERT_EQ(
        parser.parse("HEAD /a HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"), Outcome::refused
    );

    EXPECT_EQ(parser.head().method, Method::head);
    EXPECT_EQ(parser.head().path, "/a");
}

}  // namespace
}  // namespace likeness::net
