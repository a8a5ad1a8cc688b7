#include "recipes/comfyui_values.hpp"

#include "imaging/exif_texts.hpp"
#include "recipes/json_values.hpp"

#include <algorithm>
#include <array>

namespace likeness::recipes {

namespace {

constexpr int kMaxDepth = 16;
/// How far an input is looked for.
constexpr std::size_t kMaxVisits = 32;

/// Inputs that hold a text, or pass one on; what was worked out from wildcards comes first.
constexpr std::array<std::string_view, 17> kTextNames{
    "populated_text",
    "text",
    "string",
    "value",
    "prompt",
    "text_positive",
    "wildcard_text",
    "Text",
    "String",
    "text_0",
    "text1",
    "text_a",
    "string_a",
    "source",
    "input",
    "any",
    "anything"};

/// Inputs that hold a number, or pass one on.
constexpr std::array<std::string_view, 13> kNumberNames{
    "seed",
    "noise_seed",
    "value",
    "int",
    "float",
    "number",
    "Number",
    "Value",
    "steps",
    "cfg",
    "source",
    "input",
    "any"};

template <class Names>
bool is_one_of(std::string_view name, const Names& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// "StringConcatenate", "Text Concatenate", "JoinStrings" and their like.
bool joins_texts(const ComfyNode& node) {
    return node.type.find("oncat") != std::string_view::npos ||
           node.type.find("Join") != std::string_view::npos;
}

bool is_delimiter(std::string_view name) {
    return name == "delimiter" || name == "separator";
}

std::string delimiter_of(const ComfyNode& node) {
    const std::string delimiter = scalar_text(*node.inputs, {"delimiter", "separator"});
    return delimiter == "\\n" ? "\n" : delimiter;
}

}  // namespace

std::string ComfyValues::find(
    const ComfyNode& node,
    std::initializer_list<std::string_view> names,
    std::initializer_list<std::string_view> via
) {
    std::string found;
    std::size_t visited = 0;
    graph_.walk_back(
        {&node},
        [&](std::string_view name) { return is_one_of(name, via); },
        [&](const ComfyNode& at) {
            for (const std::string_view name : names) {
                const auto* const value = at.inputs->if_contains(name);
                if (value == nullptr) {
                    continue;
                }
                const ComfyNode* const behind = graph_.linked(*value);
                found = behind == nullptr ? scalar_text(*value) : number_behind(*behind);
                if (!found.empty()) {
                    return ComfyGraph::Step::stop;
                }
            }
            return ++visited == kMaxVisits ? ComfyGraph::Step::stop : ComfyGraph::Step::on;
        }
    );
    return found;
}

std::string ComfyValues::number_behind(const ComfyNode& start) {
    std::string found;
    graph_.walk_back(
        {&start},
        [](std::string_view name) { return is_one_of(name, kNumberNames); },
        [&](const ComfyNode& at) {
            if (number_visits_left_ == 0) {
                return ComfyGraph::Step::stop;
            }
            --number_visits_left_;
            for (const std::string_view name : kNumberNames) {
                found = scalar_text(*at.inputs, {name});
                if (!found.empty()) {
                    return ComfyGraph::Step::stop;
                }
            }
            return ComfyGraph::Step::on;
        }
    );
    return found;
}

std::string ComfyValues::text(const boost::json::value& input) {
    return text_at(input, 0);
}

std::string ComfyValues::text_at(const boost::json::value& input, int depth) {
    if (const auto* const text = input.if_string()) {
        return std::string(std::string_view(*text));
    }
    const ComfyNode* const behind = graph_.linked(input);
    if (behind == nullptr || depth == kMaxDepth || text_visits_left_ == 0) {
        return {};
    }
    --text_visits_left_;
    return joins_texts(*behind) ? joined_text_of(*behind, depth + 1) : text_of(*behind, depth + 1);
}

std::string ComfyValues::text_of(const ComfyNode& node, int depth) {
    for (const std::string_view name : kTextNames) {
        if (const auto* const input = node.inputs->if_contains(name)) {
            std::string text = text_at(*input, depth);
            if (!text.empty()) {
                return text;
            }
        }
    }
    return {};
}

std::string ComfyValues::joined_text_of(const ComfyNode& node, int depth) {
    const std::string delimiter = delimiter_of(node);
    std::string joined;
    for (const auto& input : *node.inputs) {
        if (is_delimiter(input.key())) {
            continue;
        }
        const std::string text = text_at(input.value(), depth);
        if (!text.empty() && joined.size() + text.size() <= imaging::kMaxFileText) {
            joined.append(joined.empty() ? "" : delimiter).append(text);
        }
    }
    return joined;
}

}  // namespace likeness::recipes
