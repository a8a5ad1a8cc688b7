#include "recipes/comfyui_prompts.hpp"

#include "recipes/values.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>
#include <vector>

namespace likeness::recipes {

namespace {

using Step = ComfyGraph::Step;

// Encoders with several texts: the one that the model goes by most comes first.
constexpr std::array<std::string_view, 8> kEncoderTexts{
    "t5xxl",
    "text_g",
    "populated_text",
    "text",
    "prompt",
    "clip_g",
    "clip_l",
    "text_l"};

constexpr std::size_t kMaxTexts = 64;

std::string_view name_of(PromptRole role) {
    return role == PromptRole::positive ? "positive" : "negative";
}

/// The node that the first of these inputs that is a link leads to.
const ComfyNode* first_linked(
    const ComfyGraph& graph,
    const ComfyNode& node,
    std::initializer_list<std::string_view> names
) {
    for (const std::string_view name : names) {
        const auto* const input = node.inputs->if_contains(name);
        const ComfyNode* const linked = input == nullptr ? nullptr : graph.linked(*input);
        if (linked != nullptr) {
            return linked;
        }
    }
    return nullptr;
}

/// Where the conditioning of a role comes from: the sampler names it, or its guider does.
const ComfyNode*
conditioning_of(const ComfyGraph& graph, const ComfyNode& sampler, PromptRole role) {
    const ComfyNode* const guider = first_linked(graph, sampler, {"guider"});
    const ComfyNode& asked = guider == nullptr ? sampler : *guider;
    return role == PromptRole::positive
               ? first_linked(graph, asked, {"positive", "conditioning", "cond1"})
               : first_linked(graph, asked, {"negative", "neg_conditioning"});
}

/// Inputs of nodes that change, combine or only pass on a conditioning.
bool passes_on(std::string_view input, PromptRole role) {
    return input == name_of(role) || input.starts_with("cond") || input == "any" ||
           input == "value" || input == "input" || input == "source" || input.empty();
}

std::string encoded_text(ComfyValues& values, const ComfyNode& node, PromptRole role) {
    // Loaders that encode too take both prompts as texts.
    const auto* const own = node.inputs->if_contains(name_of(role));
    if (own != nullptr && own->is_string()) {
        return values.text(*own);
    }
    for (const std::string_view name : kEncoderTexts) {
        const auto* const input = node.inputs->if_contains(name);
        std::string text = input == nullptr ? std::string() : values.text(*input);
        if (!text.empty()) {
            return text;
        }
    }
    return {};
}

}  // namespace

ComfyPrompt
prompt_of(const ComfyGraph& graph, ComfyValues& values, const ComfyNode& sampler, PromptRole role) {
    ComfyPrompt prompt;
    const ComfyNode* const start = conditioning_of(graph, sampler, role);
    if (start == nullptr) {
        return prompt;
    }
    std::vector<std::string> texts;
    const auto follows = [role](std::string_view input) { return passes_on(input, role); };
    graph.walk_back({start}, follows, [&](const ComfyNode& node) {
        if (node.type.find("ZeroOut") != std::string_view::npos) {
            return Step::past;
        }
        if (!prompt.guidance) {
            prompt.guidance = guidance_in(values.find(node, {"guidance"}));
        }
        std::string text = encoded_text(values, node, role);
        if (text.empty()) {
            return Step::on;
        }
        if (texts.size() == kMaxTexts) {
            return Step::stop;
        }
        if (std::find(texts.begin(), texts.end(), text) == texts.end()) {
            prompt.text.append(texts.empty() ? "" : "\n").append(text);
            texts.push_back(std::move(text));
        }
        return Step::past;
    });
    return prompt;
}

}  // namespace likeness::recipes
