#include "base/digest.hpp"

#include <gtest/gtest.h>

#include <string>

namespace likeness {
namespace {

TEST(Sha256Test, MatchesTheVectorOfFips180) {
    EXPECT_EQ(
        to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

TEST(Sha256Test, InPiecesEqualsInOne) {
    Sha256 hash;
    hash.update("a");
    hash.update("bc");

    EXPECT_EQ(hash.finish(), sha256("abc"));
}

BytesView view(const std::array<char, 32>& signature) {
    return {signature.data(), signature.size()};
}

TEST(HmacSha256Test, MatchesTheVectorsOfRfc4231) {
    EXPECT_EQ(
        to_hex(view(HmacSha256(std::string(20, '\x0b')).sign("Hi There"))),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    );
    EXPECT_EQ(
        to_hex(view(HmacSha256("Jefe").sign("what do ya want for nothing?"))),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
    EXPECT_EQ(
        to_hex(view(HmacSha256(std::string(131, '\xaa'))
                        .sign("Test Using Larger Than Block-Size Key - Hash Key First"))),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    );
}

TEST(Crc32Test, MatchesTheCheckValueAndContinues) {
    EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
    EXPECT_EQ(crc32("6789", crc32("12345")), 0xCBF43926U);
}

TEST(ConstantTimeTest, ComparesByContentAndLength) {
    EXPECT_TRUE(equal_in_constant_time("secret", "secret"));
    EXPECT_FALSE(equal_in_constant_time("secret", "secreT"));
    EXPECT_FALSE(equal_in_constant_time("secret", "secre"));
}

TEST(SecureRandomTest, GivesTheAskedNumberOfFreshBytes) {
    EXPECT_EQ(secure_random(32).size(), 32U);
    EXPECT_NE(secure_random(32), secure_random(32));
}

}  // namespace
}  // namespace likeness
