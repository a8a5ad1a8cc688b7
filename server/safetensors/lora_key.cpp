#include "safetensors/lora_key.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace likeness::safetensors {

namespace {

struct Ending {
    std::string_view text;
    KeyRole role;
};

/// An ending is cut off together with what it ends; the first that fits counts.
constexpr std::array<Ending, 17> kEndings = {{
    {".lora_A.weight", KeyRole::down},
    {".lora_B.weight", KeyRole::up},
    {".lora_A.default.weight", KeyRole::down},
    {".lora_B.default.weight", KeyRole::up},
    {".lora_down.weight", KeyRole::down},
    {".lora_up.weight", KeyRole::up},
    {".lora.down.weight", KeyRole::down},
    {".lora.up.weight", KeyRole::up},
    {".lora_linear_layer.down.weight", KeyRole::down},
    {".lora_linear_layer.up.weight", KeyRole::up},
    {".alpha", KeyRole::alpha},
    {".dora_scale", KeyRole::magnitude},
    {".lora_magnitude_vector", KeyRole::magnitude},
    {".lora_magnitude_vector.weight", KeyRole::magnitude},
    {".lora_magnitude_vector.default.weight", KeyRole::magnitude},
    {".diff", KeyRole::difference},
    {".diff_b", KeyRole::difference},
}};

/// First letters of the last part of a name.
constexpr std::array<std::string_view, 5> kLycorisParts =
    {"lokr_", "hada_", "oft_", "boft_", "lora_mid"};

/// Attention processors carry their LoRA in a member of their own:
/// ...processor.to_q_lora.down.weight,
/// ...processor.qkv_lora1.down.weight. The member stays part of the layer's name.
LoraKey parse_processor_key(std::string_view name) {
    for (const Ending& half :
         {Ending{".down.weight", KeyRole::down}, Ending{".up.weight", KeyRole::up}}) {
        if (!name.ends_with(half.text)) {
            continue;
        }
        const std::string_view layer = name.substr(0, name.size() - half.text.size());
        if (layer.ends_with("_lora") || layer.ends_with("_lora1") || layer.ends_with("_lora2")) {
            return {layer, half.role};
        }
    }
    return {name, KeyRole::other};
}

bool is_lycoris(std::string_view name) {
    if (name.ends_with(".weight")) {
        name.remove_suffix(std::string_view(".weight").size());
    }
    const std::string_view last = name.substr(std::min(name.rfind('.') + 1, name.size()));
    return std::any_of(kLycorisParts.begin(), kLycorisParts.end(), [&](std::string_view part) {
        return last.starts_with(part);
    });
}

struct Prefix {
    std::string_view text;
    KeyFamily family;
    bool is_part_of_the_model;  // stays in front of the model's own names
};

/// Longer prefixes before those that they begin with.
constexpr std::array<Prefix, 14> kPrefixes = {{
    {"base_model.model.transformer.", KeyFamily::peft, false},
    {"base_model.model.diffusion_model.", KeyFamily::peft, false},
    {"base_model.model.", KeyFamily::peft, false},
    {"model.diffusion_model.", KeyFamily::bfl, false},
    {"diffusion_model.", KeyFamily::bfl, false},
    {"double_blocks.", KeyFamily::bfl, true},
    {"single_blocks.", KeyFamily::bfl, true},
    {"transformer.", KeyFamily::diffusers, false},
    {"unet.", KeyFamily::diffusers, false},
    {"text_encoder", KeyFamily::diffusers, true},
    {"lora_transformer_", KeyFamily::onetrainer, false},
    {"lora_unet_", KeyFamily::kohya, false},
    {"lora_te", KeyFamily::kohya, true},
    {"lycoris_", KeyFamily::lycoris, false},
}};

const Prefix* find_prefix(std::string_view layer) {
    const auto* const found =
        std::find_if(kPrefixes.begin(), kPrefixes.end(), [&](const Prefix& prefix) {
            return layer.starts_with(prefix.text);
        });
    return found == kPrefixes.end() ? nullptr : found;
}

}  // namespace

LoraKey parse_lora_key(std::string_view tensor_name) {
    for (const Ending& ending : kEndings) {
        if (tensor_name.ends_with(ending.text)) {
            return {tensor_name.substr(0, tensor_name.size() - ending.text.size()), ending.role};
        }
    }
    if (is_lycoris(tensor_name)) {
        return {tensor_name, KeyRole::lycoris};
    }
    return parse_processor_key(tensor_name);
}

std::string_view key_family_text(KeyFamily family) {
    switch (family) {
        case KeyFamily::diffusers:
            return "diffusers";
        case KeyFamily::kohya:
            return "kohya";
        case KeyFamily::bfl:
            return "bfl";
        case KeyFamily::xlabs:
            return "xlabs";
        case KeyFamily::onetrainer:
            return "onetrainer";
        case KeyFamily::peft:
            return "peft";
        case KeyFamily::lycoris:
            return "lycoris";
        case KeyFamily::unknown:
            break;
    }
    return "unknown";
}

KeyFamily key_family_of(std::string_view layer) {
    const Prefix* const prefix = find_prefix(layer);
    if (prefix == nullptr) {
        return KeyFamily::unknown;
    }
    const bool has_processor = layer.find(".processor.") != std::string_view::npos;
    return prefix->family == KeyFamily::bfl && has_processor ? KeyFamily::xlabs : prefix->family;
}

bool is_text_encoder_layer(std::string_view layer) {
    constexpr std::array<std::string_view, 6> kStarts = {
        "lora_te",
        "text_encoder",
        "lycoris_te",
        "base_model.model.text_",
        "text_model",
        "conditioner."};
    return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) {
        return layer.starts_with(start);
    });
}

std::string_view without_family_prefix(std::string_view layer) {
    const Prefix* const prefix = find_prefix(layer);
    return prefix == nullptr || prefix->is_part_of_the_model ? layer
                                                             : layer.substr(prefix->text.size());
}

}  // namespace likeness::safetensors
