#include "cloud_signing/endpoint.hpp"

#include <gtest/gtest.h>

namespace likeness::cloud_signing {
namespace {

TEST(EndpointTest, ReadsSchemeHostAndPort) {
    const Endpoint endpoint = Endpoint::parse("http://127.0.0.1:9000/").value();

    EXPECT_EQ(endpoint.origin(), "http://127.0.0.1:9000");
    EXPECT_EQ(endpoint.host, "127.0.0.1");
    EXPECT_EQ(endpoint.below("bucket").origin(), "http://bucket.127.0.0.1:9000");
}

TEST(EndpointTest, TakesHttpsForGranted) {
    EXPECT_EQ(
        Endpoint::parse("storage.googleapis.com").value().origin(), "https://storage.googleapis.com"
    );
}

TEST(EndpointTest, LeavesTheSchemesOwnPortOutOfTheHostHeader) {
    EXPECT_EQ(Endpoint::parse("https://a.example:443").value().host_header(), "a.example");
    EXPECT_EQ(Endpoint::parse("http://a.example:80").value().host_header(), "a.example");
    EXPECT_EQ(Endpoint::parse("http://a.example:443").value().host_header(), "a.example:443");
    EXPECT_EQ(Endpoint::parse("http://[::1]").value().host_header(), "[::1]");
    EXPECT_EQ(Endpoint::parse("http://[::1]:9000").value().host_header(), "[::1]:9000");
}

TEST(EndpointTest, RefusesWhatNamesNoServer) {
    for (const char* text :
         {"",
          "ftp://a.example",
          "http://",
          "http://a.example/path",
          "http://user@a.example",
          "http://a.example:port",
          "http://a b",
          "http://:80",
          "http://a.example?x=1"}) {
        EXPECT_FALSE(Endpoint::parse(text)) << text;
    }
}

}  // namespace
}  // namespace likeness::cloud_signing
