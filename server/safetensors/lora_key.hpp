#pragma once

#include <string_view>

namespace likeness::safetensors {

/// What a tensor is to the LoRA layer it belongs to.
enum class KeyRole {
    down,        // lora_A, lora_down: [rank, in]
    up,          // lora_B, lora_up: [out, rank]
    alpha,       // a scalar; the layer's strength is alpha / rank
    magnitude,   // DoRA's column norms
    difference,  // a whole weight or bias, added as it is (.diff, .diff_b)
    lycoris,     // a factor of another decomposition: LoKr, LoHa, OFT, CP
    other        // nothing that belongs to a LoRA layer
};

/// A tensor's name, parted. `layer` views the name.
struct LoraKey {
    std::string_view layer;
    KeyRole role;
};

/// Knows the endings of diffusers (old and new), PEFT, kohya, XLabs and LyCORIS files.
LoraKey parse_lora_key(std::string_view tensor_name);

/// Who wrote the file, as its names tell.
enum class KeyFamily {
    diffusers,   // transformer.transformer_blocks.0.attn.to_q.lora_A.weight, unet. ..., also
                 // ai-toolkit
    kohya,       // lora_unet_double_blocks_0_img_attn_qkv.lora_down.weight
    bfl,         // double_blocks.0.img_attn.qkv.lora_A.weight, also below diffusion_model.
    xlabs,       // double_blocks.0.processor.qkv_lora1.down.weight
    onetrainer,  // lora_transformer_transformer_blocks_0_attn_to_q.lora_down.weight
    peft,        // base_model.model. before any of the dotted names
    lycoris,     // lycoris_ instead of lora_; plain LoRA layers written by LyCORIS
    unknown
};

/// "diffusers", "kohya", "bfl", ... for the API and the page.
std::string_view key_family_text(KeyFamily family);

KeyFamily key_family_of(std::string_view layer);

/// True for layers of a text encoder, which do not tell for which image model the LoRA is.
bool is_text_encoder_layer(std::string_view layer);

/// The layer's name without the prefix that its family puts in front of the model's own names.
std::string_view without_family_prefix(std::string_view layer);

}  // namespace likeness::safetensors
