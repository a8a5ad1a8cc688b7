#include "core/device_text.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

TEST(DeviceTextTest, NamesBrowserAndSystem) {
    EXPECT_EQ(
        device_text("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
        "Firefox on Linux"
    );
    EXPECT_EQ(
        device_text("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
                    "Gecko) Chrome/139.0 Safari/537.36 Edg/139.0"),
        "Edge on Windows"
    );
    EXPECT_EQ(
        device_text("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 "
                    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"),
        "Safari on iPhone"
    );
    EXPECT_EQ(
        device_text("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) "
                    "Chrome/139.0 Mobile Safari/537.36"),
        "Chrome on Android"
    );
}

TEST(DeviceTextTest, NamesOtherProgramsByTheirFirstWord) {
    EXPECT_EQ(device_text("curl/8.1"), "curl");
    EXPECT_EQ(device_text("node"), "node");
}

TEST(DeviceTextTest, TakesNothingHostileOver) {
    EXPECT_EQ(device_text(""), "");
    EXPECT_EQ(device_text("<script>alert(1)</script>"), "");
    EXPECT_EQ(device_text("a\nb"), "a");
    EXPECT_EQ(device_text(std::string(5'000, 'x')).size(), 40U);
}

}  // namespace
}  // namespace likeness
