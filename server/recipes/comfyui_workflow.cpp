#include "recipes/comfyui_workflow.hpp"

#include "recipes/json_values.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

namespace likeness::recipes {

namespace {

using boost::json::array;
using boost::json::object;

constexpr std::size_t kMaxWidgets = 10;
constexpr std::size_t kMaxNodes = 10'000;
constexpr std::size_t kMaxLinks = 50'000;
// "mode" of a node that is muted or bypassed.
constexpr std::string_view kMuted = "2";
constexpr std::string_view kBypassed = "4";

/// The inputs that a node's widget values stand for, in their order; an empty name is a widget that
/// is no input of the graph ("control after generate").
struct KnownNode {
    std::string_view type;
    std::array<std::string_view, kMaxWidgets> widgets;
};

constexpr std::array kKnownNodes{
    KnownNode{"KSampler", {"seed", "", "steps", "cfg", "sampler_name", "scheduler", "denoise"}},
    KnownNode{
        "KSamplerAdvanced",
        {"add_noise",
         "noise_seed",
         "",
         "steps",
         "cfg",
         "sampler_name",
         "scheduler",
         "start_at_step",
         "end_at_step"}},
    KnownNode{"SamplerCustom", {"add_noise", "noise_seed", "", "cfg"}},
    KnownNode{"RandomNoise", {"noise_seed"}},
    KnownNode{"KSamplerSelect", {"sampler_name"}},
    KnownNode{"BasicScheduler", {"scheduler", "steps", "denoise"}},
    KnownNode{"CFGGuider", {"cfg"}},
    KnownNode{"FluxGuidance", {"guidance"}},
    KnownNode{"CLIPTextEncode", {"text"}},
    KnownNode{"CLIPTextEncodeFlux", {"clip_l", "t5xxl", "guidance"}},
    KnownNode{"CheckpointLoaderSimple", {"ckpt_name"}},
    KnownNode{"UNETLoader", {"unet_name"}},
    KnownNode{"UnetLoaderGGUF", {"unet_name"}},
    KnownNode{"LoraLoader", {"lora_name", "strength_model"}},
    KnownNode{"LoraLoaderModelOnly", {"lora_name", "strength_model"}},
    KnownNode{"PrimitiveNode", {"value"}},
    KnownNode{"PrimitiveString", {"value"}},
    KnownNode{"PrimitiveStringMultiline", {"value"}},
    KnownNode{"PrimitiveInt", {"value"}}};

/// Of every link, the id of the node that it comes from.
std::map<std::string, std::string> origins_in(const object& workflow) {
    std::map<std::string, std::string> origins;
    const array* const links = find_array(workflow, "links");
    if (links == nullptr) {
        return origins;
    }
    for (const boost::json::value& item : *links) {
        const array* const link = item.if_array();
        if (link != nullptr && link->size() >= 2 && origins.size() < kMaxLinks) {
            origins.emplace(scalar_text((*link)[0]), scalar_text((*link)[1]));
        }
    }
    return origins;
}

void add_widgets(object& inputs, const object& node, std::string_view type) {
    const auto* const known =
        std::find_if(kKnownNodes.begin(), kKnownNodes.end(), [type](const KnownNode& candidate) {
            return candidate.type == type;
        });
    const array* const values = find_array(node, "widgets_values");
    if (known == kKnownNodes.end() || values == nullptr) {
        return;
    }
    for (std::size_t i = 0; i < std::min(kMaxWidgets, values->size()); ++i) {
        if (!known->widgets[i].empty()) {
            inputs[known->widgets[i]] = (*values)[i];
        }
    }
}

/// Links after widgets: a widget that was made an input keeps a value that no longer counts.
void add_links(
    object& inputs,
    const object& node,
    const std::map<std::string, std::string>& origins
) {
    const array* const slots = find_array(node, "inputs");
    if (slots == nullptr) {
        return;
    }
    for (const boost::json::value& item : *slots) {
        const object* const slot = item.if_object();
        if (slot == nullptr) {
            continue;
        }
        const auto origin = origins.find(scalar_text(*slot, {"link"}));
        if (origin != origins.end()) {
            inputs[scalar_text(*slot, {"name"})] = array{origin->second, 0};
        }
    }
}

}  // namespace

std::optional<object> graph_of_workflow(const object& workflow) {
    const array* const nodes = find_array(workflow, "nodes");
    if (nodes == nullptr) {
        return std::nullopt;
    }
    const std::map<std::string, std::string> origins = origins_in(workflow);
    object graph;
    for (const boost::json::value& item : *nodes) {
        const object* const node = item.if_object();
        if (node == nullptr || graph.size() == kMaxNodes) {
            continue;
        }
        const std::string mode = scalar_text(*node, {"mode"});
        if (mode == kMuted) {
            continue;
        }
        // A bypassed node only passes on what it gets.
        const std::string type = mode == kBypassed ? "" : scalar_text(*node, {"type"});
        object inputs;
        add_widgets(inputs, *node, type);
        add_links(inputs, *node, origins);
        graph[scalar_text(*node, {"id"})] = object{{"class_type", type}, {"inputs", inputs}};
    }
    return graph;
}

}  // namespace likeness::recipes
