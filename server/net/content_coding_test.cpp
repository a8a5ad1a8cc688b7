#include "net/content_coding.hpp"

#include <gtest/gtest.h>

namespace likeness::net {
namespace {

ContentCoding of_all(std::string_view accept_encoding) {
    return choose_coding(accept_encoding, true, true);
}

TEST(ContentCodingTest, PrefersTheSmallestAmongEquals) {
    EXPECT_EQ(of_all("gzip, deflate, br, zstd"), ContentCoding::brotli);
    EXPECT_EQ(of_all("gzip, deflate"), ContentCoding::gzip);
    EXPECT_EQ(of_all("*"), ContentCoding::brotli);
}

TEST(ContentCodingTest, FollowsTheWeights) {
    EXPECT_EQ(of_all("br;q=0.5, gzip;q=0.8"), ContentCoding::gzip);
    EXPECT_EQ(of_all("BR ; Q=0.001, identity;q=0"), ContentCoding::brotli);
    EXPECT_EQ(of_all("br;q=0.5, gzip;q=0.5, identity;q=0.6"), ContentCoding::identity);
    EXPECT_EQ(of_all("identity, *;q=0.5"), ContentCoding::identity);
}

TEST(ContentCodingTest, LeavesOutWhatIsNotAcceptable) {
    EXPECT_EQ(of_all("br;q=0, gzip"), ContentCoding::gzip);
    EXPECT_EQ(of_all("br;q=0.000, *"), ContentCoding::gzip);
    EXPECT_EQ(of_all("*;q=0"), ContentCoding::identity);
    EXPECT_EQ(of_all("br;q=2, gzip;q=x"), ContentCoding::identity);
    EXPECT_EQ(of_all("br;q=1.001, gzip;q=0.1234"), ContentCoding::identity);
}

TEST(ContentCodingTest, SendsThePlainFormToWhoAsksForNothing) {
    EXPECT_EQ(choose_coding(std::nullopt, true, true), ContentCoding::identity);
    EXPECT_EQ(of_all(""), ContentCoding::identity);
    EXPECT_EQ(of_all("deflate"), ContentCoding::identity);
}

TEST(ContentCodingTest, ChoosesAmongWhatIsThere) {
    EXPECT_EQ(choose_coding("br, gzip", true, false), ContentCoding::gzip);
    EXPECT_EQ(choose_coding("br, gzip", false, false), ContentCoding::identity);
}

}  // namespace
}  // namespace likeness::net
