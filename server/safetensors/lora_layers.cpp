#include "safetensors/lora_layers.hpp"

#include "safetensors/display_text.hpp"
#include "safetensors/lora_key.hpp"

#include <algorithm>
#include <unordered_map>

namespace likeness::safetensors {

namespace {

/// Far above what anyone trains; keeps the number within an int.
constexpr std::uint64_t kMaxRank = 16'384;

struct Halves {
    std::string_view layer;
    const Tensor* down = nullptr;
    const Tensor* up = nullptr;
};

/// The tensors of a file, sorted by their roles.
struct Inventory {
    std::vector<Halves> halves;  // in the order of the file
    std::unordered_map<std::string_view, std::size_t> index_of_layer;
    const Tensor* lycoris = nullptr;  // the first of its kind
    std::size_t alphas = 0;
    std::size_t magnitudes = 0;
    std::size_t differences = 0;
    std::size_t others = 0;
};

Error unprocessable(std::string message) {
    return Error{ErrorCode::unprocessable, std::move(message)};
}

Halves& halves_of(Inventory& inventory, std::string_view layer) {
    const auto [place, is_new] =
        inventory.index_of_layer.try_emplace(layer, inventory.halves.size());
    if (is_new) {
        inventory.halves.push_back(Halves{layer});
    }
    return inventory.halves[place->second];
}

/// Two spellings of one half in one file (lora_A beside lora_down): there is no telling which
/// counts.
Result<void> set_half(const Tensor*& half, const Tensor& tensor) {
    if (half != nullptr) {
        return unprocessable(
            "The LoRA is ambiguous: " + quoted_name(half->name) + " and " +
            quoted_name(tensor.name) + " are the same half of one layer."
        );
    }
    half = &tensor;
    return {};
}

Result<void> sort_in(const Tensor& tensor, Inventory& inventory) {
    const LoraKey key = parse_lora_key(tensor.name);
    switch (key.role) {
        case KeyRole::down:
            return set_half(halves_of(inventory, key.layer).down, tensor);
        case KeyRole::up:
            return set_half(halves_of(inventory, key.layer).up, tensor);
        case KeyRole::alpha:
            ++inventory.alphas;
            break;
        case KeyRole::magnitude:
            ++inventory.magnitudes;
            break;
        case KeyRole::difference:
            ++inventory.differences;
            break;
        case KeyRole::lycoris:
            inventory.lycoris = inventory.lycoris != nullptr ? inventory.lycoris : &tensor;
            break;
        case KeyRole::other:
            ++inventory.others;
            break;
    }
    return {};
}

bool is_textual_inversion(const Header& header) {
    return std::any_of(header.tensors.begin(), header.tensors.end(), [](const Tensor& tensor) {
        return tensor.name == "emb_params" || tensor.name == "clip_l" || tensor.name == "clip_g";
    });
}

Error not_a_lora(const Header& header, const Inventory& inventory) {
    if (header.tensors.empty()) {
        return unprocessable("This is not a LoRA: the file holds no tensors.");
    }
    if (is_textual_inversion(header)) {
        return unprocessable("This is not a LoRA but a textual inversion embedding.");
    }
    if (inventory.differences > 0) {
        return unprocessable(
            "This is not a plain LoRA: it holds whole weight differences, without pairs of down "
            "and up."
        );
    }
    return unprocessable(
        "This is not a LoRA but a full model or a part of one: none of its " +
        grouped(header.tensors.size()) + " tensors belongs to a LoRA layer."
    );
}

Error unfit(const Halves& halves, const std::string& why) {
    return unprocessable(
        "The LoRA cannot be used: layer " + quoted_name(halves.layer) + " " + why + "."
    );
}

/// Down is [rank, in], up is [out, rank]; convolutions have the sizes of their kernel behind.
Result<LoraLayer> join(const Halves& halves) {
    if (halves.down == nullptr || halves.up == nullptr) {
        return unfit(
            halves,
            halves.up == nullptr ? "has a down tensor without its up"
                                 : "has an up tensor without its down"
        );
    }
    const auto& down = halves.down->shape;
    const auto& up = halves.up->shape;
    if (down.size() < 2 || up.size() < 2 || halves.down->element_count() == 0 ||
        halves.up->element_count() == 0) {
        return unfit(halves, "holds no matrices");
    }
    if (down[0] != up[1]) {
        return unfit(
            halves, "has halves of different ranks, " + grouped(down[0]) + " and " + grouped(up[1])
        );
    }
    if (down[0] > kMaxRank) {
        return unfit(halves, "has a rank of " + grouped(down[0]));
    }
    return LoraLayer{halves.layer, down[0], down[1], up[0]};
}

std::vector<std::string> warnings_about(const Inventory& inventory) {
    std::vector<std::string> warnings;
    if (inventory.magnitudes > 0) {
        warnings.emplace_back(
            "It is a DoRA: engines that know only plain LoRA leave its magnitudes out and draw "
            "differently."
        );
    }
    if (inventory.differences > 0) {
        warnings.push_back(
            grouped(inventory.differences) +
            " whole weight differences beside the LoRA layers will be left out by most engines."
        );
    }
    if (inventory.others > 0) {
        warnings.push_back(
            grouped(inventory.others) + " tensors that belong to no LoRA layer will be left out."
        );
    }
    return warnings;
}

}  // namespace

Result<LoraLayers> collect_lora_layers(const Header& header) {
    Inventory inventory;
    for (const Tensor& tensor : header.tensors) {
        LIKENESS_CHECK(sort_in(tensor, inventory));
    }
    if (inventory.lycoris != nullptr) {
        return unprocessable(
            "This is a LyCORIS file (LoKr, LoHa, OFT or another kind, as " +
            quoted_name(inventory.lycoris->name) + " shows). Only plain LoRA files can be used."
        );
    }
    if (inventory.halves.empty()) {
        return not_a_lora(header, inventory);
    }
    LoraLayers found;
    found.layers.reserve(inventory.halves.size());
    for (const Halves& halves : inventory.halves) {
        LIKENESS_TRY(const LoraLayer layer, join(halves));
        found.layers.push_back(layer);
    }
    found.has_alpha_tensors = inventory.alphas > 0;
    found.warnings = warnings_about(inventory);
    return found;
}

}  // namespace likeness::safetensors
