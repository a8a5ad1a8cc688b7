#include "safetensors/lora_key.hpp"

#include <gtest/gtest.h>

namespace likeness::safetensors {
namespace {

struct KeyCase {
    std::string_view name;
    std::string_view layer;
    KeyRole role;
};

TEST(LoraKeyTest, PartsTheHalvesOfEveryFamilyFromTheirLayers) {
    const std::vector<KeyCase> cases = {
        {"transformer.proj_out.lora_A.weight", "transformer.proj_out", KeyRole::down},
        {"transformer.proj_out.lora_B.weight", "transformer.proj_out", KeyRole::up},
        {"base_model.model.x.lora_A.default.weight", "base_model.model.x", KeyRole::down},
        {"lora_unet_x.lora_down.weight", "lora_unet_x", KeyRole::down},
        {"lora_unet_x.lora_up.weight", "lora_unet_x", KeyRole::up},
        {"lora_unet_x.alpha", "lora_unet_x", KeyRole::alpha},
        {"unet.x.to_k.lora.up.weight", "unet.x.to_k", KeyRole::up},
        {"text_encoder.x.lora_linear_layer.down.weight", "text_encoder.x", KeyRole::down},
        {"unet.x.processor.to_k_lora.down.weight", "unet.x.processor.to_k_lora", KeyRole::down},
        {"double_blocks.0.processor.qkv_lora1.down.weight",
         "double_blocks.0.processor.qkv_lora1",
         KeyRole::down},
        {"double_blocks.0.processor.qkv_lora2.up.weight",
         "double_blocks.0.processor.qkv_lora2",
         KeyRole::up},
    };
    for (const KeyCase& expected : cases) {
        const LoraKey key = parse_lora_key(expected.name);

        EXPECT_EQ(key.layer, expected.layer);
        EXPECT_EQ(key.role, expected.role) << expected.name;
    }
}

TEST(LoraKeyTest, KnowsWhatGoesBeyondPlainLora) {
    const std::vector<std::pair<std::string_view, KeyRole>> cases = {
        {"lora_unet_x.dora_scale", KeyRole::magnitude},
        {"transformer.x.lora_magnitude_vector", KeyRole::magnitude},
        {"transformer.x.lora_magnitude_vector.weight", KeyRole::magnitude},
        {"diffusion_model.x.diff", KeyRole::difference},
        {"diffusion_model.x.diff_b", KeyRole::difference},
        {"lycoris_x.lokr_w1", KeyRole::lycoris},
        {"lycoris_x.lokr_w2_a", KeyRole::lycoris},
        {"lora_unet_x.hada_w1_a", KeyRole::lycoris},
        {"lora_unet_x.oft_blocks", KeyRole::lycoris},
        {"lora_unet_x.lora_mid.weight", KeyRole::lycoris},
    };
    for (const auto& [name, role] : cases) {
        EXPECT_EQ(parse_lora_key(name).role, role) << name;
    }
}

TEST(LoraKeyTest, LeavesNamesOfFullModelsAlone) {
    for (const std::string_view name :
         {"double_blocks.0.img_attn.qkv.weight",
          "model.down.weight",
          "encoder.down.weight",
          "up.weight",
          "alpha",
          "weight",
          ""}) {
        EXPECT_EQ(parse_lora_key(name).role, KeyRole::other) << name;
    }
}

TEST(KeyFamilyTest, IsToldByTheStartOfALayersName) {
    const std::vector<std::pair<std::string_view, KeyFamily>> cases = {
        {"transformer.transformer_blocks.0.attn.to_q", KeyFamily::diffusers},
        {"unet.down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k", KeyFamily::diffusers},
        {"text_encoder_2.text_model.encoder.layers.0.self_attn.q_proj", KeyFamily::diffusers},
        {"lora_unet_double_blocks_0_img_attn_qkv", KeyFamily::kohya},
        {"lora_te1_text_model_encoder_layers_0_mlp_fc1", KeyFamily::kohya},
        {"double_blocks.0.img_attn.qkv", KeyFamily::bfl},
        {"diffusion_model.single_blocks.0.linear1", KeyFamily::bfl},
        {"base_model.model.double_blocks.0.img_attn.qkv", KeyFamily::peft},
        {"double_blocks.0.processor.qkv_lora1", KeyFamily::xlabs},
        {"single_blocks.0.processor.qkv_lora", KeyFamily::xlabs},
        {"lora_transformer_single_transformer_blocks_0_attn_to_q", KeyFamily::onetrainer},
        {"lycoris_double_blocks_0_img_attn_qkv", KeyFamily::lycoris},
        {"unet.down_blocks.0.attn2.processor.to_k_lora", KeyFamily::diffusers},
        {"layers.0.attention", KeyFamily::unknown},
        {"", KeyFamily::unknown},
    };
    for (const auto& [layer, family] : cases) {
        EXPECT_EQ(key_family_of(layer), family) << layer;
    }
}

TEST(KeyFamilyTest, HasATextForEveryFamily) {
    EXPECT_EQ(key_family_text(KeyFamily::diffusers), "diffusers");
    EXPECT_EQ(key_family_text(KeyFamily::kohya), "kohya");
    EXPECT_EQ(key_family_text(KeyFamily::bfl), "bfl");
    EXPECT_EQ(key_family_text(KeyFamily::xlabs), "xlabs");
    EXPECT_EQ(key_family_text(KeyFamily::onetrainer), "onetrainer");
    EXPECT_EQ(key_family_text(KeyFamily::peft), "peft");
    EXPECT_EQ(key_family_text(KeyFamily::lycoris), "lycoris");
    EXPECT_EQ(key_family_text(KeyFamily::unknown), "unknown");
}

TEST(KeyFamilyTest, PrefixesAreCutOffTheModelsOwnNames) {
    EXPECT_EQ(without_family_prefix("base_model.model.double_blocks.0.x"), "double_blocks.0.x");
    EXPECT_EQ(without_family_prefix("base_model.model.transformer.x"), "x");
    EXPECT_EQ(without_family_prefix("model.diffusion_model.x"), "x");
    EXPECT_EQ(without_family_prefix("lora_unet_double_blocks_0_x"), "double_blocks_0_x");
    EXPECT_EQ(without_family_prefix("double_blocks.0.x"), "double_blocks.0.x");
    EXPECT_EQ(without_family_prefix("lora_te1_x"), "lora_te1_x");
}

TEST(TextEncoderLayerTest, IsKnownInEveryFamily) {
    EXPECT_TRUE(is_text_encoder_layer("lora_te_text_model_x"));
    EXPECT_TRUE(is_text_encoder_layer("lora_te3_x"));
    EXPECT_TRUE(is_text_encoder_layer("text_encoder.text_model.x"));
    EXPECT_FALSE(is_text_encoder_layer("lora_unet_x"));
    EXPECT_FALSE(is_text_encoder_layer("transformer.context_embedder"));
}

}  // namespace
}  // namespace likeness::safetensors
