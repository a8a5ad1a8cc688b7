#include "safetensors/lora_layers.hpp"

#include "safetensors/testing_lora.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::safetensors {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Header header_of(const std::vector<TestTensor>& tensors) {
    const TestFile file = write_start(tensors);
    auto header = parse_header(file.start, file.size);
    EXPECT_TRUE(header) << header.error().message;
    return std::move(header).value();
}

std::string refusal(const std::vector<TestTensor>& tensors) {
    const Header header = header_of(tensors);
    const auto found = collect_lora_layers(header);
    if (found) {
        return {};
    }
    EXPECT_EQ(found.error().code, ErrorCode::unprocessable);
    return found.error().message;
}

std::vector<TestTensor> with(std::vector<TestTensor> tensors, TestTensor more) {
    tensors.push_back(std::move(more));
    return tensors;
}

TEST(LoraLayersTest, JoinsTheHalvesOfALayer) {
    const Header header = header_of(lora_pair("transformer.x", kPeftEndings, 30, 20, 4));

    const auto found = collect_lora_layers(header);

    ASSERT_TRUE(found) << found.error().message;
    ASSERT_EQ(found->layers.size(), 1U);
    EXPECT_EQ(found->layers[0].name, "transformer.x");
    EXPECT_EQ(found->layers[0].in, 30U);
    EXPECT_EQ(found->layers[0].out, 20U);
    EXPECT_EQ(found->layers[0].rank, 4U);
    EXPECT_FALSE(found->has_alpha_tensors);
    EXPECT_THAT(found->warnings, IsEmpty());
}

TEST(LoraLayersTest, TakesConvolutions) {
    const Header header = header_of(
        {{"lora_unet_conv.lora_down.weight", DType::f16, {4, 320, 3, 3}},
         {"lora_unet_conv.lora_up.weight", DType::f16, {640, 4, 1, 1}}}
    );

    const auto found = collect_lora_layers(header);

    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found->layers[0].in, 320U);
    EXPECT_EQ(found->layers[0].out, 640U);
}

TEST(LoraLayersTest, SeesAlphaTensors) {
    const Header header = header_of(with(
        lora_pair("lora_unet_x", kKohyaEndings, 8, 8, 2), {"lora_unet_x.alpha", DType::f32, {}}
    ));

    const auto found = collect_lora_layers(header);

    ASSERT_TRUE(found) << found.error().message;
    EXPECT_TRUE(found->has_alpha_tensors);
    EXPECT_THAT(found->warnings, IsEmpty());
}

TEST(LoraLayersTest, WarnsOfWhatEnginesLeaveOut) {
    const auto plain = lora_pair("transformer.x", kPeftEndings, 8, 8, 2);
    const auto warning = [&](const std::string& name) {
        const Header header = header_of(with(plain, {name, DType::f16, {8}}));
        const auto found = collect_lora_layers(header);
        return found ? found->warnings : std::vector<std::string>{found.error().message};
    };

    EXPECT_THAT(warning("transformer.x.dora_scale"), ElementsAre(HasSubstr("DoRA")));
    EXPECT_THAT(
        warning("transformer.x.diff_b"), ElementsAre(HasSubstr("whole weight differences"))
    );
    EXPECT_THAT(
        warning("transformer.norm.weight"), ElementsAre(HasSubstr("belong to no LoRA layer"))
    );
}

TEST(LoraLayersTest, RefusesFullModels) {
    EXPECT_THAT(
        refusal(
            {{"double_blocks.0.img_attn.qkv.weight", DType::bf16, {9'216, 3'072}},
             {"img_in.bias", DType::bf16, {64}}}
        ),
        HasSubstr("a full model or a part of one: none of its 2 tensors")
    );
}

TEST(LoraLayersTest, RefusesFilesWithoutTensors) {
    EXPECT_THAT(refusal({}), HasSubstr("holds no tensors"));
}

TEST(LoraLayersTest, RefusesTextualInversions) {
    EXPECT_THAT(refusal({{"emb_params", DType::f32, {2, 768}}}), HasSubstr("textual inversion"));
    EXPECT_THAT(
        refusal({{"clip_g", DType::f32, {2, 1'280}}, {"clip_l", DType::f32, {2, 768}}}),
        HasSubstr("textual inversion")
    );
}

TEST(LoraLayersTest, RefusesWholeWeightDifferencesAlone) {
    EXPECT_THAT(
        refusal({{"diffusion_model.x.diff", DType::f16, {8, 8}}}),
        HasSubstr("whole weight differences")
    );
}

TEST(LoraLayersTest, RefusesLycorisKindsEvenBesidePlainLayers) {
    const auto plain = lora_pair("lora_unet_x", kKohyaEndings, 8, 8, 2);

    for (const char* name :
         {"lora_unet_y.lokr_w1", "lora_unet_y.hada_w1_a", "lora_unet_y.oft_blocks"}) {
        EXPECT_THAT(refusal(with(plain, {name, DType::f16, {8, 8}})), HasSubstr("LyCORIS")) << name;
        EXPECT_THAT(refusal({{name, DType::f16, {8, 8}}}), HasSubstr(name)) << name;
    }
}

TEST(LoraLayersTest, RefusesALayerThatLacksOneHalf) {
    EXPECT_THAT(
        refusal({{"transformer.x.lora_A.weight", DType::f16, {4, 8}}}),
        HasSubstr("\"transformer.x\" has a down tensor without its up")
    );
    EXPECT_THAT(
        refusal({{"transformer.x.lora_B.weight", DType::f16, {8, 4}}}),
        HasSubstr("\"transformer.x\" has an up tensor without its down")
    );
}

TEST(LoraLayersTest, RefusesHalvesOfDifferentRanks) {
    EXPECT_THAT(
        refusal({{"x.lora_A.weight", DType::f16, {16, 8}}, {"x.lora_B.weight", DType::f16, {8, 4}}}
        ),
        HasSubstr("different ranks, 16 and 4")
    );
}

TEST(LoraLayersTest, RefusesHalvesThatAreNoMatrices) {
    EXPECT_THAT(
        refusal({{"x.lora_A.weight", DType::f16, {16}}, {"x.lora_B.weight", DType::f16, {8, 16}}}),
        HasSubstr("holds no matrices")
    );
    EXPECT_THAT(
        refusal({{"x.lora_A.weight", DType::f16, {0, 8}}, {"x.lora_B.weight", DType::f16, {8, 0}}}),
        HasSubstr("holds no matrices")
    );
}

TEST(LoraLayersTest, RefusesRanksBeyondReason) {
    EXPECT_EQ(refusal(lora_pair("x", kPeftEndings, 1, 1, 16'384)), "");
    EXPECT_THAT(refusal(lora_pair("x", kPeftEndings, 1, 1, 16'385)), HasSubstr("rank of 16,385"));
}

TEST(LoraLayersTest, RefusesTwoSpellingsOfOneHalf) {
    EXPECT_THAT(
        refusal(
            with(lora_pair("x", kPeftEndings, 8, 8, 2), {"x.lora_down.weight", DType::f16, {2, 8}})
        ),
        HasSubstr("ambiguous")
    );
}

}  // namespace
}  // namespace likeness::safetensors
