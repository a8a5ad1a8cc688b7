#include "recipes/comfyui_loras.hpp"

#include "recipes/json_values.hpp"
#include "recipes/lora_tags.hpp"
#include "recipes/values.hpp"

#include <array>
#include <optional>
#include <string>

namespace likeness::recipes {

namespace {

using boost::json::object;

constexpr std::array<std::string_view, 7> kScaleNames{
    "strength_model",
    "lora_model_strength",
    "model_weight",
    "model_str",
    "lora_wt",
    "strength",
    "lora_weight"};

bool is_a_name(std::string_view name) {
    return !name.empty() && name != "None";
}

/// What stands behind the name of an input in a stack: "_1" of lora_name_1 and lora_1.
std::optional<std::string_view> suffix_of(std::string_view input) {
    for (const std::string_view prefix : {"lora_name", "lora"}) {
        if (input.starts_with(prefix)) {
            const std::string_view suffix = input.substr(prefix.size());
            const bool is_number =
                suffix.size() > 1 && suffix.front() == '_' &&
                suffix.find_first_not_of("0123456789", 1) == std::string_view::npos;
            return suffix.empty() || is_number ? std::optional(suffix) : std::nullopt;
        }
    }
    return std::nullopt;
}

double scale_in_stack(const object& inputs, std::string_view suffix) {
    for (const std::string_view name : kScaleNames) {
        const std::string key = std::string(name).append(suffix);
        if (const auto scale = scale_in(scalar_text(inputs, {key}))) {
            return *scale;
        }
    }
    return 1;
}

std::optional<imaging::RecipeLora> lora_in_stack(const object& inputs, std::string_view input) {
    const std::optional<std::string_view> suffix = suffix_of(input);
    if (!suffix) {
        return std::nullopt;
    }
    const std::string name = scalar_text(inputs, {input});
    const std::string key = std::string("switch").append(*suffix);
    if (!is_a_name(name) || equals_ignoring_case(scalar_text(inputs, {key}), "off")) {
        return std::nullopt;
    }
    return lora_of(name, scale_in_stack(inputs, *suffix));
}

/// {"on": true, "lora": "x.safetensors", "strength": 1}
std::optional<imaging::RecipeLora> power_lora(const object& entry) {
    const auto* const on = entry.if_contains("on");
    const bool is_off = on != nullptr && on->is_bool() && !on->get_bool();
    const std::string name = scalar_text(entry, {"lora"});
    if (is_off || !is_a_name(name)) {
        return std::nullopt;
    }
    return lora_of(name, scale_in(scalar_text(entry, {"strength"})).value_or(1));
}

}  // namespace

std::vector<imaging::RecipeLora> loras_of(const ComfyNode& node) {
    std::vector<imaging::RecipeLora> loras;
    for (const auto& input : *node.inputs) {
        const auto* const entry = input.value().if_object();
        auto lora =
            entry != nullptr ? power_lora(*entry) : lora_in_stack(*node.inputs, input.key());
        if (lora && loras.size() < kMaxLoras) {
            loras.push_back(std::move(*lora));
        }
    }
    return loras;
}

}  // namespace likeness::recipes
