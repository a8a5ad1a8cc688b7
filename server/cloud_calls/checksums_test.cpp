#include "cloud_calls/checksums.hpp"

#include <gtest/gtest.h>

namespace likeness::cloud_calls {
namespace {

/// RFC 3720, appendix B.4.
TEST(Crc32cTest, GivesThePublishedValues) {
    Bytes rising;
    for (char value = 0; value < 32; ++value) {
        rising += value;
    }
    EXPECT_EQ(crc32c(Bytes(32, '\0')), 0x8A9136AAU);
    EXPECT_EQ(crc32c(Bytes(32, '\xFF')), 0x62A8AB43U);
    EXPECT_EQ(crc32c(rising), 0x46DD794EU);
    EXPECT_EQ(crc32c("123456789"), 0xE3069283U);
    EXPECT_EQ(crc32c(""), 0U);
}

TEST(Crc32cTest, GoesOnFromThePieceBefore) {
    EXPECT_EQ(crc32c("56789", crc32c("1234")), crc32c("123456789"));
}

TEST(Crc32cTest, IsWrittenAsGoogleWritesIt) {
    EXPECT_EQ(crc32c_text(0xE3069283U), "4waSgw==");
}

TEST(Md5Test, GivesThePublishedValue) {
    EXPECT_EQ(to_hex(md5("abc")), "900150983cd24fb0d6963f7d28e17f72");  // RFC 1321, A.5
}

}  // namespace
}  // namespace likeness::cloud_calls
