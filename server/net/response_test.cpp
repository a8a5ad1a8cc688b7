#include "net/response.hpp"

#include <gtest/gtest.h>

namespace likeness::net {
namespace {

using namespace std::string_view_literals;

TEST(ResponseTest, KeepsHeadersAsLines) {
    Response response;

    response.add_header("Content-Type", "text/plain");
    response.add_header("Set-Cookie", "a=1");
    response.add_header("Set-Cookie", "b=2");

    EXPECT_EQ(
        response.header_lines(),
        "Content-Type: text/plain\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n"
    );
}

TEST(ResponseTest, FindsAddedAndFixedHeaders) {
    Response response;
    response.fixed_headers = "ETag: \"x\"\r\nVary: Accept\r\n";
    response.add_header("Location", "/loras");

    EXPECT_EQ(response.header("location"), "/loras");
    EXPECT_EQ(response.header("VARY"), "Accept");
    EXPECT_EQ(response.header("Date"), std::nullopt);
}

TEST(ResponseTest, LeavesOutWhatCouldEndALine) {
    Response response;

    response.add_header("Location", "/a\r\nSet-Cookie: stolen=1");
    response.add_header("X-Nul", "a\0b"sv);
    response.add_header("Bad Name", "v");
    response.add_header("X:", "v");
    response.add_header("", "v");

    EXPECT_EQ(response.header_lines(), "");
}

TEST(ResponseTest, LeavesOutWhatTheServerSaysItself) {
    Response response;

    for (const std::string_view name :
         {"Content-Length", "transfer-encoding", "CONNECTION", "Date", "X-Request-Id"}) {
        response.add_header(name, "1");
    }

    EXPECT_EQ(response.header_lines(), "");
}

}  // namespace
}  // namespace likeness::net
