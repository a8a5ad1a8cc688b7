#include "safetensors/flux_blocks.hpp"

#include "safetensors/lora_key.hpp"

#include <algorithm>
#include <array>

namespace likeness::safetensors {

namespace {

using Block = FluxLayer::Block;

constexpr std::array<std::pair<std::string_view, Block>, 4> kBlockPrefixes = {{
    {"transformer_blocks_", Block::diffusers_double},
    {"single_transformer_blocks_", Block::diffusers_single},
    {"double_blocks_", Block::bfl_double},
    {"single_blocks_", Block::bfl_single},
}};

/// A width as so many times the token's width plus so many times the feed-forward width.
struct Width {
    std::uint64_t hidden;
    std::uint64_t mlp;
};

struct Module {
    Block block;
    std::string_view name;
    Width in;
    Width out;
};

constexpr Width kOne = {1, 0};
constexpr Width kThree = {3, 0};
constexpr Width kSix = {6, 0};
constexpr Width kMlp = {0, 1};
constexpr Width kOneAndMlp = {1, 1};
constexpr Width kThreeAndMlp = {3, 1};

/// Every linear layer inside FLUX.1's blocks. The names with "processor" are those of XLabs.
constexpr std::array<Module, 39> kModules = {{
    {Block::diffusers_double, "attn_to_q", kOne, kOne},
    {Block::diffusers_double, "attn_to_k", kOne, kOne},
    {Block::diffusers_double, "attn_to_v", kOne, kOne},
    {Block::diffusers_double, "attn_to_out_0", kOne, kOne},
    {Block::diffusers_double, "attn_add_q_proj", kOne, kOne},
    {Block::diffusers_double, "attn_add_k_proj", kOne, kOne},
    {Block::diffusers_double, "attn_add_v_proj", kOne, kOne},
    {Block::diffusers_double, "attn_to_add_out", kOne, kOne},
    {Block::diffusers_double, "ff_net_0_proj", kOne, kMlp},
    {Block::diffusers_double, "ff_net_2", kMlp, kOne},
    {Block::diffusers_double, "ff_context_net_0_proj", kOne, kMlp},
    {Block::diffusers_double, "ff_context_net_2", kMlp, kOne},
    {Block::diffusers_double, "norm1_linear", kOne, kSix},
    {Block::diffusers_double, "norm1_context_linear", kOne, kSix},
    {Block::diffusers_single, "attn_to_q", kOne, kOne},
    {Block::diffusers_single, "attn_to_k", kOne, kOne},
    {Block::diffusers_single, "attn_to_v", kOne, kOne},
    {Block::diffusers_single, "proj_mlp", kOne, kMlp},
    {Block::diffusers_single, "proj_out", kOneAndMlp, kOne},
    {Block::diffusers_single, "norm_linear", kOne, kThree},
    {Block::bfl_double, "img_attn_qkv", kOne, kThree},
    {Block::bfl_double, "txt_attn_qkv", kOne, kThree},
    {Block::bfl_double, "img_attn_proj", kOne, kOne},
    {Block::bfl_double, "txt_attn_proj", kOne, kOne},
    {Block::bfl_double, "img_mlp_0", kOne, kMlp},
    {Block::bfl_double, "txt_mlp_0", kOne, kMlp},
    {Block::bfl_double, "img_mlp_2", kMlp, kOne},
    {Block::bfl_double, "txt_mlp_2", kMlp, kOne},
    {Block::bfl_double, "img_mod_lin", kOne, kSix},
    {Block::bfl_double, "txt_mod_lin", kOne, kSix},
    {Block::bfl_double, "processor_qkv_lora1", kOne, kThree},
    {Block::bfl_double, "processor_qkv_lora2", kOne, kThree},
    {Block::bfl_double, "processor_proj_lora1", kOne, kOne},
    {Block::bfl_double, "processor_proj_lora2", kOne, kOne},
    {Block::bfl_single, "linear1", kOne, kThreeAndMlp},
    {Block::bfl_single, "linear2", kOneAndMlp, kOne},
    {Block::bfl_single, "modulation_lin", kOne, kThree},
    {Block::bfl_single, "processor_qkv_lora", kOne, kThree},
    {Block::bfl_single, "processor_proj_lora", kOneAndMlp, kOne},
}};

std::uint64_t width_in(const Width& width, const FluxSize& size) {
    return width.hidden * size.hidden + width.mlp * size.mlp;
}

bool is_double(Block block) {
    return block == Block::diffusers_double || block == Block::bfl_double;
}

/// Takes the number before the next underscore off the front. No model has blocks with numbers of
/// more digits.
std::optional<unsigned> take_index(std::string_view& text) {
    constexpr std::size_t kMaxDigits = 4;
    const std::size_t digits = std::min(text.find('_'), text.size());
    if (digits == 0 || digits > kMaxDigits || digits == text.size()) {
        return std::nullopt;
    }
    unsigned index = 0;
    for (const char digit : text.substr(0, digits)) {
        if (digit < '0' || digit > '9') {
            return std::nullopt;
        }
        index = index * 10 + static_cast<unsigned>(digit - '0');
    }
    text.remove_prefix(digits + 1);
    return index;
}

}  // namespace

std::optional<FluxLayer> parse_flux_layer(std::string_view layer_name) {
    std::string name(without_family_prefix(layer_name));
    std::replace(name.begin(), name.end(), '.', '_');
    for (const auto& [prefix, block] : kBlockPrefixes) {
        if (!name.starts_with(prefix)) {
            continue;
        }
        std::string_view rest = std::string_view(name).substr(prefix.size());
        const auto index = take_index(rest);
        if (!index) {
            return std::nullopt;
        }
        return FluxLayer{block, *index, std::string(rest)};
    }
    return std::nullopt;
}

bool fits(const FluxLayer& place, const LoraLayer& layer, const FluxSize& size) {
    if (place.index >= (is_double(place.block) ? size.double_blocks : size.single_blocks)) {
        return false;
    }
    return std::any_of(kModules.begin(), kModules.end(), [&](const Module& module) {
        return module.block == place.block && module.name == place.module &&
               layer.in == width_in(module.in, size) && layer.out == width_in(module.out, size);
    });
}

}  // namespace likeness::safetensors
