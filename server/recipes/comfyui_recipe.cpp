#include "recipes/comfyui_recipe.hpp"

#include "recipes/comfyui_loras.hpp"
#include "recipes/comfyui_prompts.hpp"
#include "recipes/comfyui_values.hpp"
#include "recipes/json_values.hpp"
#include "recipes/lora_tags.hpp"
#include "recipes/values.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace likeness::recipes {

namespace {

using Step = ComfyGraph::Step;

constexpr int kMaxPasses = 16;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool has_any(const ComfyNode& node, std::initializer_list<std::string_view> names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        return node.inputs->contains(name);
    });
}

bool is_sampler(const ComfyNode& node) {
    return has_any(node, {"latent_image", "latent", "samples"}) &&
           has_any(node, {"seed", "noise_seed", "noise"}) &&
           has_any(node, {"positive", "guider", "conditioning"});
}

/// The sampler nearest behind these nodes, themselves not counted.
const ComfyNode*
sampler_behind(const ComfyGraph& graph, const std::vector<const ComfyNode*>& starts) {
    const ComfyNode* found = nullptr;
    std::size_t visited = 0;
    graph.walk_back(
        starts,
        [](std::string_view) { return true; },
        [&](const ComfyNode& node) {
            if (++visited <= starts.size() || !is_sampler(node)) {
                return Step::on;
            }
            found = &node;
            return Step::stop;
        }
    );
    return found;
}

/// The sampler behind what saves the image, else behind a preview, else any.
const ComfyNode* last_sampler(const ComfyGraph& graph) {
    for (const std::string_view kind : {"Save", "Preview"}) {
        std::vector<const ComfyNode*> outputs;
        for (const ComfyNode& node : graph.nodes()) {
            if (contains(node.type, kind)) {
                outputs.push_back(&node);
            }
        }
        if (const ComfyNode* const sampler = sampler_behind(graph, outputs)) {
            return sampler;
        }
    }
    const auto any = std::find_if(graph.nodes().begin(), graph.nodes().end(), is_sampler);
    return any == graph.nodes().end() ? nullptr : &*any;
}

/// Reads the recipe of one sampler.
class SamplerReader {
public:
    SamplerReader(const ComfyGraph& graph, const ComfyNode& sampler)
        : graph_(graph),
          values_(graph),
          sampler_(&sampler) {}

    ForeignRecipe read() {
        go_back_to_first_pass();
        ForeignRecipe recipe;
        recipe.program = Program::comfyui;
        recipe.seed = seed_in(values_.find(*sampler_, {"seed", "noise_seed"}, {"noise"}));
        recipe.steps = steps_in(values_.find(*sampler_, {"steps"}, {"sigmas"}));
        recipe.sampler = sampler_with_schedule(
            values_.find(*sampler_, {"sampler_name"}, {"sampler"}),
            values_.find(*sampler_, {"scheduler"}, {"sigmas"})
        );
        read_prompts(recipe);
        read_model(recipe);
        return recipe;
    }

private:
    /// A pass that only refines what another sampler made has less to tell than that one.
    void go_back_to_first_pass() {
        for (int pass = 0; pass < kMaxPasses && only_refines(); ++pass) {
            const ComfyNode* const earlier = sampler_before();
            if (earlier == nullptr) {
                return;
            }
            sampler_ = earlier;
        }
    }

    bool only_refines() {
        const auto denoise = scale_in(values_.find(*sampler_, {"denoise"}, {"sigmas"}));
        const auto first_step = steps_in(values_.find(*sampler_, {"start_at_step"}));
        return (denoise && *denoise < 1) || first_step.has_value();
    }

    const ComfyNode* sampler_before() const {
        for (const std::string_view name : {"latent_image", "latent", "samples"}) {
            const auto* const input = sampler_->inputs->if_contains(name);
            const ComfyNode* const latent = input == nullptr ? nullptr : graph_.linked(*input);
            if (latent != nullptr) {
                return is_sampler(*latent) ? latent : sampler_behind(graph_, {latent});
            }
        }
        return nullptr;
    }

    void read_prompts(ForeignRecipe& recipe) {
        ComfyPrompt positive = prompt_of(graph_, values_, *sampler_, PromptRole::positive);
        TaggedPrompt tagged = take_lora_tags(positive.text);
        recipe.prompt = std::move(tagged.prompt);
        recipe.loras = std::move(tagged.loras);
        recipe.negative_prompt = prompt_of(graph_, values_, *sampler_, PromptRole::negative).text;
        recipe.guidance_scale = positive.guidance;
        if (!recipe.guidance_scale) {
            recipe.guidance_scale = guidance_in(values_.find(*sampler_, {"cfg"}, {"guider"}));
        }
    }

    /// Goes back along the model; what is loaded last there was put on first.
    void read_model(ForeignRecipe& recipe) {
        std::vector<std::vector<imaging::RecipeLora>> of_nodes;
        const auto follows = [](std::string_view name) {
            return contains(name, "model") || contains(name, "lora") || name == "guider" ||
                   name == "any" || name == "value" || name == "input" || name.empty();
        };
        graph_.walk_back({sampler_}, follows, [&](const ComfyNode& node) {
            of_nodes.push_back(loras_of(node));
            if (recipe.model.empty() && &node != sampler_) {
                recipe.model = scalar_text(
                    *node.inputs, {"ckpt_name", "unet_name", "gguf_name", "base_ckpt_name"}
                );
            }
            return Step::on;
        });
        std::vector<imaging::RecipeLora> loras;
        for (auto node = of_nodes.rbegin(); node != of_nodes.rend(); ++node) {
            std::move(node->begin(), node->end(), std::back_inserter(loras));
        }
        for (imaging::RecipeLora& tagged : recipe.loras) {
            if (!has_lora(loras, tagged.name)) {
                loras.push_back(std::move(tagged));
            }
        }
        recipe.loras = std::move(loras);
    }

    static bool has_lora(const std::vector<imaging::RecipeLora>& loras, std::string_view name) {
        return std::any_of(loras.begin(), loras.end(), [name](const imaging::RecipeLora& lora) {
            return plain_name(lora.name) == plain_name(name);
        });
    }

    const ComfyGraph& graph_;
    ComfyValues values_;
    const ComfyNode* sampler_;
};

}  // namespace

std::optional<ForeignRecipe> recipe_in_graph(const ComfyGraph& graph) {
    const ComfyNode* const sampler = last_sampler(graph);
    if (sampler == nullptr) {
        return std::nullopt;
    }
    return SamplerReader(graph, *sampler).read();
}

}  // namespace likeness::recipes
