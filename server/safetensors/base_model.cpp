#include "safetensors/base_model.hpp"

#include "safetensors/display_text.hpp"
#include "safetensors/flux_blocks.hpp"
#include "safetensors/lora_key.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace likeness::safetensors {

namespace {

struct Mark {
    std::string_view text;
    BaseModel model;
};

/// Parts of the names that trainers write, in lower case; the first that occurs decides.
constexpr std::array<Mark, 16> kClaims = {{
    {"paperflux-1", BaseModel::paperflux_1},
    {"chroma", BaseModel::chroma},
    {"flux2", BaseModel::flux_like},
    {"flux.2", BaseModel::flux_like},
    {"flux-2", BaseModel::flux_like},
    {"flux", BaseModel::flux_1},
    {"sdxl", BaseModel::sdxl},
    {"stable-diffusion-xl", BaseModel::sdxl},
    {"sd_v2", BaseModel::sd_2},
    {"sd_2", BaseModel::sd_2},
    {"stable-diffusion-v2", BaseModel::sd_2},
    {"stable-diffusion-2", BaseModel::sd_2},
    {"sd_v1", BaseModel::sd_1_5},
    {"sd_1", BaseModel::sd_1_5},
    {"stable-diffusion-v1", BaseModel::sd_1_5},
    {"stable-diffusion-1", BaseModel::sd_1_5},
}};

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

/// A layer inside a block with one of FLUX's names.
struct Placed {
    FluxLayer place;
    const LoraLayer* layer;
};

std::vector<Placed> flux_layers(const std::vector<LoraLayer>& layers) {
    std::vector<Placed> placed;
    for (const LoraLayer& layer : layers) {
        if (auto place = parse_flux_layer(layer.name)) {
            placed.push_back({std::move(*place), &layer});
        }
    }
    return placed;
}

const Placed* first_misfit(const std::vector<Placed>& placed, const FluxSize& size) {
    const auto found = std::find_if(placed.begin(), placed.end(), [&](const Placed& p) {
        return !fits(p.place, *p.layer, size);
    });
    return found == placed.end() ? nullptr : &*found;
}

BaseModelFinding
judge_paperflux(const std::vector<LoraLayer>& layers, std::optional<BaseModel> claim) {
    if (claim != BaseModel::paperflux_1) {
        return {
            BaseModel::unknown,
            {"Its shapes are those of paperflux-1, but its metadata does not say base_model = "
             "paperflux-1."}};
    }
    const auto foreign = std::find_if(layers.begin(), layers.end(), [](const LoraLayer& layer) {
        return !layer.name.starts_with("transformer.");
    });
    if (foreign != layers.end()) {
        return {BaseModel::unknown, {"PaperFlux has no layer " + quoted_name(foreign->name) + "."}};
    }
    return {BaseModel::paperflux_1, {}};
}

/// Stable Diffusion 3, PixArt and others also have "transformer_blocks"; only FLUX and its kin have
/// single blocks too, or Black Forest Labs' names.
bool has_names_of_flux_only(const std::vector<Placed>& placed) {
    return std::any_of(placed.begin(), placed.end(), [](const Placed& p) {
        return p.place.block != FluxLayer::Block::diffusers_double;
    });
}

BaseModelFinding judge_other_blocks(const std::vector<Placed>& placed, const Placed& misfit) {
    std::string warning = "It is not for FLUX.1, though its blocks are named alike: layer " +
                          quoted_name(misfit.layer->name) + " (" + grouped(misfit.layer->in) +
                          " to " + grouped(misfit.layer->out) + ") does not exist there.";
    return {
        has_names_of_flux_only(placed) ? BaseModel::flux_like : BaseModel::unknown,
        {std::move(warning)}};
}

BaseModelFinding judge_flux_blocks(
    const std::vector<LoraLayer>& layers,
    const std::vector<Placed>& placed,
    std::optional<BaseModel> claim
) {
    if (first_misfit(placed, kPaperfluxSize) == nullptr) {
        return judge_paperflux(layers, claim);
    }
    if (const Placed* const misfit = first_misfit(placed, kFlux1Size)) {
        return judge_other_blocks(placed, *misfit);
    }
    if (claim == BaseModel::chroma || claim == BaseModel::flux_like) {
        return {*claim, {}};
    }
    return {BaseModel::flux_1, {}};
}

bool is_cross_attention_input(std::string_view layer) {
    constexpr std::array<std::string_view, 2> kParts = {"attn2_to_", "attn2_processor_to_"};
    constexpr std::array<std::string_view, 6> kUnetBlocks = {
        "down_blocks", "mid_block", "up_blocks", "input_blocks", "middle_block", "output_blocks"};
    std::string name(layer);
    std::replace(name.begin(), name.end(), '.', '_');
    const auto occurs = [&](std::string_view part) { return name.find(part) != std::string::npos; };
    return std::any_of(kUnetBlocks.begin(), kUnetBlocks.end(), occurs) &&
           std::any_of(kParts.begin(), kParts.end(), [&](std::string_view part) {
               return occurs(std::string(part) + "k") || occurs(std::string(part) + "v");
           });
}

BaseModel model_of_context_width(std::uint64_t width) {
    switch (width) {
        case 768:
            return BaseModel::sd_1_5;
        case 1'024:
            return BaseModel::sd_2;
        case 2'048:
            return BaseModel::sdxl;
        default:
            return BaseModel::unknown;
    }
}

/// The width of the text that cross-attention reads tells the Stable Diffusions apart. Nothing
/// without such layers.
std::optional<BaseModelFinding> judge_cross_attention(const std::vector<LoraLayer>& layers) {
    std::optional<std::uint64_t> width;
    for (const LoraLayer& layer : layers) {
        if (!is_cross_attention_input(layer.name)) {
            continue;
        }
        if (width && *width != layer.in) {
            return BaseModelFinding{
                BaseModel::unknown, {"Its cross-attention layers are of different models."}};
        }
        width = layer.in;
    }
    if (!width) {
        return std::nullopt;
    }
    const BaseModel model = model_of_context_width(*width);
    if (model == BaseModel::unknown) {
        return BaseModelFinding{
            model,
            {"Its cross-attention reads text of a width of " + grouped(*width) +
             ", which no known model has."}};
    }
    return BaseModelFinding{model, {}};
}

BaseModelFinding judge_by_claim(std::optional<BaseModel> claim) {
    if (!claim || *claim == BaseModel::paperflux_1) {
        return {
            BaseModel::unknown, {"The model it was trained on cannot be told from its layers."}};
    }
    return {
        *claim,
        {"The model it was trained on is known from its metadata only; the layers do not tell."}};
}

BaseModelFinding judge(const std::vector<LoraLayer>& layers, std::optional<BaseModel> claim) {
    const std::vector<Placed> placed = flux_layers(layers);
    if (!placed.empty()) {
        return judge_flux_blocks(layers, placed, claim);
    }
    if (auto finding = judge_cross_attention(layers)) {
        return *finding;
    }
    return judge_by_claim(claim);
}

}  // namespace

std::string_view base_model_text(BaseModel model) {
    switch (model) {
        case BaseModel::paperflux_1:
            return "paperflux-1";
        case BaseModel::flux_1:
            return "flux.1";
        case BaseModel::chroma:
            return "chroma";
        case BaseModel::flux_like:
            return "flux-like";
        case BaseModel::sdxl:
            return "sdxl";
        case BaseModel::sd_2:
            return "sd-2";
        case BaseModel::sd_1_5:
            return "sd-1.5";
        case BaseModel::unknown:
            break;
    }
    return "unknown";
}

std::optional<BaseModel> claimed_base_model(const Metadata& metadata) {
    for (const std::string_view key :
         {"base_model", "ss_base_model_version", "modelspec.architecture"}) {
        const auto entry = metadata.find(key);
        if (entry == metadata.end()) {
            continue;
        }
        const std::string claim = ascii_lower(std::string_view(entry->second).substr(0, 200));
        const auto* const mark = std::find_if(kClaims.begin(), kClaims.end(), [&](const Mark& m) {
            return claim.find(m.text) != std::string::npos;
        });
        if (mark != kClaims.end()) {
            return mark->model;
        }
    }
    return std::nullopt;
}

BaseModelFinding detect_base_model(const std::vector<LoraLayer>& layers, const Metadata& metadata) {
    const auto claim = claimed_base_model(metadata);
    BaseModelFinding finding = judge(layers, claim);
    if (claim && finding.model != BaseModel::unknown && finding.model != *claim) {
        finding.warnings.push_back(
            "Its metadata says " + std::string(base_model_text(*claim)) +
            ", but its layers are those of " + std::string(base_model_text(finding.model)) + "."
        );
    }
    return finding;
}

}  // namespace likeness::safetensors
