#include "safetensors/base_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::safetensors {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

LoraLayer layer(std::string_view name, std::uint64_t in, std::uint64_t out) {
    return LoraLayer{name, 16, in, out};
}

const LoraLayer kFluxLayer = layer("transformer.transformer_blocks.0.attn.to_q", 3'072, 3'072);
const LoraLayer kPaperfluxLayer = layer("transformer.transformer_blocks.0.attn.to_q", 160, 160);

LoraLayer cross_attention(std::uint64_t width) {
    return layer(
        "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k", width, 640
    );
}

// Claims

TEST(ClaimedBaseModelTest, UnderstandsTheWordsOfTheTrainers) {
    const std::vector<std::pair<const char*, BaseModel>> claims = {
        {"paperflux-1", BaseModel::paperflux_1},
        {"flux1", BaseModel::flux_1},
        {"flux.1", BaseModel::flux_1},
        {"flux.1_kontext", BaseModel::flux_1},
        {"black-forest-labs/FLUX.1-dev", BaseModel::flux_1},
        {"flux2", BaseModel::flux_like},
        {"chroma", BaseModel::chroma},
        {"sdxl_base_v1-0", BaseModel::sdxl},
        {"sdxl_1.0", BaseModel::sdxl},
        {"sd_v1", BaseModel::sd_1_5},
        {"sd_1.5", BaseModel::sd_1_5},
        {"sd_v2", BaseModel::sd_2},
    };
    for (const auto& [text, model] : claims) {
        EXPECT_EQ(claimed_base_model({{"ss_base_model_version", text}}), model) << text;
    }
}

TEST(ClaimedBaseModelTest, UnderstandsTheArchitecturesOfModelspec) {
    const std::vector<std::pair<const char*, BaseModel>> claims = {
        {"flux-1-dev/lora", BaseModel::flux_1},
        {"flux-2-dev/lora", BaseModel::flux_like},
        {"stable-diffusion-xl-v1-base/lora", BaseModel::sdxl},
        {"stable-diffusion-v1/lora", BaseModel::sd_1_5},
        {"stable-diffusion-v2-768-v/lora", BaseModel::sd_2},
    };
    for (const auto& [text, model] : claims) {
        EXPECT_EQ(claimed_base_model({{"modelspec.architecture", text}}), model) << text;
    }
}

TEST(ClaimedBaseModelTest, IsNothingWithoutAClaimThatItKnows) {
    EXPECT_FALSE(claimed_base_model({}));
    EXPECT_FALSE(claimed_base_model({{"format", "pt"}, {"ss_base_model_version", "wan2.1"}}));
    EXPECT_EQ(
        claimed_base_model({{"base_model", "mystery"}, {"ss_base_model_version", "flux1"}}),
        BaseModel::flux_1
    );
}

// FLUX and its kin

TEST(BaseModelTest, IsFlux1IfEveryBlockLayerFits) {
    const auto finding =
        detect_base_model({kFluxLayer, layer("transformer.x_embedder", 64, 3'072)}, {});

    EXPECT_EQ(finding.model, BaseModel::flux_1);
    EXPECT_THAT(finding.warnings, IsEmpty());
}

TEST(BaseModelTest, IsNotFlux1IfOneBlockLayerDoesNotFit) {
    const auto finding =
        detect_base_model({kFluxLayer, layer("double_blocks.0.img_mlp.0", 3'072, 18'432)}, {});

    EXPECT_EQ(finding.model, BaseModel::flux_like);
    EXPECT_THAT(
        finding.warnings, ElementsAre(HasSubstr("\"double_blocks.0.img_mlp.0\" (3,072 to 18,432)"))
    );
}

TEST(BaseModelTest, IsUnknownForTransformersWithoutSingleBlocks) {
    const auto finding =
        detect_base_model({layer("transformer.transformer_blocks.0.attn.to_q", 1'536, 1'536)}, {});

    EXPECT_EQ(finding.model, BaseModel::unknown);
    EXPECT_THAT(finding.warnings, ElementsAre(HasSubstr("not for FLUX.1")));
}

TEST(BaseModelTest, BelievesMetadataBetweenModelsOfEqualShapes) {
    EXPECT_EQ(
        detect_base_model({kFluxLayer}, {{"ss_base_model_version", "chroma"}}).model,
        BaseModel::chroma
    );
    EXPECT_EQ(
        detect_base_model({kFluxLayer}, {{"ss_base_model_version", "flux2"}}).model,
        BaseModel::flux_like
    );
}

TEST(BaseModelTest, BelievesShapesMoreThanMetadata) {
    const auto finding =
        detect_base_model({kFluxLayer}, {{"ss_base_model_version", "sdxl_base_v1-0"}});

    EXPECT_EQ(finding.model, BaseModel::flux_1);
    EXPECT_THAT(
        finding.warnings, ElementsAre("Its metadata says sdxl, but its layers are those of flux.1.")
    );
}

// PaperFlux

TEST(BaseModelTest, IsPaperfluxIfShapesAndMetadataAgree) {
    const auto finding = detect_base_model({kPaperfluxLayer}, {{"base_model", "paperflux-1"}});

    EXPECT_EQ(finding.model, BaseModel::paperflux_1);
    EXPECT_THAT(finding.warnings, IsEmpty());
}

TEST(BaseModelTest, IsNotPaperfluxByItsShapesAlone) {
    const auto finding = detect_base_model({kPaperfluxLayer}, {});

    EXPECT_EQ(finding.model, BaseModel::unknown);
    EXPECT_THAT(finding.warnings, ElementsAre(HasSubstr("does not say base_model = paperflux-1")));
}

TEST(BaseModelTest, IsNotPaperfluxByItsMetadataAlone) {
    const Metadata claim = {{"base_model", "paperflux-1"}};

    EXPECT_EQ(detect_base_model({kFluxLayer}, claim).model, BaseModel::flux_1);
    EXPECT_EQ(detect_base_model({layer("something.else", 8, 8)}, claim).model, BaseModel::unknown);
}

TEST(BaseModelTest, IsNotPaperfluxWithLayersUnderOtherNames) {
    const auto finding = detect_base_model(
        {kPaperfluxLayer, layer("text_encoder.x", 128, 128)}, {{"base_model", "paperflux-1"}}
    );

    EXPECT_EQ(finding.model, BaseModel::unknown);
    EXPECT_THAT(finding.warnings, ElementsAre(HasSubstr("text_encoder.x")));
}

// Stable Diffusion

TEST(BaseModelTest, TellsTheStableDiffusionsApartByTheWidthOfTheirText) {
    EXPECT_EQ(detect_base_model({cross_attention(768)}, {}).model, BaseModel::sd_1_5);
    EXPECT_EQ(detect_base_model({cross_attention(1'024)}, {}).model, BaseModel::sd_2);
    EXPECT_EQ(detect_base_model({cross_attention(2'048)}, {}).model, BaseModel::sdxl);
}

TEST(BaseModelTest, FindsCrossAttentionInEveryFamily) {
    for (const std::string_view name :
         {"unet.down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_v",
          "unet.up_blocks.1.attentions.0.transformer_blocks.0.attn2.processor.to_k_lora",
          "lora_unet_input_blocks_4_1_transformer_blocks_0_attn2_to_k",
          "lora_unet_mid_block_attentions_0_transformer_blocks_0_attn2_to_v"}) {
        EXPECT_EQ(detect_base_model({layer(name, 2'048, 640)}, {}).model, BaseModel::sdxl) << name;
    }
}

TEST(BaseModelTest, DoesNotTakeOtherLayersForCrossAttentionInputs) {
    const auto finding = detect_base_model(
        {layer("lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_q", 768, 768),
         layer("lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_k", 768, 768)},
        {}
    );

    EXPECT_EQ(finding.model, BaseModel::unknown);
}

TEST(BaseModelTest, IsUnknownForWidthsOfNoKnownModelOrOfSeveral) {
    EXPECT_EQ(detect_base_model({cross_attention(1'280)}, {}).model, BaseModel::unknown);
    EXPECT_EQ(
        detect_base_model({cross_attention(768), cross_attention(2'048)}, {}).model,
        BaseModel::unknown
    );
}

// Nothing to go by

TEST(BaseModelTest, FallsBackOnTheMetadataAndSaysSo) {
    const auto finding = detect_base_model(
        {layer("lora_te1_x", 768, 768)}, {{"ss_base_model_version", "sdxl_base_v1-0"}}
    );

    EXPECT_EQ(finding.model, BaseModel::sdxl);
    EXPECT_THAT(finding.warnings, ElementsAre(HasSubstr("from its metadata only")));
}

TEST(BaseModelTest, IsUnknownIfNothingTells) {
    const auto finding = detect_base_model({layer("lora_te1_x", 768, 768)}, {});

    EXPECT_EQ(finding.model, BaseModel::unknown);
    EXPECT_THAT(finding.warnings, ElementsAre(HasSubstr("cannot be told")));
}

TEST(BaseModelTest, HasATextForEveryModel) {
    EXPECT_EQ(base_model_text(BaseModel::paperflux_1), "paperflux-1");
    EXPECT_EQ(base_model_text(BaseModel::flux_1), "flux.1");
    EXPECT_EQ(base_model_text(BaseModel::chroma), "chroma");
    EXPECT_EQ(base_model_text(BaseModel::flux_like), "flux-like");
    EXPECT_EQ(base_model_text(BaseModel::sdxl), "sdxl");
    EXPECT_EQ(base_model_text(BaseModel::sd_2), "sd-2");
    EXPECT_EQ(base_model_text(BaseModel::sd_1_5), "sd-1.5");
    EXPECT_EQ(base_model_text(BaseModel::unknown), "unknown");
}

}  // namespace
}  // namespace likeness::safetensors
