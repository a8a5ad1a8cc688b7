#include "safetensors/flux_blocks.hpp"

#include <gtest/gtest.h>

namespace likeness::safetensors {
namespace {

bool fits_flux_1(std::string_view name, std::uint64_t in, std::uint64_t out) {
    const auto place = parse_flux_layer(name);
    return place && fits(*place, LoraLayer{name, 16, in, out}, kFlux1Size);
}

TEST(FluxLayerTest, IsReadFromDottedAndUnderscoredNames) {
    for (const std::string_view name :
         {"double_blocks.12.img_attn.qkv",
          "diffusion_model.double_blocks.12.img_attn.qkv",
          "base_model.model.double_blocks.12.img_attn.qkv",
          "lora_unet_double_blocks_12_img_attn_qkv"}) {
        const auto layer = parse_flux_layer(name);

        ASSERT_TRUE(layer) << name;
        EXPECT_EQ(layer->block, FluxLayer::Block::bfl_double) << name;
        EXPECT_EQ(layer->index, 12U) << name;
        EXPECT_EQ(layer->module, "img_attn_qkv") << name;
    }
}

TEST(FluxLayerTest, TellsTheFourKindsOfBlocksApart) {
    EXPECT_EQ(
        parse_flux_layer("transformer.transformer_blocks.0.x")->block,
        FluxLayer::Block::diffusers_double
    );
    EXPECT_EQ(
        parse_flux_layer("transformer.single_transformer_blocks.0.x")->block,
        FluxLayer::Block::diffusers_single
    );
    EXPECT_EQ(parse_flux_layer("double_blocks.0.x")->block, FluxLayer::Block::bfl_double);
    EXPECT_EQ(parse_flux_layer("single_blocks.0.x")->block, FluxLayer::Block::bfl_single);
}

TEST(FluxLayerTest, IsNotSeenInOtherNames) {
    for (const std::string_view name :
         {"",
          "transformer.proj_out",
          "unet.down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k",
          "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k",
          "double_blocks.x.img_attn.qkv",
          "double_blocks..img_attn.qkv",
          "double_blocks.12",
          "double_blocks.99999.img_attn.qkv",
          "double_blocks.-1.img_attn.qkv"}) {
        EXPECT_FALSE(parse_flux_layer(name)) << name;
    }
}

TEST(FluxLayerTest, FitsOnlyModulesOfTheModelInTheirWidths) {
    EXPECT_TRUE(fits_flux_1("double_blocks.0.img_attn.qkv", 3'072, 9'216));
    EXPECT_TRUE(fits_flux_1("single_blocks.0.linear1", 3'072, 21'504));
    EXPECT_TRUE(fits_flux_1("single_blocks.0.linear2", 15'360, 3'072));
    EXPECT_TRUE(fits_flux_1("double_blocks.0.processor.qkv_lora1", 3'072, 9'216));

    EXPECT_FALSE(fits_flux_1("double_blocks.0.img_attn.qkv", 6'144, 18'432));
    EXPECT_FALSE(fits_flux_1("double_blocks.0.img_attn.qkv", 3'072, 3'072));
    EXPECT_FALSE(fits_flux_1("double_blocks.0.img_attn.qkv", 1'536, 9'216));
    EXPECT_FALSE(fits_flux_1("double_blocks.0.img_attn.to_q", 3'072, 3'072));
    EXPECT_FALSE(fits_flux_1("single_blocks.0.img_attn.qkv", 3'072, 9'216));
}

TEST(FluxLayerTest, FitsOnlyBlocksThatTheModelHas) {
    EXPECT_TRUE(fits_flux_1("double_blocks.18.img_attn.qkv", 3'072, 9'216));
    EXPECT_FALSE(fits_flux_1("double_blocks.19.img_attn.qkv", 3'072, 9'216));
    EXPECT_TRUE(fits_flux_1("single_blocks.37.linear1", 3'072, 21'504));
    EXPECT_FALSE(fits_flux_1("single_blocks.38.linear1", 3'072, 21'504));
}

}  // namespace
}  // namespace likeness::safetensors
