#include "paperflux/modules.hpp"

#include <algorithm>
#include <array>

namespace likeness::paperflux {

namespace {

using List = std::vector<Module>;

void add(
    List& list,
    std::string name,
    std::size_t linear,
    std::size_t outputs,
    std::size_t inputs
) {
    list.push_back({std::move(name), linear, 0, outputs, inputs});
}

void add_qkv(List& list, const std::array<std::string, 3>& names, std::size_t linear) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        list.push_back({names[i], linear, i * kWidth, kWidth, kWidth});
    }
}

void add_embedder(List& list, const std::string& name, std::size_t linear, std::size_t inputs) {
    add(list, "time_text_embed." + name + ".linear_1", linear, kWidth, inputs);
    add(list, "time_text_embed." + name + ".linear_2", linear + 1, kWidth, kWidth);
}

void add_modulation(List& list, std::string name, std::size_t first_output, std::size_t vectors) {
    list.push_back({std::move(name), kModulation, first_output, vectors * kWidth, kWidth});
}

void add_double_block(List& list, std::size_t block) {
    const std::string at = "transformer_blocks." + std::to_string(block) + ".";
    const auto linear = [&](DoublePart part) { return linear_index(block, part); };
    add_modulation(list, at + "norm1.linear", image_modulation(block), 6);
    add_modulation(list, at + "norm1_context.linear", context_modulation(block), 6);
    add_qkv(
        list, {at + "attn.to_q", at + "attn.to_k", at + "attn.to_v"}, linear(DoublePart::image_qkv)
    );
    add_qkv(
        list,
        {at + "attn.add_q_proj", at + "attn.add_k_proj", at + "attn.add_v_proj"},
        linear(DoublePart::context_qkv)
    );
    add(list, at + "attn.to_out.0", linear(DoublePart::image_out), kWidth, kWidth);
    add(list, at + "attn.to_add_out", linear(DoublePart::context_out), kWidth, kWidth);
    add(list, at + "ff.net.0.proj", linear(DoublePart::image_up), kMlpWidth, kWidth);
    add(list, at + "ff.net.2", linear(DoublePart::image_down), kWidth, kMlpWidth);
    add(list, at + "ff_context.net.0.proj", linear(DoublePart::context_up), kMlpWidth, kWidth);
    add(list, at + "ff_context.net.2", linear(DoublePart::context_down), kWidth, kMlpWidth);
}

void add_single_block(List& list, std::size_t block) {
    const std::string at = "single_transformer_blocks." + std::to_string(block) + ".";
    const auto linear = [&](SinglePart part) { return linear_index(block, part); };
    add_modulation(list, at + "norm.linear", single_modulation(block), 3);
    add_qkv(list, {at + "attn.to_q", at + "attn.to_k", at + "attn.to_v"}, linear(SinglePart::qkv));
    add(list, at + "proj_mlp", linear(SinglePart::up), kMlpWidth, kWidth);
    add(list, at + "proj_out", linear(SinglePart::down), kWidth, kWidth + kMlpWidth);
}

List make_modules() {
    List list;
    add(list, "x_embedder", kTokenEmbedder, kWidth, kTokenWidth);
    add(list, "context_embedder", kContextEmbedder, kWidth, kTextWidth);
    add_embedder(list, "timestep_embedder", kTimeEmbedder, kTimeFeatures);
    add_embedder(list, "text_embedder", kPooledEmbedder, kTextWidth);
    add_embedder(list, "aspect_embedder", kAspectEmbedder, kAspectFeatures);
    for (std::size_t block = 0; block < kDoubleBlocks; ++block) {
        add_double_block(list, block);
    }
    for (std::size_t block = 0; block < kSingleBlocks; ++block) {
        add_single_block(list, block);
    }
    add_modulation(list, "norm_out.linear", kOutputModulation, 2);
    add(list, "proj_out", kOutput, kTokenWidth, kWidth);
    std::sort(list.begin(), list.end(), [](const Module& a, const Module& b) {
        return a.name < b.name;
    });
    return list;
}

}  // namespace

const std::vector<Module>& modules() {
    static const List all = make_modules();
    return all;
}

const Module* find_module(std::string_view name) {
    const auto found = std::lower_bound(
        modules().begin(),
        modules().end(),
        name,
        [](const Module& module, std::string_view wanted) { return module.name < wanted; }
    );
    return found != modules().end() && found->name == name ? &*found : nullptr;
}

}  // namespace likeness::paperflux
