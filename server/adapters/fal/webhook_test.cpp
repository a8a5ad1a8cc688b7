#include "adapters/fal/webhook_address.hpp"
#include "adapters/fal/webhook_signature.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::fal {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr const char* kRequest = "764cabcf-b745-4b3e-ae38-1200304cf45b";
constexpr const char* kSignature =
    "887c4f0c084fdbef199881d7a41a5d44ed1ca344eeef5c0f6082150f38476b7916c20021199701c22d5f2a7bc1f042"
    "e6"
    "e5d101a5de05c43f6f2131e8a2fa970c";
constexpr const char* kBody =
    R"({"request_id":"764cabcf-b745-4b3e-ae38-1200304cf45b","gateway_request_id":"764cabcf-b745-4b3e-ae38-1200304cf45b","status":"OK","error":null,"payload":{"images":[{"url":"https://v3b.fal.media/files/b/0a1b2c3d/x.jpg","width":1024,"height":1024,"content_type":"image/jpeg"}],"seed":7523964721059283741,"has_nsfw_concepts":[false],"prompt":"café"}})";
const Bytes kKey =
    from_hex("03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8").value();
const Timestamp kSent{1'760'000'000s};

class WebhookSignatureTest : public ::testing::Test {
protected:
    bool is_valid(Timestamp now = kSent) const { return is_signed_by(keys_, headers_, body_, now); }

    std::vector<Bytes> keys_{Bytes(32, 'x'), kKey};
    WebhookHeaders headers_{kRequest, "user_test_1", "1760000000", kSignature};
    std::string body_ = kBody;
};

TEST_F(WebhookSignatureTest, TakesOneThatAnyOfTheKeysMade) {
    EXPECT_TRUE(is_valid());
}

TEST_F(WebhookSignatureTest, TakesItForFiveMinutes) {
    EXPECT_TRUE(is_valid(kSent + 300s));
    EXPECT_TRUE(is_valid(kSent - 300s));
    EXPECT_FALSE(is_valid(kSent + 301s));
    EXPECT_FALSE(is_valid(kSent - 301s));
}

TEST_F(WebhookSignatureTest, RefusesAChangeOfAnyPart) {
    const WebhookHeaders whole = headers_;
    headers_.request_id = "764cabcf-b745-4b3e-ae38-1200304cf45c";
    EXPECT_FALSE(is_valid());
    headers_ = whole;
    headers_.user_id = "user_test_2";
    EXPECT_FALSE(is_valid());
    headers_ = whole;
    headers_.timestamp = "1760000001";
    EXPECT_FALSE(is_valid());
    headers_ = whole;
    body_ += " ";
    EXPECT_FALSE(is_valid());
}

TEST_F(WebhookSignatureTest, RefusesWhatIsNoSignature) {
    for (const char* signature : {"", "00", "zz", "887c4f0c"}) {
        headers_.signature = signature;
        EXPECT_FALSE(is_valid()) << signature;
    }
    headers_.signature = kSignature;
    for (const char* timestamp : {"", "x", "1760000000.0", " 1760000000", "-1760000000"}) {
        headers_.timestamp = timestamp;
        EXPECT_FALSE(is_valid()) << timestamp;
    }
}

TEST_F(WebhookSignatureTest, RefusesEverythingWithoutKeys) {
    keys_ = {};
    EXPECT_FALSE(is_valid());
}

TEST(WebhookKeysTest, AreTheEd25519KeysOfTheDocument) {
    EXPECT_THAT(
        keys_in(
            R"({"keys":[{"kty":"RSA","n":"x"},{"kty":"OKP","crv":"X25519","x":"A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg"},)"
            R"({"kty":"OKP","crv":"Ed25519","x":"A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg"},)"
            R"({"kty":"OKP","crv":"Ed25519","x":"short"},7]})"
        ),
        ElementsAre(kKey)
    );
    for (const char* document : {"", "[]", "{}", R"({"keys":{}})"}) {
        EXPECT_THAT(keys_in(document), IsEmpty()) << document;
    }
}

class WebhookAddressTest : public ::testing::Test {
protected:
    WebhookAddressTest() {
        settings_.webhook_url = "https://likeness.example";
        settings_.webhook_key = "a key";
    }

    std::string token() const {
        const std::string query = webhook_query(settings_, job_);
        const std::size_t mark = query.find("%3Ft%3D");
        return query.substr(mark + 7);
    }

    FalSettings settings_;
    EngineJob job_{
        BatchId::trusted("00000000000000000000000000000001"),
        JobId::trusted("00000000000000000000000000000002")};
};

TEST_F(WebhookAddressTest, NamesTheJobInAWayThatOnlyWeCan) {
    EXPECT_THAT(
        webhook_query(settings_, job_),
        StartsWith("?fal_webhook=https%3A%2F%2Flikeness.example%2Fapi%2Ffal%2Fwebhook%2F")
    );
    EXPECT_EQ(job_of_webhook(settings_, job_.batch.text(), token()), job_.job);
}

TEST_F(WebhookAddressTest, IsNotTakenForAnotherBatchOrJob) {
    std::string other = token();
    other[31] = '3';

    EXPECT_EQ(job_of_webhook(settings_, "00000000000000000000000000000009", token()), std::nullopt);
    EXPECT_EQ(job_of_webhook(settings_, job_.batch.text(), other), std::nullopt);
    EXPECT_EQ(job_of_webhook(settings_, job_.batch.text(), ""), std::nullopt);
    EXPECT_EQ(job_of_webhook(settings_, job_.batch.text(), job_.job.text()), std::nullopt);
}

TEST_F(WebhookAddressTest, IsNoneWhereFalCannotReachUs) {
    settings_.webhook_url.clear();

    EXPECT_EQ(webhook_query(settings_, job_), "");
}

}  // namespace
}  // namespace likeness::fal
