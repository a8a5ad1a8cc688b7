#include "siwe/personal_message.hpp"

#include "siwe/testing_wallet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace likeness::siwe {
namespace {

using ::testing::HasSubstr;

TEST(PersonalMessageTest, IsHashedWithItsLengthInBytes) {
    EXPECT_EQ(
        to_hex(personal_message_hash("")),
        "5f35dce98ba4fba25530a026ed80b2cecdaa31091ba4958b99b52ea1d068adad"
    );
    EXPECT_EQ(
        to_hex(personal_message_hash("hello")),
        "50b2c43fd39106bafbba0da34fc430e1f91e3c96ea2acee2bc34119f92b37750"
    );
    EXPECT_EQ(
        to_hex(personal_message_hash("ü€😀")),
        "260ec4611c8af84a24caed234e1f9bdbcc6511fa9849cf0481a5b638401d2fce"
    );
}

/// A key of 1, and signatures that another implementation (viem) made with it.
class KnownSignatureTest : public ::testing::Test {
protected:
    const TestWallet wallet = TestWallet::from_key(Bytes(31, '\0') + '\x01');
    const std::string signature_of_hello =
        "0xe5ddc160e4c8f92de507c7db9b982d4f9b7197bfa421864aeadc586bc96b09ae"
        "0ba0c5b131650ae4994cff1839341d00f3735ef5abc62ac8fe2cf50f65208e2a1b";
};

TEST_F(KnownSignatureTest, LeadsToTheAddressOfItsKey) {
    const auto signer = recover_signer(personal_message_hash("hello"), signature_of_hello);

    ASSERT_TRUE(signer) << signer.error().message;
    EXPECT_EQ(signer->text(), "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf");
}

TEST_F(KnownSignatureTest, IsWhatTheTestWalletMakesToo) {
    EXPECT_EQ(wallet.address().text(), "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf");
    EXPECT_EQ(wallet.sign("hello"), signature_of_hello);
}

TEST(TestWalletTest, MakesItsKeyFromTheSeed) {
    const TestWallet wallet = TestWallet::from_seed("a maker of paper boats");

    EXPECT_EQ(wallet.address().text(), "0x3B5d75D25591984Aa119353b718b65Cb8bEB748d");
    EXPECT_EQ(
        wallet.sign("ü€😀"),
        "0x0be77e901d66ff34fe6472d544f6a3ace803fe7c9bdd8c635e9b46cf88076ed2"
        "4d4b9a15a1837fb2a5159272b8c44dd644c7b5923e4f9a8197329f8a67f3f88a1c"
    );
}

/// One message and its signature, of which parts get changed.
class RecoverSignerTest : public ::testing::Test {
protected:
    const TestWallet wallet = TestWallet::from_seed("a maker of paper boats");
    const Bytes hash = personal_message_hash("a message");
    const Bytes valid = *from_hex(wallet.sign("a message").substr(2));

    Result<WalletAddress> recover(const Bytes& signature) const {
        return recover_signer(hash, "0x" + to_hex(signature));
    }

    Bytes with_v(int v) const {
        Bytes signature = valid;
        signature[64] = static_cast<char>(v);
        return signature;
    }

    /// The signature's v as 0 or 1.
    int recovery_id() const { return valid[64] - 27; }
};

/// The order of the curve, n.
const char* const kOrder = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";

/// n - s, the other half of a signature's twin.
Bytes negated(BytesView s) {
    Bytes difference = *from_hex(kOrder);
    int borrow = 0;
    for (std::size_t i = difference.size(); i-- > 0;) {
        const int digit =
            static_cast<unsigned char>(difference[i]) - static_cast<unsigned char>(s[i]) - borrow;
        borrow = digit < 0 ? 1 : 0;
        difference[i] = static_cast<char>(digit + 256 * borrow);
    }
    return difference;
}

TEST_F(RecoverSignerTest, AcceptsBothFormsOfBothValuesOfV) {
    std::vector<int> seen;
    for (int i = 0; i < 16; ++i) {
        const std::string message = "message " + std::to_string(i);
        const std::string usual_form = wallet.sign(message);
        const int v = from_hex(usual_form.substr(2))->back();
        const std::string short_form = usual_form.substr(0, 130) + (v == 27 ? "00" : "01");
        seen.push_back(v);

        for (const std::string& signature : {usual_form, short_form}) {
            const auto signer = recover_signer(personal_message_hash(message), signature);

            ASSERT_TRUE(signer) << signer.error().message;
            EXPECT_EQ(*signer, wallet.address()) << signature;
        }
    }
    EXPECT_THAT(seen, ::testing::Contains(27));
    EXPECT_THAT(seen, ::testing::Contains(28));
}

TEST_F(RecoverSignerTest, FindsAnotherAccountBehindTheOtherV) {
    const auto signer = recover(with_v(28 - recovery_id()));

    ASSERT_TRUE(signer) << signer.error().message;
    EXPECT_NE(*signer, wallet.address());
}

TEST_F(RecoverSignerTest, AcceptsHexDigitsOfBothCases) {
    std::string hex = to_hex(valid);
    for (char& c : hex) {
        c = static_cast<char>(::toupper(static_cast<unsigned char>(c)));
    }

    EXPECT_TRUE(recover_signer(hash, "0x" + hex));
}

TEST_F(RecoverSignerTest, RefusesEveryOtherV) {
    for (const int v : {2, 3, 26, 29, 30, 31, 35, 36, 37, 38, 128, 255}) {
        const auto signer = recover(with_v(v));

        ASSERT_FALSE(signer) << v;
        EXPECT_EQ(signer.error().code, ErrorCode::unauthenticated) << v;
        EXPECT_THAT(signer.error().message, HasSubstr("27 or 28")) << v;
    }
}

TEST_F(RecoverSignerTest, RefusesTheTwinWithHighS) {
    const Bytes twin = valid.substr(0, 32) + negated(BytesView(valid).substr(32, 32)) +
                       static_cast<char>(28 - recovery_id());

    const auto signer = recover(twin);

    ASSERT_FALSE(signer);
    EXPECT_EQ(signer.error().code, ErrorCode::unauthenticated);
    EXPECT_THAT(signer.error().message, HasSubstr("low s"));
}

TEST_F(RecoverSignerTest, RefusesNumbersOutOfRange) {
    const Bytes zero(32, '\0');
    const Bytes order = *from_hex(kOrder);
    const Bytes beyond(32, '\xFF');
    const Bytes r = valid.substr(0, 32);
    const Bytes s = valid.substr(32, 32);
    const Bytes v = valid.substr(64);

    const std::vector<Bytes> signatures = {
        zero + s + v,
        r + zero + v,
        zero + zero + v,
        order + s + v,
        r + order + v,
        beyond + s + v,
        r + beyond + v};
    for (const Bytes& signature : signatures) {
        const auto signer = recover(signature);

        ASSERT_FALSE(signer) << to_hex(signature);
        EXPECT_EQ(signer.error().code, ErrorCode::unauthenticated) << to_hex(signature);
    }
}

TEST_F(RecoverSignerTest, RefusesAnRThatIsNoPointOfTheCurve) {
    const Bytes r = Bytes(31, '\0') + '\x05';  // 5^3 + 7 = 132 is no square modulo p

    const auto signer = recover(r + valid.substr(32));

    ASSERT_FALSE(signer);
    EXPECT_EQ(signer.error().code, ErrorCode::unauthenticated);
}

TEST_F(RecoverSignerTest, CallsTextThatIsNoSignatureMalformed) {
    const std::string hex = to_hex(valid);
    const std::vector<std::string> texts = {
        "",
        "0x",
        hex,
        "0X" + hex,
        "0x" + hex.substr(1),
        "0x" + hex.substr(2),
        "0x" + hex.substr(0, 128),
        "0x" + hex + "0",
        "0x" + hex.substr(1) + "g",
        " 0x" + hex,
        "0x" + hex + " ",
        "0x" + hex + "\n",
        "0x " + hex.substr(1),
        "0x" + std::string(40'000, '0')};
    for (const std::string& text : texts) {
        const auto signer = recover_signer(hash, text);

        ASSERT_FALSE(signer) << text;
        EXPECT_EQ(signer.error().code, ErrorCode::invalid_argument) << text;
        EXPECT_THAT(signer.error().message, HasSubstr("signature: ")) << text;
    }
}

TEST_F(RecoverSignerTest, RefusesContractWalletsByName) {
    std::string magic;
    for (int i = 0; i < 16; ++i) {
        magic += "6492";
    }
    const auto not_deployed =
        recover_signer(hash, "0x" + to_hex(valid) + std::string(192, '0') + magic);
    const auto deployed = recover_signer(hash, "0x" + to_hex(valid) + "02");

    ASSERT_FALSE(not_deployed);
    EXPECT_EQ(not_deployed.error().code, ErrorCode::unauthenticated);
    EXPECT_THAT(not_deployed.error().message, HasSubstr("ERC-6492"));
    ASSERT_FALSE(deployed);
    EXPECT_EQ(deployed.error().code, ErrorCode::unauthenticated);
    EXPECT_THAT(deployed.error().message, HasSubstr("ERC-1271"));
}

TEST_F(RecoverSignerTest, WorksOnManyThreadsAtOnce) {
    std::vector<std::thread> threads;
    threads.reserve(4);
    std::vector<std::string> signers(4);

    for (std::string& signer : signers) {
        threads.emplace_back([&] { signer = recover(valid)->text(); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }

    EXPECT_THAT(signers, ::testing::Each(wallet.address().text()));
}

}  // namespace
}  // namespace likeness::siwe
