#include "adapters/fal/fal_request.hpp"

#include <gtest/gtest.h>

namespace likeness::fal {
namespace {

const FalAddresses kAddresses("http://127.0.0.1:4010/queue", "fal-ai/flux-lora/stream");
constexpr const char* kBase = "http://127.0.0.1:4010/queue/fal-ai/flux-lora/requests/";

TEST(FalAddressesTest, SubmitToTheWholeEndpointAndAskUnderOwnerAndApp) {
    EXPECT_EQ(kAddresses.submit_url(), "http://127.0.0.1:4010/queue/fal-ai/flux-lora/stream");
    const FalRequest request = kAddresses.request("764cabcf-1").value();

    EXPECT_EQ(request.status_url, std::string(kBase) + "764cabcf-1/status");
    EXPECT_EQ(request.result_url, std::string(kBase) + "764cabcf-1");
    EXPECT_EQ(request.cancel_url, std::string(kBase) + "764cabcf-1/cancel");
}

TEST(FalAddressesTest, KeepThreeSegmentsOfSomeNamespaces) {
    const FalAddresses addresses("https://q", "workflows/me/mine/sub");

    EXPECT_EQ(addresses.request("1").value().result_url, "https://q/workflows/me/mine/requests/1");
}

TEST(FalAddressesTest, TakeNoIdThatCouldChangeAnAddress) {
    for (const std::string& id :
         {std::string(),
          std::string("a/b"),
          std::string("../x"),
          std::string("a b"),
          std::string("a?b"),
          std::string("a%2f"),
          std::string(65, 'a')}) {
        EXPECT_EQ(kAddresses.request(id), std::nullopt) << id;
    }
}

TEST(FalAddressesTest, TakeTheAddressesOfAnAnswerOnlyAtTheQueuesOrigin) {
    const FalRequest request =
        kAddresses
            .from_answer(R"({"request_id":"1","status_url":"http://127.0.0.1:4010/other/1/status",
                "response_url":"http://evil.example/1","cancel_url":7})")
            .value();

    EXPECT_EQ(request.status_url, "http://127.0.0.1:4010/other/1/status");
    EXPECT_EQ(request.result_url, std::string(kBase) + "1");
    EXPECT_EQ(request.cancel_url, std::string(kBase) + "1/cancel");
}

TEST(FalAddressesTest, FindNoRequestInAnAnswerWithoutAnId) {
    for (const char* answer :
         {"", "<html>", "[]", "{}", R"({"request_id":7})", R"({"request_id":"a/b"})"}) {
        EXPECT_EQ(kAddresses.from_answer(answer), std::nullopt) << answer;
    }
}

TEST(FalAddressesTest, KeepRequestsAsTexts) {
    const FalRequest plain = kAddresses.request("1").value();
    FalRequest moved = plain;
    moved.result_url = "http://127.0.0.1:4010/other/1";

    EXPECT_EQ(kAddresses.to_text(plain), "1");
    EXPECT_EQ(kAddresses.from_text("1"), plain);
    EXPECT_EQ(kAddresses.from_text(kAddresses.to_text(moved)), moved);
}

TEST(FalAddressesTest, BuildAddressesAnewWhenTheQueueHasMoved) {
    const FalAddresses elsewhere("https://queue.fal.run", "fal-ai/flux-lora");
    FalRequest request = kAddresses.request("1").value();
    request.result_url = "http://127.0.0.1:4010/other/1";

    EXPECT_EQ(elsewhere.from_text(kAddresses.to_text(request)), elsewhere.request("1"));
    EXPECT_EQ(elsewhere.from_text(""), std::nullopt);
}

}  // namespace
}  // namespace likeness::fal
