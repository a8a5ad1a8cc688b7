#include "adapters/fal/fal_failure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace likeness::fal {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

FalFailure failure(int status, std::string body, http_client::Headers headers = {}) {
    return read_failure({status, std::move(headers), std::move(body)});
}

std::string
model_error(const std::string& type, const std::string& location = R"("body","prompt")") {
    return R"({"detail":[{"loc":[)" + location + R"(],"msg":"secret words","type":")" + type +
           R"(","input":{"prompt":"what was typed"}}]})";
}

ErrorCode code_for(const FalFailure& failure) {
    return to_error(failure).code;
}

TEST(FalFailureTest, TellsARefusedPromptFromAFailure) {
    EXPECT_EQ(
        code_for(failure(422, model_error("content_policy_violation"))), ErrorCode::unprocessable
    );
    EXPECT_EQ(
        code_for(failure(422, model_error("no_media_generated"))), ErrorCode::upstream_failed
    );
    EXPECT_EQ(
        code_for(failure(422, model_error("file_download_error"))), ErrorCode::upstream_failed
    );
    EXPECT_EQ(code_for(failure(422, model_error("less_than_equal"))), ErrorCode::invalid_argument);
    EXPECT_EQ(
        code_for(failure(504, model_error("generation_timeout"))), ErrorCode::deadline_exceeded
    );
    EXPECT_EQ(code_for(failure(500, model_error("never_heard_of"))), ErrorCode::upstream_failed);
    EXPECT_EQ(
        code_for(failure(499, R"({"detail":"x","error_type":"client_cancelled"})")),
        ErrorCode::conflict
    );
    EXPECT_EQ(code_for(failure(401, "{}")), ErrorCode::upstream_failed);
}

TEST(FalFailureTest, SaysNothingOfWhatWasTypedOrOfLinks) {
    const Error error = to_error(failure(
        422, model_error("value_error", R"("body","loras",0,"https://secret.example/x?sig=1")")
    ));

    EXPECT_THAT(error.message + error.detail, Not(HasSubstr("secret")));
    EXPECT_THAT(error.message + error.detail, Not(HasSubstr("typed")));
    EXPECT_THAT(error.message, HasSubstr("LoRA"));
    EXPECT_THAT(error.detail, HasSubstr("body.loras.#"));
}

TEST(FalFailureTest, KnowsWhatIsTheRequestsOwnEnd) {
    EXPECT_TRUE(failure(500, model_error("internal_server_error")).is_outcome);
    EXPECT_TRUE(failure(503, R"({"detail":"x","error_type":"runner_disconnected"})").is_outcome);
    EXPECT_TRUE(failure(500, "", {{"x-fal-error-type", "internal_error"}}).is_outcome);
    EXPECT_TRUE(failure(504, "", {{"x-fal-request-timeout-type", "user"}}).is_outcome);
    EXPECT_FALSE(failure(502, "<html>nginx</html>").is_outcome);
    EXPECT_FALSE(failure(500, "").is_outcome);
    EXPECT_FALSE(failure(500, R"({"detail":"oops"})").is_outcome);
}

TEST(FalFailureTest, CannotTellWithPlainJsonOfThePlatform) {
    EXPECT_TRUE(failure(500, R"({"detail":"oops"})", {{"x-fal-request-id", "1"}}).may_be_outcome);
    EXPECT_FALSE(failure(500, R"({"detail":"oops"})").may_be_outcome);
    EXPECT_FALSE(failure(502, "<html>", {{"x-fal-request-id", "1"}}).may_be_outcome);
}

TEST(FalFailureTest, KnowsThatAResultWasAskedForTooEarly) {
    EXPECT_TRUE(failure(400, R"({"detail":"Request is still in progress"})").is_still_running);
    EXPECT_FALSE(failure(400, R"({"detail":"Bad request"})").is_still_running);
    EXPECT_FALSE(failure(422, R"({"detail":"Request is still in progress"})").is_still_running);
}

TEST(FalFailureTest, SurvivesBodiesOfEveryShape) {
    for (const char* body :
         {"",
          "null",
          "[]",
          "{}",
          "\"x\"",
          R"({"detail":null})",
          R"({"detail":[]})",
          R"({"detail":[7]})",
          R"({"detail":[{"loc":7,"type":[]}]})",
          R"({"detail":[{"type":"<script>"}]})",
          "{\"detail\":"}) {
        EXPECT_EQ(to_error(failure(422, body)).code, ErrorCode::upstream_failed) << body;
    }
}

}  // namespace
}  // namespace likeness::fal
