#pragma once

#include "base/result.hpp"
#include "safetensors/base_model.hpp"
#include "safetensors/header.hpp"
#include "safetensors/lora_key.hpp"
#include "safetensors/lora_metadata.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace likeness::safetensors {

/// What a LoRA file tells about itself without its weights being read. All text is fit to show on
/// one line (see display_text) and of bounded length; it comes from the file's maker and is to be
/// escaped on output all the same.
struct LoraFacts {
    BaseModel base_model = BaseModel::unknown;
    KeyFamily key_family = KeyFamily::unknown;
    int rank = 0;  // the highest of all layers
    std::optional<double>
        alpha;  // from the metadata; without it and without tensors of it, alpha equals the rank
    bool has_alpha_tensors = false;     // then each layer has its own alpha, in the data section
    Trigger trigger;                    // empty: ask the person
    std::string title;                  // empty if the file has none
    std::uint64_t parameter_count = 0;  // values in all tensors
    std::uint64_t tensor_count = 0;
    std::uint64_t layer_count = 0;  // layers of the model that it changes
    std::vector<TrainingTag> training;
    std::vector<std::string> warnings;  // sentences; nothing that keeps the file from being used
};

/// Looks at names, shapes and metadata. Refuses (`unprocessable`) what is no plain LoRA, with the
/// reason: full models, embeddings, LyCORIS kinds, damaged pairs. Costs a pass over the names, and
/// over the tag list in the metadata.
Result<LoraFacts> inspect_lora(const Header& header);

}  // namespace likeness::safetensors
