#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "paperflux/linear.hpp"
#include "paperflux/modules.hpp"

#include <memory>
#include <string>
#include <vector>

namespace likeness::paperflux {

/// What an adapter adds to one matrix of the transformer at scale 1: factor * B A.
struct AdapterModule {
    const Module* module = nullptr;
    LowRank product;
    double factor = 1;  // alpha / rank
};

/// A LoRA for PaperFlux-1, checked and converted to f32. Immutable, thread-safe; about twice the
/// size of its F16 file.
class Adapter {
public:
    static constexpr std::size_t kMaxRank = 128;
    static constexpr double kMaxAlpha = 1024;
    static constexpr std::size_t kMaxTextLength = 200;  // characters of what the accessors return

    /// Reads a safetensors file with keys as diffusers writes them:
    /// transformer.<module>.lora_A.weight [rank, inputs], .lora_B.weight [outputs, rank] and
    /// perhaps .alpha. Every module must be one of modules(), every number finite; the metadata
    /// must name `base_model` as kModelId. Needs no model in memory. Every refusal is
    /// `unprocessable` with a sentence for the person who chose the file. Keeps no view of the
    /// file. `identity` tells adapters apart where merged weights are cached: a hash of the file,
    /// or another name that no two different files share.
    static Result<std::shared_ptr<const Adapter>>
    load(BytesView safetensors_file, std::string identity);

    const std::string& identity() const { return identity_; }

    // From the metadata, fit to show on one line (safetensors::display_text); empty where the file
    // says nothing.
    const std::string& name() const { return name_; }

    const std::string& title() const { return title_; }

    const std::string& trigger_word() const { return trigger_word_; }

    const std::string& kind() const { return kind_; }

    /// The largest rank of all modules.
    std::size_t rank() const { return rank_; }

    /// What the metadata calls lora_alpha; rank() if it is silent. Modules may have their own.
    double alpha() const { return alpha_; }

    const std::vector<AdapterModule>& modules() const { return modules_; }

private:
    Adapter() = default;

    std::string identity_;
    std::string name_;
    std::string title_;
    std::string trigger_word_;
    std::string kind_;
    std::size_t rank_ = 0;
    double alpha_ = 0;
    std::vector<AdapterModule> modules_;
};

}  // namespace likeness::paperflux
