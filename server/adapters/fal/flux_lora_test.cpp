#include "adapters/fal/flux_lora.hpp"

#include "testing/code_of.hpp"

#include <gtest/gtest.h>

namespace likeness::fal {
namespace {

using test::code_of;

TEST(FluxLoraTest, OrdersOneImageWithItsSeedToTheLastDigit) {
    GenerationSettings settings;
    settings.size = {768, 1024};
    const EngineRequest request{
        "a \"quoted\" cat\n in the style of adalv",
        {18'446'744'073'709'551'615U},
        settings,
        {{ObjectKey::trusted("a/b.safetensors"), "sha", 1.25}}};

    EXPECT_EQ(
        flux_lora_input(request, {std::string("https://store.example/a?b=c&d=e")}),
        R"({"prompt":"a \"quoted\" cat\n in the style of adalv","loras":[{"path":)"
        R"("https://store.example/a?b=c&d=e","scale":1.25}],"image_size":{"width":768,"height":1024},)"
        R"("num_inference_steps":28,"guidance_scale":3.5,"num_images":1,"seed":18446744073709551615,)"
        R"("enable_safety_checker":true,"output_format":"jpeg"})"
    );
}

TEST(FluxLoraTest, OrdersSeveralLorasEachWithItsScale) {
    const ObjectKey key = ObjectKey::trusted("a");
    const EngineRequest request{"a", {1}, {}, {{key, "one", 1.25}, {key, "two", 0}}};

    EXPECT_NE(
        flux_lora_input(request, {std::string("https://a"), std::string("https://\"b")})
            .find(R"("loras":[{"path":"https://a","scale":1.25},{"path":"https://\"b","scale":0}],)"
            ),
        std::string::npos
    );
}

TEST(FluxLoraTest, AsksForPngWhereFalHasNoWebp) {
    GenerationSettings settings;
    settings.output_format = OutputFormat::webp;
    const EngineRequest request{"a", {1}, settings, {{ObjectKey::trusted("a"), ""}}};

    EXPECT_NE(
        flux_lora_input(request, {std::string("x")}).find(R"("output_format":"png")"),
        std::string::npos
    );
}

TEST(FluxLoraTest, FindsTheImage) {
    EXPECT_EQ(
        image_url_in(R"({"images":[{"url":"https://fal.media/x.jpg"}],"seed":7523964721059283741})")
            .value(),
        "https://fal.media/x.jpg"
    );
    EXPECT_EQ(
        image_url_in(R"({"images":[{"url":"a"},{"url":"b"}],"has_nsfw_concepts":[false,true]})")
            .value(),
        "a"
    );
}

TEST(FluxLoraTest, HoldsBackWhatTheSafetyCheckerFlagged) {
    EXPECT_EQ(
        code_of(image_url_in(R"({"images":[{"url":"a"}],"has_nsfw_concepts":[true]})")),
        ErrorCode::unprocessable
    );
}

TEST(FluxLoraTest, FailsWithoutAnImage) {
    for (const char* output :
         {"",
          "{}",
          "[]",
          R"({"images":null})",
          R"({"images":{}})",
          R"({"images":[]})",
          R"({"images":[7]})",
          R"({"images":[{}]})",
          R"({"images":[{"url":7}]})",
          R"({"images":[{"url":""}]})"}) {
        EXPECT_EQ(code_of(image_url_in(output)), ErrorCode::upstream_failed) << output;
    }
}

TEST(FluxLoraTest, ReadsThePriceFromTheBillableUnits) {
    const auto price = [](const char* units) {
        return price_of({200, {{"x-fal-billable-units", units}}, ""}, 35'000);
    };

    EXPECT_EQ(price("1"), 35'000);
    EXPECT_EQ(price("1.04857600"), 36'700);
    EXPECT_EQ(price("0"), 0);
    for (const char* units : {"", "x", "-1", "1x", "nan", "inf", "99999999999"}) {
        EXPECT_EQ(price(units), std::nullopt) << units;
    }
    EXPECT_EQ(price_of({200, {}, ""}, 35'000), std::nullopt);
}

}  // namespace
}  // namespace likeness::fal
