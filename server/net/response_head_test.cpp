#include "net/response_head.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::net {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string head_of(const Response& response, const HeadFacts& facts) {
    std::string head;
    append_response_head(head, response, facts);
    return head;
}

TEST(ResponseHeadTest, WritesStatusLineAndFieldsInOrder) {
    Response response;
    response.fixed_headers = "ETag: \"x\"\r\n";
    response.add_header("Content-Type", "text/plain");
    HeadFacts facts;
    facts.date = "Sun, 06 Nov 1994 08:49:37 GMT";
    facts.request_id = "0123456789abcdef";
    facts.content_length = 5;

    EXPECT_EQ(
        head_of(response, facts),
        "HTTP/1.1 200 OK\r\n"
        "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
        "X-Request-Id: 0123456789abcdef\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "ETag: \"x\"\r\n"
        "Content-Type: text/plain\r\n"
        "Content-Length: 5\r\n"
        "\r\n"
    );
}

TEST(ResponseHeadTest, SaysHowABodyOfUnknownLengthEnds) {
    HeadFacts facts;
    facts.is_chunked = true;

    const std::string head = head_of(Response(), facts);

    EXPECT_THAT(head, HasSubstr("\r\nTransfer-Encoding: chunked\r\n"));
    EXPECT_THAT(head, Not(HasSubstr("Content-Length")));
}

TEST(ResponseHeadTest, SaysWhatBecomesOfTheConnectionWhereThatIsNotUsual) {
    HeadFacts stays;
    HeadFacts closes;
    closes.keep_alive = false;
    HeadFacts stays_in_1_0;
    stays_in_1_0.is_http_1_0 = true;

    EXPECT_THAT(head_of(Response(), stays), Not(HasSubstr("Connection:")));
    EXPECT_THAT(head_of(Response(), closes), HasSubstr("\r\nConnection: close\r\n"));
    EXPECT_THAT(head_of(Response(), stays_in_1_0), HasSubstr("\r\nConnection: keep-alive\r\n"));
}

TEST(ResponseHeadTest, GoesWithoutAPhraseForUnusualStatusCodes) {
    EXPECT_THAT(head_of(Response(299), {}), ::testing::StartsWith("HTTP/1.1 299 \r\n"));
    EXPECT_THAT(
        head_of(Response(505), {}),
        ::testing::StartsWith("HTTP/1.1 505 HTTP Version Not Supported\r\n")
    );
}

}  // namespace
}  // namespace likeness::net
