#include "recipes/json_values.hpp"
#include "recipes/lora_tags.hpp"
#include "recipes/readers.hpp"
#include "recipes/values.hpp"

#include <utility>

namespace likeness::recipes {

namespace {

using boost::json::object;

constexpr std::string_view kScheme = "fooocus_scheme";
constexpr std::string_view kParted = " : ";

/// `name : 0.5`; since 2.4 with whether it is on before it: `True : name : 0.5`.
std::optional<imaging::RecipeLora> combined_lora(std::string_view text) {
    const std::size_t last = text.rfind(kParted);
    if (last == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view name = text.substr(0, last);
    const std::size_t first = name.find(kParted);
    if (first != std::string_view::npos) {
        if (equals_ignoring_case(trimmed(name.substr(0, first)), "false")) {
            return std::nullopt;
        }
        name.remove_prefix(first + kParted.size());
    }
    if (trimmed(name) == "None") {
        return std::nullopt;
    }
    return lora_of(name, scale_in(text.substr(last + kParted.size())).value_or(1));
}

/// [name, scale, hash]
std::optional<imaging::RecipeLora> listed_lora(const boost::json::value& item) {
    const auto* const parts = item.if_array();
    if (parts == nullptr || parts->size() < 2) {
        return std::nullopt;
    }
    imaging::RecipeLora lora =
        lora_of(scalar_text((*parts)[0]), scale_in(scalar_text((*parts)[1])).value_or(1));
    if (parts->size() > 2) {
        lora.sha256 = scalar_text((*parts)[2]);
    }
    return lora;
}

std::vector<imaging::RecipeLora> loras_in(const object& root) {
    std::vector<imaging::RecipeLora> loras;
    const auto add = [&loras](std::optional<imaging::RecipeLora> lora) {
        if (lora && loras.size() < kMaxLoras) {
            loras.push_back(std::move(*lora));
        }
    };
    if (const auto* const list = find_array(root, "loras")) {
        for (const boost::json::value& item : *list) {
            add(listed_lora(item));
        }
    }
    if (loras.empty()) {
        for (std::size_t i = 1; i <= kMaxLoras; ++i) {
            const std::string key = "lora_combined_" + std::to_string(i);
            add(combined_lora(scalar_text(root, {key})));
        }
    }
    return loras;
}

/// The scheme says it in a PNG ("fooocus_scheme") and in Exif (MakerNote), the fields everywhere.
bool is_fooocus(const object& root) {
    const bool is_named = scalar_text(root, {"version"}).find("Fooocus") != std::string::npos;
    const bool has_scheme = root.contains("metadata_scheme");
    return root.contains("prompt") && (is_named || has_scheme || root.contains("base_model"));
}

std::optional<ForeignRecipe> recipe_in(std::string_view text) {
    const std::optional<object> root = parse_json_object(text);
    if (!root || !is_fooocus(*root)) {
        return std::nullopt;
    }
    TaggedPrompt tagged = take_lora_tags(scalar_text(*root, {"prompt"}));
    ForeignRecipe recipe;
    recipe.program = Program::fooocus;
    recipe.prompt = std::move(tagged.prompt);
    recipe.negative_prompt = scalar_text(*root, {"negative_prompt"});
    recipe.seed = seed_in(scalar_text(*root, {"seed"}));
    recipe.steps = steps_in(scalar_text(*root, {"steps"}));
    recipe.guidance_scale = guidance_in(scalar_text(*root, {"guidance_scale"}));
    recipe.sampler =
        sampler_with_schedule(scalar_text(*root, {"sampler"}), scalar_text(*root, {"scheduler"}));
    recipe.model = scalar_text(*root, {"base_model"});
    recipe.loras = loras_in(*root);
    if (recipe.loras.empty()) {
        recipe.loras = std::move(tagged.loras);
    }
    recipe.text = text;
    return recipe;
}

}  // namespace

std::optional<ForeignRecipe> read_fooocus(const Source& source) {
    std::optional<ForeignRecipe> recipe = source.first_of(kParametersNames, recipe_in);
    // The other scheme is the text of A1111.
    const bool is_a1111_text =
        source.find(kScheme) == "a1111" || source.find(imaging::exif_name::kMakerNote) == "a1111";
    if (!recipe && is_a1111_text) {
        recipe = read_a1111(source);
        if (recipe) {
            recipe->program = Program::fooocus;
        }
    }
    return recipe;
}

}  // namespace likeness::recipes
