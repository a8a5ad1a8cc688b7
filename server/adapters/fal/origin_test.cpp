#include "adapters/fal/origin.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace likeness::fal {
namespace {

TEST(OriginTest, IsSchemeHostAndPort) {
    EXPECT_EQ(origin_of("https://Queue.fal.run/fal-ai/x?a=b"), "https://queue.fal.run:443");
    EXPECT_EQ(origin_of("http://127.0.0.1:4010/queue"), "http://127.0.0.1:4010");
    EXPECT_EQ(origin_of("http://[::1]/"), "http://[::1]:80");
}

TEST(OriginTest, IsNothingForWhatIsNoWebAddress) {
    for (const char* url :
         {"",
          "x",
          "::::",
          "/path",
          "file:///etc/passwd",
          "ftp://fal.media/",
          "data:image/png;base64,AA",
          "https://queue.fal.run@evil.example/",
          "https:///x"}) {
        EXPECT_EQ(origin_of(url), "") << url;
    }
}

TEST(OriginTest, IsAllowedWhenListed) {
    const std::vector<std::string> allowed{"https://fal.media", "http://127.0.0.1:4011"};

    EXPECT_TRUE(is_allowed_origin("https://fal.media/files/x.jpg", allowed));
    EXPECT_TRUE(is_allowed_origin("http://127.0.0.1:4011/x", allowed));
    for (const char* url :
         {"http://fal.media/x",
          "https://fal.media:8443/x",
          "https://v3.fal.media/x",
          "http://127.0.0.1:4012/x",
          "https://127.0.0.1:4011/x",
          "https://fal.media.evil.example/x"}) {
        EXPECT_FALSE(is_allowed_origin(url, allowed)) << url;
    }
}

TEST(OriginTest, StandsForSubdomainsWithAStar) {
    const std::vector<std::string> allowed{"https://*.fal.media"};

    EXPECT_TRUE(is_allowed_origin("https://v3.fal.media/x", allowed));
    EXPECT_TRUE(is_allowed_origin("https://a.b.fal.media/x", allowed));
    for (const char* url :
         {"https://fal.media/x",
          "https://evilfal.media/x",
          "https://.fal.media/x",
          "http://v3.fal.media/x",
          "https://v3.fal.media:444/x",
          "https://v3.fal.media.evil/x"}) {
        EXPECT_FALSE(is_allowed_origin(url, allowed)) << url;
    }
}

}  // namespace
}  // namespace likeness::fal
