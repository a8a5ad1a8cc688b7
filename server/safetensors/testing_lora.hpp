#pragma once

#include "safetensors/testing_writer.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace likeness::safetensors {

/// The endings of the two halves of a layer.
struct PairEndings {
    std::string down;
    std::string up;
};

inline const PairEndings kPeftEndings = {".lora_A.weight", ".lora_B.weight"};
inline const PairEndings kKohyaEndings = {".lora_down.weight", ".lora_up.weight"};
inline const PairEndings kProcessorEndings = {".down.weight", ".up.weight"};

/// The LoRA of one linear layer.
inline std::vector<TestTensor> lora_pair(
    const std::string& layer,
    const PairEndings& endings,
    std::uint64_t in,
    std::uint64_t out,
    std::uint64_t rank
) {
    return {
        {layer + endings.down, DType::f16, {rank, in}},
        {layer + endings.up, DType::f16, {out, rank}}};
}

inline void append(std::vector<TestTensor>& tensors, const std::vector<TestTensor>& more) {
    tensors.insert(tensors.end(), more.begin(), more.end());
}

/// Every linear layer of a model with FLUX's blocks in diffusers' names, 494 for FLUX.1.
inline std::vector<TestTensor> diffusers_flux_lora(
    std::uint64_t rank,
    std::uint64_t hidden = 3'072,
    std::uint64_t mlp = 12'288,
    int double_blocks = 19,
    int single_blocks = 38,
    const std::string& prefix = "transformer."
) {
    std::vector<TestTensor> tensors;
    const auto add = [&](const std::string& layer, std::uint64_t in, std::uint64_t out) {
        append(tensors, lora_pair(prefix + layer, kPeftEndings, in, out, rank));
    };
    for (int i = 0; i < double_blocks; ++i) {
        const std::string block = "transformer_blocks." + std::to_string(i) + ".";
        for (const char* layer :
             {"to_q",
              "to_k",
              "to_v",
              "to_out.0",
              "add_q_proj",
              "add_k_proj",
              "add_v_proj",
              "to_add_out"}) {
            add(block + "attn." + layer, hidden, hidden);
        }
        for (const char* stream : {"ff", "ff_context"}) {
            add(block + stream + ".net.0.proj", hidden, mlp);
            add(block + stream + ".net.2", mlp, hidden);
        }
        add(block + "norm1.linear", hidden, 6 * hidden);
        add(block + "norm1_context.linear", hidden, 6 * hidden);
    }
    for (int i = 0; i < single_blocks; ++i) {
        const std::string block = "single_transformer_blocks." + std::to_string(i) + ".";
        for (const char* layer : {"to_q", "to_k", "to_v"}) {
            add(block + "attn." + layer, hidden, hidden);
        }
        add(block + "proj_mlp", hidden, mlp);
        add(block + "proj_out", hidden + mlp, hidden);
        add(block + "norm.linear", hidden, 3 * hidden);
    }
    return tensors;
}

/// A LoRA for the engine inside this program, as its trainer writes them; goes with
/// kPaperfluxMetadata.
inline std::vector<TestTensor> paperflux_lora(std::uint64_t rank) {
    std::vector<TestTensor> tensors = diffusers_flux_lora(rank, 160, 480, 2, 4);
    append(tensors, lora_pair("transformer.norm_out.linear", kPeftEndings, 160, 320, rank));
    append(tensors, lora_pair("transformer.proj_out", kPeftEndings, 160, 40, rank));
    return tensors;
}

inline const std::map<std::string, std::string> kPaperfluxMetadata = {
    {"format", "pt"},
    {"base_model", "paperflux-1"},
    {"name", "paper-boats"},
    {"title", "Paper Boats"},
    {"trigger_word", "pprbts"},
    {"kind", "style"},
    {"rank", "8"},
    {"lora_alpha", "8"},
};

/// Cross-attention of one block in kohya's names, with alphas; the width of the text tells the
/// model.
inline std::vector<TestTensor> kohya_unet_lora(std::uint64_t text_width, std::uint64_t rank) {
    const std::string block = "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_";
    std::vector<TestTensor> tensors;
    for (const char* layer : {"attn1_to_q", "attn1_to_k", "attn2_to_q"}) {
        append(tensors, lora_pair(block + layer, kKohyaEndings, 640, 640, rank));
        tensors.push_back({block + layer + ".alpha", DType::f16, {}});
    }
    for (const char* layer : {"attn2_to_k", "attn2_to_v"}) {
        append(tensors, lora_pair(block + layer, kKohyaEndings, text_width, 640, rank));
        tensors.push_back({block + layer + ".alpha", DType::f16, {}});
    }
    return tensors;
}

}  // namespace likeness::safetensors
