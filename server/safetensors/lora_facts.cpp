#include "safetensors/lora_facts.hpp"

#include "safetensors/lora_layers.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>

namespace likeness::safetensors {

namespace {

/// The family of most layers. Text encoders count only where there is nothing else: several
/// trainers name them alike.
KeyFamily prevailing_family(const std::vector<LoraLayer>& layers) {
    const bool only_text = std::all_of(layers.begin(), layers.end(), [](const LoraLayer& layer) {
        return is_text_encoder_layer(layer.name);
    });
    std::array<std::size_t, static_cast<std::size_t>(KeyFamily::unknown) + 1> counts{};
    for (const LoraLayer& layer : layers) {
        if (only_text || !is_text_encoder_layer(layer.name)) {
            ++counts[static_cast<std::size_t>(key_family_of(layer.name))];
        }
    }
    return static_cast<KeyFamily>(
        std::distance(counts.begin(), std::max_element(counts.begin(), counts.end()))
    );
}

int highest_rank(const std::vector<LoraLayer>& layers) {
    std::uint64_t rank = 0;
    for (const LoraLayer& layer : layers) {
        rank = std::max(rank, layer.rank);
    }
    return static_cast<int>(rank);  // collect_lora_layers bounds it
}

std::uint64_t count_parameters(const Header& header) {
    return std::accumulate(
        header.tensors.begin(),
        header.tensors.end(),
        std::uint64_t{0},
        [](std::uint64_t sum, const Tensor& tensor) { return sum + tensor.element_count(); }
    );
}

}  // namespace

Result<LoraFacts> inspect_lora(const Header& header) {
    LIKENESS_TRY(LoraLayers found, collect_lora_layers(header));
    BaseModelFinding base_model = detect_base_model(found.layers, header.metadata);

    LoraFacts facts;
    facts.base_model = base_model.model;
    facts.key_family = prevailing_family(found.layers);
    facts.rank = highest_rank(found.layers);
    facts.alpha = find_alpha(header.metadata);
    facts.has_alpha_tensors = found.has_alpha_tensors;
    facts.trigger = find_trigger(header.metadata);
    facts.title = find_title(header.metadata);
    facts.parameter_count = count_parameters(header);
    facts.tensor_count = header.tensors.size();
    facts.layer_count = found.layers.size();
    facts.training = find_training_tags(header.metadata);
    facts.warnings = std::move(base_model.warnings);
    std::move(found.warnings.begin(), found.warnings.end(), std::back_inserter(facts.warnings));
    return facts;
}

}  // namespace likeness::safetensors
