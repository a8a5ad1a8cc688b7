#pragma once

#include "safetensors/base_model.hpp"

#include <optional>
#include <string>
#include <vector>

namespace likeness::safetensors {

/// A fact about the training, as the trainer wrote it down: {"resolution", "1024x1024"}.
struct TrainingTag {
    std::string name;
    std::string value;

    friend bool operator==(const TrainingTag&, const TrainingTag&) = default;
};

/// The words that call the LoRA up, and the metadata key they were found under.
struct Trigger {
    std::string phrase;  // at most 100 code points on one line; empty if none was found
    std::string source;  // "modelspec.trigger_phrase", "ss_tag_frequency", ...; empty with it
};

/// In this order: trigger_word (PaperFlux), modelspec.trigger_phrase, modelspec.usage_hint, the
/// most frequent tag of ss_tag_frequency. The last two are guesses that a person should confirm.
Trigger find_trigger(const Metadata& metadata);

/// A name for people, at most 200 code points; empty if none is written down.
std::string find_title(const Metadata& metadata);

/// The network's alpha, if it is written down as a positive number.
std::optional<double> find_alpha(const Metadata& metadata);

/// At most one tag of each name, each value at most 200 code points on one line, in a fixed order.
/// Names: "base model", "architecture", "resolution", "steps", "epoch", "software", "network",
/// "author", "license", "comment".
std::vector<TrainingTag> find_training_tags(const Metadata& metadata);

}  // namespace likeness::safetensors
