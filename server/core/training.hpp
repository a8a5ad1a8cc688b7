#pragma once

#include "core/generation.hpp"
#include "core/lora.hpp"
#include "core/ports/training_archiver.hpp"
#include "core/training_state.hpp"
#include "core/upload.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// One photo of a training. What the upload's row tells is missing when its owner has removed it.
struct TrainingImage {
    UploadId upload;
    std::string caption;                  // may hold "[trigger]"
    std::optional<CropSquare> crop = {};  // else all of it
    std::optional<ObjectKey> path = {};   // of the upload
    ImageSize size = {};                  // pixels
    std::string thumbhash = {};
};

/// The work behind a LoRA whose source is training. It has the LoRA's id.
struct Training {
    LoraId id;
    WalletAddress wallet;
    std::optional<PersonId> person = {};
    std::string name;
    std::string trigger_word;
    std::string trainer;
    int steps = 0;
    bool is_style = false;
    bool create_masks = true;
    std::int64_t price_microdollars = 0;  // millionths of a US dollar, as it was said before
    TrainingState state = TrainingState::queued;
    std::optional<GenerationFailure> failure = {};
    std::optional<int> queue_position = {};  // at the trainer's, while it waits there
    int steps_done = 0;
    std::int64_t started_event = 0;   // number of the event "running", 0 before
    std::int64_t finished_event = 0;  // number of the last event, 0 before
    Timestamp created_at;
    std::optional<Timestamp> started_at = {};  // when the trainer had it
    std::optional<Timestamp> finished_at = {};
    std::vector<TrainingImage> images = {};  // in their order
};

/// What a training's rules are beside the trainer's own.
struct TrainingLimits {
    static constexpr int kMaxOpen = 3;  // of one wallet: each of them costs the operator money
    static constexpr std::size_t kMaxNameLength = 120;                        // characters
    static constexpr std::int64_t kMaxWeightsBytes = std::int64_t{2} << 30U;  // as imports
    static constexpr std::int64_t kMaxConfigBytes = std::int64_t{1} << 20U;
};

/// What the trainer reads beside a picture: "[trigger]" becomes the trigger word, which is put in
/// front where the caption lacks it, because a word that no caption has is learnt from none. An
/// empty caption stays empty.
std::string caption_for_trainer(const std::string& caption, const std::string& trigger_word);

/// `<yyyy>/<mm>/<LoRA id>/archive.zip` in the bucket of uploads.
ObjectKey training_archive_key(const Training& training);
/// Beside the weights in the bucket of LoRAs.
ObjectKey training_config_key(const LoraId& id);

}  // namespace likeness
