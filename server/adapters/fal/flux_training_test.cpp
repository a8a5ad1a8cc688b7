#include "adapters/fal/flux_training.hpp"

#include "adapters/fal/origin.hpp"

#include <gmock/gmock.h>

namespace likeness::fal {
namespace {

using ::testing::HasSubstr;

TrainingOrder order() {
    TrainingOrder order{ObjectKey::trusted("2026/11/archive.zip"), 1'000};
    order.trigger_word = "ada \"lv\"";
    order.steps = 500;
    order.is_style = true;
    order.create_masks = false;
    return order;
}

FalFailure failure(int status, std::string type) {
    FalFailure failure;
    failure.status = status;
    failure.type = std::move(type);
    failure.is_outcome = true;
    return failure;
}

TEST(FluxTrainingTest, WritesTheModelsInput) {
    EXPECT_EQ(
        training_input(order(), "https://x.test/a?b=c"),
        R"({"images_data_url":"https://x.test/a?b=c","trigger_word":"ada \"lv\"","steps":500,)"
        R"("is_style":true,"create_masks":false})"
    );
}

TEST(FluxTrainingTest, FindsTheFilesInTheOutput) {
    const TrainedFiles files =
        trained_files_in(
            R"({"diffusers_lora_file":{"url":"https://v3.fal.media/w","file_size":89745224},)"
            R"("config_file":{"url":"https://v3.fal.media/c"},"debug_preprocessed_output":null})"
        )
            .value();

    EXPECT_EQ(files.weights.url, "https://v3.fal.media/w");
    EXPECT_EQ(files.weights.byte_count, 89'745'224);
    EXPECT_EQ(files.config->url, "https://v3.fal.media/c");
    EXPECT_EQ(files.config->byte_count, std::nullopt);
}

TEST(FluxTrainingTest, DoesWithoutAConfiguration) {
    const auto files =
        trained_files_in(R"({"diffusers_lora_file":{"url":"https://v3.fal.media/w"}})");

    ASSERT_TRUE(files);
    EXPECT_EQ(files->config, std::nullopt);
}

TEST(FluxTrainingTest, RefusesAnOutputWithoutWeights) {
    for (const char* output :
         {"",
          "[]",
          "{}",
          R"({"diffusers_lora_file":null})",
          R"({"diffusers_lora_file":{"url":""}})"}) {
        EXPECT_EQ(trained_files_in(output).error().code, ErrorCode::upstream_failed) << output;
    }
}

TEST(FluxTrainingTest, ReadsTheStepsOfTheLastLineThatTellsSome) {
    const std::vector<std::string> logs{
        "Loading the model",
        " 10%|##        | 100/1000 [00:10<01:30,  9.87it/s]",
        " 25%|#####     | 250/1000 [00:25<01:15,  9.87it/s]",
        "see /tmp/x [debug]"};

    EXPECT_EQ(steps_in(logs), 250);
    EXPECT_EQ(steps_in(std::span(logs).first(2)), 100);
    EXPECT_EQ(steps_in(std::span(logs).first(1)), std::nullopt);
}

TEST(FluxTrainingTest, IsNotDeceivedByLinesOfOtherKinds) {
    for (const char* line :
         {"", " [", "/ [", "1/ [", "/1 [", "99999999999999999999/1 [", "a/b [c]"}) {
        const std::vector<std::string> logs{line};
        EXPECT_EQ(steps_in(logs), std::nullopt) << line;
    }
}

TEST(FluxTrainingTest, SaysWhatIsWrongWithTheArchive) {
    EXPECT_THAT(
        to_training_error(failure(422, "invalid_archive")).message, HasSubstr("could not read")
    );
    EXPECT_THAT(
        to_training_error(failure(422, "archive_file_count_below_minimum")).message,
        HasSubstr("too few")
    );
    EXPECT_THAT(
        to_training_error(failure(422, "file_download_error")).message,
        HasSubstr("fetch the photos")
    );
}

TEST(FluxTrainingTest, TellsRefusalsFromFailures) {
    EXPECT_EQ(
        to_training_error(failure(422, "content_policy_violation")).code, ErrorCode::unprocessable
    );
    EXPECT_EQ(
        to_training_error(failure(422, "greater_than_equal")).code, ErrorCode::invalid_argument
    );
    EXPECT_EQ(to_training_error(failure(499, "client_cancelled")).code, ErrorCode::conflict);
    EXPECT_EQ(
        to_training_error(failure(500, "internal_server_error")).code, ErrorCode::upstream_failed
    );
    EXPECT_EQ(
        to_training_error(failure(504, "generation_timeout")).code, ErrorCode::upstream_failed
    );
}

TEST(OriginTest, KnowsWhichAddressesTheInternetCanReach) {
    for (const char* url :
         {"https://likeness.example/objects/a",
          "https://storage.googleapis.com/b/o",
          "http://8.8.8.8/a",
          "https://[2001:db8::1]/a"}) {
        EXPECT_TRUE(is_on_the_internet(url)) << url;
    }
    for (const char* url :
         {"http://127.0.0.1:8080/objects/a",
          "http://localhost/a",
          "http://10.1.2.3/a",
          "http://172.16.0.1/a",
          "http://192.168.0.5/a",
          "http://169.254.169.254/a",
          "http://[::1]:80/a",
          "http://[fd00::1]/a",
          "http://minio:9000/a",
          "http://nas.local/a",
          "no url"}) {
        EXPECT_FALSE(is_on_the_internet(url)) << url;
    }
}

}  // namespace
}  // namespace likeness::fal
