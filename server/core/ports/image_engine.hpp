#pragma once

#include "base/task.hpp"
#include "core/generation.hpp"
#include "core/ports/object_store.hpp"
#include "core/settings.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// What an engine is and can do; constant while the process runs.
struct EngineProfile {
    std::string id;                        // "paperflux", "fal", "sdcpp"
    std::string title;                     // for people
    std::string note;                      // one honest sentence about what it draws
    std::vector<std::string> base_models;  // of the LoRAs it takes
    int concurrency = 1;                   // jobs it works on at once
    std::chrono::seconds job_deadline{120};
    bool repeatable =
        false;  // doing a job again costs nothing: after a crash it is simply begun anew
    bool reports_steps = false;
    std::chrono::seconds report_wait{
        0};  // how long it may take to tell by itself of a request whose submit had no answer
    int max_loras = 1;  // that it can merge into one image
    int min_side = SettingsLimits::kMinSide;
    int max_side = SettingsLimits::kMaxSide;

    bool takes(std::string_view base_model) const;
};

struct EngineHealth {
    bool available = true;
    std::string reason = {};  // for the operator, when it is not
};

/// Where an image belongs, for engines that report by themselves.
struct EngineJob {
    BatchId batch;
    JobId job;
};

/// A LoRA to merge into the model.
struct EngineLora {
    ObjectKey weights;   // in the bucket of LoRAs
    std::string sha256;  // of the weights, hex
    double scale = 1;
};

/// One image to make.
struct EngineRequest {
    std::string prompt;  // final
    Seed seed;
    GenerationSettings settings;    // each LoRA has its own scale: the one in here is not looked at
    std::vector<EngineLora> loras;  // at least one, at most the profile's max_loras
    std::optional<EngineJob> job = {};  // none for images outside of batches
};

/// Called on the I/O thread while the engine works: steps done, of how many.
using StepListener = std::function<void(int, int)>;

struct EngineImage {
    Bytes bytes;  // a whole JPEG, PNG or WebP file; not checked yet
    std::optional<std::int64_t> price_microdollars = {};  // what the engine charged, when it says
};

/// Makes images. Used on the I/O thread; no call blocks it.
class ImageEngine {
public:
    ImageEngine() = default;
    ImageEngine(const ImageEngine&) = delete;
    ImageEngine& operator=(const ImageEngine&) = delete;
    virtual ~ImageEngine() = default;

    virtual const EngineProfile& profile() const = 0;
    virtual EngineHealth health() const = 0;

    /// Looks at a LoRA of one of `base_models` before it is taken in: unprocessable with the reason
    /// when the engine could not use it. Engines elsewhere find out when they use it, and say yes
    /// here.
    virtual Task<void> check_weights(std::filesystem::path file) = 0;

    /// Hands the request over and returns the engine's id of it. Must not be repeated unless the
    /// engine is repeatable. Errors: unprocessable (refused for its content), invalid_argument
    /// (cannot make this), unavailable (certainly not taken: may be tried again),
    /// resource_exhausted (the same, because it is full: may be tried for as long as one is
    /// patient, after `retry_after`), upstream_failed (refused), deadline_exceeded (it may have
    /// been taken: ambiguous).
    virtual Task<std::string> submit(EngineRequest request) = 0;
    /// Waits for the image. Errors: unprocessable (blocked by the safety checker), upstream_failed,
    /// deadline_exceeded, and conflict after cancel(). not_found when the engine does not know the
    /// id (it was another process's).
    virtual Task<EngineImage> result(std::string request_id, StepListener on_step) = 0;
    /// Best effort; result() then ends soon: with conflict, or with the image if it was finished
    /// all the same.
    virtual void cancel(const std::string& request_id) = 0;
    /// Ends the wait of result() soon, with conflict, because this process ends. An engine
    /// elsewhere goes on with the request, and another process will ask for its result.
    virtual void abandon(const std::string& request_id) = 0;
};

}  // namespace likeness
