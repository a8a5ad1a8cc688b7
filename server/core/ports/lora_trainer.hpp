#pragma once

#include "base/bytes.hpp"
#include "base/task.hpp"
#include "core/ports/image_engine.hpp"
#include "core/ports/lora_staging.hpp"
#include "core/ports/object_store.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace likeness {

/// What a trainer is, can do and costs; constant while the process runs.
struct TrainerProfile {
    std::string id;          // "fal"
    std::string title;       // for people
    std::string note;        // one honest sentence about what to expect
    std::string base_model;  // of the LoRAs it makes
    std::int64_t microdollars_per_step =
        0;  // millionths of a US dollar; prices are linear in steps
    int min_steps = 1;
    int max_steps = 10'000;
    int default_steps = 1'000;
    int min_images = 4;
    int max_images = 100;
    int concurrency = 4;  // trainings it works on at once
    std::chrono::seconds deadline{3 * 3'600};

    std::int64_t price_microdollars(int steps) const { return microdollars_per_step * steps; }
};

/// One LoRA to train.
struct TrainingOrder {
    ObjectKey archive;  // a zip of images and captions in the bucket of uploads
    std::int64_t archive_bytes = 0;
    std::string trigger_word = {};
    int steps = 1'000;
    bool is_style = false;  // else a person or thing
    bool create_masks = true;
    std::shared_ptr<const StagedFile> file = {};  // the archive on local disk, where it still is
};

/// A file at the trainer's.
struct TrainedFile {
    std::string url;
    std::optional<std::int64_t> byte_count = {};  // as it says
};

struct TrainedFiles {
    TrainedFile weights;
    std::optional<TrainedFile> config = {};
};

/// How an order stands.
struct TrainerReport {
    std::optional<int> queue_position = {};  // orders ahead at the trainer's, while it waits there
    std::optional<int> steps_done = {};      // when the trainer tells
    std::optional<TrainedFiles> files = {};  // once it is done
};

/// Takes a file's bytes in their order. Must outlive the call it is given to.
using ByteTaker = std::function<Task<void>(Bytes)>;

/// Trains LoRAs from photos, elsewhere. It is looked at rather than waited for: what it works on
/// outlives our process, and the next one goes on looking. Used on the I/O thread; no call blocks
/// it, each has a deadline of its own.
class LoraTrainer {
public:
    LoraTrainer() = default;
    LoraTrainer(const LoraTrainer&) = delete;
    LoraTrainer& operator=(const LoraTrainer&) = delete;
    virtual ~LoraTrainer() = default;

    virtual const TrainerProfile& profile() const = 0;
    virtual EngineHealth health() const = 0;

    /// Hands the order over and returns the trainer's id of it. Costs money: must not be repeated
    /// unless it says unavailable or resource_exhausted (full). Errors: unprocessable (refused for
    /// its content), invalid_argument (cannot do this), unavailable (certainly not taken: may be
    /// tried again), upstream_failed (refused), deadline_exceeded (it may have been taken:
    /// ambiguous).
    virtual Task<std::string> submit(TrainingOrder order) = 0;
    /// How the order stands now. Errors: unprocessable and upstream_failed (it has failed, with the
    /// reason for people), not_found (no such order), conflict (it was cancelled); unavailable,
    /// deadline_exceeded, resource_exhausted and permission_denied say nothing about the order.
    virtual Task<TrainerReport> look(std::string request_id) = 0;
    /// Copies a file. Errors: payload_too_large beyond `limit` bytes, upstream_failed (it is gone,
    /// or nowhere we may fetch from), unavailable and deadline_exceeded (may be tried again from
    /// the start); those of `taker` pass through.
    virtual Task<void> fetch(TrainedFile file, std::uint64_t limit, const ByteTaker& taker) = 0;
    /// Best effort.
    virtual Task<void> cancel(std::string request_id) = 0;
};

}  // namespace likeness
