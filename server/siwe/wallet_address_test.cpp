#include "siwe/wallet_address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unordered_set>

namespace likeness::siwe {
namespace {

using ::testing::HasSubstr;

/// Mixed letters, upper-case letters only, lower-case letters only, and digits only among the
/// letters.
const std::vector<std::string> kChecksummed = {
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    "0x52908400098527886E0F7030069857D2E4169EE7",
    "0xde709f2102306220921060314715629080e2fb77",
    "0x0000000000000000000000000000000000000000",
};

std::string in_case(std::string_view address, int (*change)(int)) {
    std::string text(address);
    for (std::size_t i = 2; i < text.size(); ++i) {
        text[i] = static_cast<char>(change(static_cast<unsigned char>(text[i])));
    }
    return text;
}

TEST(WalletAddressTest, AcceptsTheChecksumForm) {
    for (const std::string& text : kChecksummed) {
        const auto address = WalletAddress::parse(text);

        ASSERT_TRUE(address) << text;
        EXPECT_EQ(address->text(), text);
    }
}

TEST(WalletAddressTest, RefusesEveryOtherLetterCase) {
    const std::string& mixed = kChecksummed[0];
    std::string one_letter_off = mixed;
    one_letter_off[4] = 'a';

    for (const std::string& text :
         {in_case(mixed, ::tolower), in_case(mixed, ::toupper), one_letter_off}) {
        const auto address = WalletAddress::parse(text);

        ASSERT_FALSE(address) << text;
        EXPECT_EQ(address.error().code, ErrorCode::invalid_argument);
        EXPECT_THAT(address.error().message, HasSubstr("checksum"));
    }
}

TEST(WalletAddressTest, RefusesWhatIsNoAddress) {
    const std::string digits(40, '1');
    for (const std::string& text :
         {std::string{},
          std::string("0x"),
          digits,
          "0X" + digits,
          "0x" + digits + "1",
          "0x" + digits.substr(1),
          "0x" + digits.substr(1) + "g",
          " 0x" + digits,
          "0x" + digits + " ",
          "0x" + digits.substr(1) + "\n",
          "0x" + digits.substr(2) + "é",
          std::string("vitalik.eth")}) {
        const auto address = WalletAddress::parse(text);

        ASSERT_FALSE(address) << text;
        EXPECT_EQ(address.error().code, ErrorCode::invalid_argument);
        EXPECT_THAT(address.error().message, HasSubstr("40 hexadecimal digits"));
    }
}

TEST(WalletAddressTest, WritesBytesInTheChecksumForm) {
    std::array<std::uint8_t, 20> bytes{};
    bytes[0] = 0xDE;
    bytes[19] = 0xAD;

    const WalletAddress address = WalletAddress::from_bytes(bytes);

    EXPECT_EQ(in_case(address.text(), ::tolower), "0xde000000000000000000000000000000000000ad");
    EXPECT_TRUE(WalletAddress::parse(address.text()));
}

TEST(WalletAddressTest, IsComparedAndHashedByItsText) {
    const auto one = WalletAddress::trusted(kChecksummed[0]);
    const auto same = *WalletAddress::parse(kChecksummed[0]);
    const auto other = WalletAddress::trusted(kChecksummed[1]);

    EXPECT_EQ(one, same);
    EXPECT_NE(one, other);
    EXPECT_LT(one, other);
    EXPECT_EQ((std::unordered_set<WalletAddress>{one, same, other}.size()), 2U);
}

TEST(ChecksumCaseTest, ChangesOnlyLetters) {
    for (const std::string& text : kChecksummed) {
        EXPECT_EQ("0x" + checksum_case(in_case(text, ::tolower).substr(2)), text);
    }
}

}  // namespace
}  // namespace likeness::siwe
