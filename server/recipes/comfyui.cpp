#include "recipes/comfyui_recipe.hpp"
#include "recipes/comfyui_workflow.hpp"
#include "recipes/json_values.hpp"
#include "recipes/readers.hpp"
#include "recipes/values.hpp"

#include <array>
#include <utility>

namespace likeness::recipes {

namespace {

using boost::json::object;

constexpr std::array<std::string_view, 1> kPromptNames{"prompt"};
constexpr std::array<std::string_view, 1> kWorkflowNames{"workflow"};
// ComfyUI's WebP has the graph in Model and Make; other nodes that save use other fields.
constexpr std::array<std::string_view, 4> kExifNames{
    imaging::exif_name::kModel,
    imaging::exif_name::kMake,
    imaging::exif_name::kImageDescription,
    imaging::exif_name::kUserComment};

std::optional<ForeignRecipe> recipe_of(std::optional<object> graph_json, std::string_view text) {
    const std::optional<ComfyGraph> graph =
        graph_json ? ComfyGraph::parse(std::move(*graph_json)) : std::nullopt;
    std::optional<ForeignRecipe> recipe = graph ? recipe_in_graph(*graph) : std::nullopt;
    if (recipe) {
        recipe->text = text;
    }
    return recipe;
}

/// The graph, or what is sent to the server to run it: {"prompt":{...},...}.
std::optional<ForeignRecipe> recipe_in_prompt(std::string_view text) {
    std::optional<object> root = parse_json_object(text);
    const object* const prompt = root ? find_object(*root, "prompt") : nullptr;
    return prompt == nullptr ? recipe_of(std::move(root), text) : recipe_of(*prompt, text);
}

std::optional<ForeignRecipe> recipe_in_workflow(std::string_view text) {
    const std::optional<object> workflow = parse_json_object(text);
    return workflow ? recipe_of(graph_of_workflow(*workflow), text) : std::nullopt;
}

/// `prompt:{...}`, `workflow:{...}` or, as Civitai's generator writes it, the graph alone.
std::optional<ForeignRecipe> recipe_in_exif(std::string_view text) {
    if (text.starts_with('{')) {
        return recipe_in_prompt(text);
    }
    const std::size_t colon = text.find(':');
    const std::string_view kind = text.substr(0, colon);
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    if (equals_ignoring_case(kind, "prompt")) {
        return recipe_in_prompt(text.substr(colon + 1));
    }
    return equals_ignoring_case(kind, "workflow") ? recipe_in_workflow(text.substr(colon + 1))
                                                  : std::nullopt;
}

}  // namespace

std::optional<ForeignRecipe> read_comfyui(const Source& source) {
    if (auto recipe = source.first_of(kPromptNames, recipe_in_prompt)) {
        return recipe;
    }
    if (auto recipe = source.first_of(kExifNames, recipe_in_exif)) {
        return recipe;
    }
    return source.first_of(kWorkflowNames, recipe_in_workflow);
}

}  // namespace likeness::recipes
