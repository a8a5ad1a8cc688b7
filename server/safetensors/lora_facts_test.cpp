#include "safetensors/lora_facts.hpp"

#include "safetensors/testing_lora.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace likeness::safetensors {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Result<LoraFacts> inspect(
    const std::vector<TestTensor>& tensors,
    const std::map<std::string, std::string>& metadata = {}
) {
    const TestFile file = write_start(tensors, metadata);
    const auto header = parse_header(file.start, file.size);
    EXPECT_TRUE(header) << header.error().message;
    return inspect_lora(*header);
}

/// Attention of one double block and one single block in Black Forest Labs' names.
std::vector<TestTensor>
bfl_lora(const std::string& prefix, const PairEndings& endings, const std::string& dot) {
    std::vector<TestTensor> tensors;
    const auto add = [&](std::string layer, std::uint64_t in, std::uint64_t out) {
        std::replace(layer.begin(), layer.end(), '.', dot[0]);
        append(tensors, lora_pair(prefix + layer, endings, in, out, 32));
    };
    add("double_blocks.0.img_attn.qkv", 3'072, 9'216);
    add("double_blocks.18.txt_mlp.0", 3'072, 12'288);
    add("single_blocks.37.linear1", 3'072, 21'504);
    add("single_blocks.0.linear2", 15'360, 3'072);
    return tensors;
}

TEST(LoraFactsTest, TellsAPaperfluxLora) {
    const auto facts = inspect(paperflux_lora(8), kPaperfluxMetadata);

    ASSERT_TRUE(facts) << facts.error().message;
    EXPECT_EQ(facts->base_model, BaseModel::paperflux_1);
    EXPECT_EQ(facts->key_family, KeyFamily::diffusers);
    EXPECT_EQ(facts->rank, 8);
    EXPECT_EQ(facts->alpha, 8.0);
    EXPECT_EQ(facts->trigger.phrase, "pprbts");
    EXPECT_EQ(facts->title, "Paper Boats");
    EXPECT_EQ(facts->layer_count, 54U);
    EXPECT_EQ(facts->tensor_count, 108U);
    EXPECT_THAT(facts->warnings, IsEmpty());
}

TEST(LoraFactsTest, TellsAFluxLoraOnEveryLayer) {
    const auto facts = inspect(diffusers_flux_lora(16));

    ASSERT_TRUE(facts) << facts.error().message;
    EXPECT_EQ(facts->base_model, BaseModel::flux_1);
    EXPECT_EQ(facts->key_family, KeyFamily::diffusers);
    EXPECT_EQ(facts->rank, 16);
    EXPECT_FALSE(facts->alpha);
    EXPECT_EQ(facts->layer_count, 494U);
    EXPECT_EQ(facts->tensor_count, 988U);
    EXPECT_EQ(facts->parameter_count, 16U * 5'369'856U);
    EXPECT_THAT(facts->warnings, IsEmpty());
}

struct FamilyCase {
    const char* name;
    std::vector<TestTensor> tensors;
    BaseModel model;
    KeyFamily family;
};

class KeyFamiliesTest : public ::testing::TestWithParam<FamilyCase> {};

TEST_P(KeyFamiliesTest, AreRecognisedTogetherWithTheModel) {
    const auto facts = inspect(GetParam().tensors);

    ASSERT_TRUE(facts) << facts.error().message;
    EXPECT_EQ(facts->base_model, GetParam().model);
    EXPECT_EQ(facts->key_family, GetParam().family);
    EXPECT_THAT(facts->warnings, IsEmpty());
}

std::vector<TestTensor> joined(std::vector<TestTensor> a, const std::vector<TestTensor>& b) {
    append(a, b);
    return a;
}

INSTANTIATE_TEST_SUITE_P(
    Families,
    KeyFamiliesTest,
    ::testing::Values(
        FamilyCase{
            "KohyaFlux",
            bfl_lora("lora_unet_", kKohyaEndings, "_"),
            BaseModel::flux_1,
            KeyFamily::kohya},
        FamilyCase{
            "KohyaFluxWithTextEncoders",
            joined(
                bfl_lora("lora_unet_", kKohyaEndings, "_"),
                lora_pair(
                    "lora_te1_text_model_encoder_layers_0_mlp_fc1",
                    kKohyaEndings,
                    768,
                    3'072,
                    32
                )
            ),
            BaseModel::flux_1,
            KeyFamily::kohya},
        FamilyCase{"Bfl", bfl_lora("", kPeftEndings, "."), BaseModel::flux_1, KeyFamily::bfl},
        FamilyCase{
            "ComfyUi",
            bfl_lora("diffusion_model.", kPeftEndings, "."),
            BaseModel::flux_1,
            KeyFamily::bfl},
        FamilyCase{
            "Peft",
            bfl_lora("base_model.model.", kPeftEndings, "."),
            BaseModel::flux_1,
            KeyFamily::peft},
        FamilyCase{
            "PeftDiffusers",
            diffusers_flux_lora(4, 3'072, 12'288, 1, 1, "base_model.model.transformer."),
            BaseModel::flux_1,
            KeyFamily::peft},
        FamilyCase{
            "XLabs",
            joined(
                lora_pair(
                    "double_blocks.3.processor.qkv_lora1",
                    kProcessorEndings,
                    3'072,
                    9'216,
                    16
                ),
                joined(
                    lora_pair(
                        "double_blocks.3.processor.qkv_lora2",
                        kProcessorEndings,
                        3'072,
                        9'216,
                        16
                    ),
                    lora_pair(
                        "double_blocks.3.processor.proj_lora1",
                        kProcessorEndings,
                        3'072,
                        3'072,
                        16
                    )
                )
            ),
            BaseModel::flux_1,
            KeyFamily::xlabs},
        FamilyCase{
            "OneTrainer",
            joined(
                lora_pair(
                    "lora_transformer_single_transformer_blocks_7_attn_to_q",
                    kKohyaEndings,
                    3'072,
                    3'072,
                    16
                ),
                lora_pair(
                    "lora_te1_text_model_encoder_layers_0_mlp_fc1",
                    kKohyaEndings,
                    768,
                    3'072,
                    16
                )
            ),
            BaseModel::flux_1,
            KeyFamily::onetrainer},
        FamilyCase{
            "LycorisWithPlainLayers",
            bfl_lora("lycoris_", kKohyaEndings, "_"),
            BaseModel::flux_1,
            KeyFamily::lycoris},
        FamilyCase{
            "StableDiffusion15",
            kohya_unet_lora(768, 32),
            BaseModel::sd_1_5,
            KeyFamily::kohya},
        FamilyCase{
            "StableDiffusion2",
            kohya_unet_lora(1'024, 32),
            BaseModel::sd_2,
            KeyFamily::kohya},
        FamilyCase{
            "StableDiffusionXl",
            kohya_unet_lora(2'048, 32),
            BaseModel::sdxl,
            KeyFamily::kohya},
        FamilyCase{
            "OldDiffusersXl",
            joined(
                lora_pair(
                    "unet.down_blocks.1.attentions.0.transformer_blocks.0.attn2.processor.to_k_"
                    "lora",
                    kProcessorEndings,
                    2'048,
                    640,
                    8
                ),
                lora_pair(
                    "text_encoder_2.text_model.encoder.layers.0.self_attn.q_proj.lora_linear_layer",
                    kProcessorEndings,
                    1'280,
                    1'280,
                    8
                )
            ),
            BaseModel::sdxl,
            KeyFamily::diffusers}
    ),
    [](const auto& test) { return std::string(test.param.name); }
);

TEST(LoraFactsTest, TellsTheKinOfFluxFromFlux1) {
    const auto wide = inspect(diffusers_flux_lora(16, 6'144, 24'576, 8, 48));
    const auto deep = inspect(diffusers_flux_lora(16, 3'072, 12'288, 20, 40));

    ASSERT_TRUE(wide) << wide.error().message;
    EXPECT_EQ(wide->base_model, BaseModel::flux_like);
    EXPECT_THAT(wide->warnings, Contains(HasSubstr("not for FLUX.1")));
    ASSERT_TRUE(deep) << deep.error().message;
    EXPECT_EQ(deep->base_model, BaseModel::flux_like);
}

TEST(LoraFactsTest, ReportsTheHighestRank) {
    const auto facts = inspect(joined(
        lora_pair("transformer.transformer_blocks.0.attn.to_q", kPeftEndings, 3'072, 3'072, 64),
        lora_pair("transformer.transformer_blocks.0.attn.to_k", kPeftEndings, 3'072, 3'072, 4)
    ));

    ASSERT_TRUE(facts) << facts.error().message;
    EXPECT_EQ(facts->rank, 64);
}

TEST(LoraFactsTest, SaysIfAlphasStandInTensors) {
    EXPECT_TRUE(inspect(kohya_unet_lora(768, 8))->has_alpha_tensors);
    EXPECT_FALSE(inspect(paperflux_lora(8))->has_alpha_tensors);
}

TEST(LoraFactsTest, GathersTheWarningsOfShapesAndLayers) {
    auto tensors = kohya_unet_lora(768, 8);
    tensors.push_back({"lora_unet_x.dora_scale", DType::f16, {8}});

    const auto facts = inspect(tensors, {{"ss_base_model_version", "flux1"}});

    ASSERT_TRUE(facts) << facts.error().message;
    EXPECT_THAT(facts->warnings, Contains(HasSubstr("metadata says flux.1")));
    EXPECT_THAT(facts->warnings, Contains(HasSubstr("DoRA")));
}

TEST(LoraFactsTest, RefusesWhatIsNoLora) {
    const auto facts =
        inspect({{"model.diffusion_model.out.2.weight", DType::f16, {4, 320, 3, 3}}});

    ASSERT_FALSE(facts);
    EXPECT_EQ(facts.error().code, ErrorCode::unprocessable);
    EXPECT_THAT(facts.error().message, HasSubstr("not a LoRA but a full model"));
}

}  // namespace
}  // namespace likeness::safetensors
