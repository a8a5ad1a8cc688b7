#include "adapters/sdcpp/sdcpp_api.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::sdcpp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using State = JobStatus::State;

EngineRequest request(GenerationSettings settings = {}, Seed seed = {7}) {
    return {"a \"fox\"", seed, settings, {{ObjectKey::trusted("a"), "abc123", 0.75}}};
}

TEST(SdcppApiTest, PutsDistilledGuidanceAndTrueCfgWhereTheyBelong) {
    GenerationSettings settings;
    settings.guidance_scale = 4;
    settings.size = {512, 320};

    EXPECT_EQ(
        img_gen_body(request(settings), {std::string("likeness/abc123.safetensors")}),
        R"({"prompt":"a \"fox\"","negative_prompt":"","width":512,"height":320,"seed":7,"batch_count":1,)"
        R"("sample_params":{"sample_method":"euler","sample_steps":28,"guidance":{"txt_cfg":1.0,)"
        R"("distilled_guidance":4}},"lora":[{"path":"likeness/abc123.safetensors","multiplier":0.75,)"
        R"("is_high_noise":false}],"embed_image_metadata":false,"output_format":"jpeg",)"
        R"("output_compression":95})"
    );
}

TEST(SdcppApiTest, SendsSeveralLorasEachWithItsMultiplier) {
    EngineRequest several = request();
    several.loras.push_back({ObjectKey::trusted("b"), "def456", 0});

    EXPECT_THAT(
        img_gen_body(several, {std::string("a.safetensors"), std::string("b.safetensors")}),
        HasSubstr(R"("lora":[{"path":"a.safetensors","multiplier":0.75,"is_high_noise":false},)"
                  R"({"path":"b.safetensors","multiplier":0,"is_high_noise":false}],)")
    );
}

TEST(SdcppApiTest, NeverSendsASeedThatMeansARandomOne) {
    EXPECT_EQ(seed_for({7'000'000'000'000'000'001}), 7'000'000'000'000'000'001);
    EXPECT_EQ(seed_for({18'446'744'073'709'551'615U}), 9'223'372'036'854'775'807);
    EXPECT_EQ(seed_for({0}), 0);
}

TEST(SdcppApiTest, KnowsTheModelAndTheLoras) {
    const Capabilities found =
        read_capabilities(
            R"({"model":{"name":"FLUX1-dev-q4_0.gguf"},"loras":[{"name":"x","path":"people/x.safetensors"},7,)"
            R"({"path":"likeness/ABC123.safetensors"}]})"
        )
            .value();

    EXPECT_TRUE(found.is_flux());
    EXPECT_THAT(found.loras, ElementsAre("people/x.safetensors", "likeness/ABC123.safetensors"));
    EXPECT_EQ(found.lora_with("abc123"), "likeness/ABC123.safetensors");
    EXPECT_EQ(found.lora_with("def"), std::nullopt);
    EXPECT_EQ(found.lora_with(""), std::nullopt);
    EXPECT_FALSE(read_capabilities(R"({"model":{"name":"sd_xl_base_1.0"}})")->is_flux());
}

TEST(SdcppApiTest, FindsNothingInWhatIsNoAnswerOfTheServer) {
    for (const char* text :
         {"",
          "<html>",
          "[]",
          "{}",
          R"({"model":7})",
          R"({"id":7,"status":7})",
          R"({"id":"a/b"})"}) {
        EXPECT_FALSE(read_capabilities(text)) << text;
        EXPECT_EQ(job_id_in(text), std::nullopt) << text;
        EXPECT_FALSE(read_job(text)) << text;
    }
    EXPECT_EQ(job_id_in(R"({"id":"job_1-a"})"), "job_1-a");
}

TEST(SdcppApiTest, ReadsJobsInEveryState) {
    EXPECT_EQ(read_job(R"({"status":"queued","queue_position":2})")->state, State::open);
    EXPECT_EQ(read_job(R"({"status":"generating"})")->state, State::open);
    EXPECT_EQ(read_job(R"({"status":"cancelled"})")->state, State::cancelled);
    const JobStatus failed =
        *read_job(R"({"status":"failed","error":{"code":"x","message":"out of memory"}})");
    EXPECT_EQ(failed.state, State::failed);
    EXPECT_THAT(failed.reason, HasSubstr("out of memory"));
    const JobStatus done =
        *read_job(R"({"status":"completed","result":{"images":[{"index":0,"b64_json":"YWJj"}]}})");
    EXPECT_EQ(done.state, State::completed);
    EXPECT_EQ(done.image, "abc");
}

TEST(SdcppApiTest, FindsNoImageWhereThereIsNone) {
    for (const char* result :
         {"{}",
          "null",
          R"({"images":7})",
          R"({"images":[]})",
          R"({"images":[7]})",
          R"({"images":[{"b64_json":"???"}]})"}) {
        EXPECT_EQ(
            read_job(std::string(R"({"status":"completed","result":)") + result + "}")->image, ""
        ) << result;
    }
}

}  // namespace
}  // namespace likeness::sdcpp
