#pragma once

#include "base/result.hpp"
#include "paperflux/merge.hpp"
#include "paperflux/model.hpp"
#include "paperflux/picture.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace likeness::paperflux {

/// What draw() accepts; the bounds are part of it.
struct RequestLimits {
    static constexpr int kMinSteps = 1;
    static constexpr int kMaxSteps = 100;
    static constexpr double kMinGuidance = 1;
    static constexpr double kMaxGuidance = 20;
    static constexpr int kMinSide = 256;    // pixels
    static constexpr int kMaxSide = 2048;   // pixels
    static constexpr float kMaxScale = 10;  // of an adapter, to both sides of 0
    static constexpr std::size_t kMaxAdapters = 8;
};

/// One picture. The same request gives the same bytes on the same kind of processor, whatever else
/// runs or ran before.
struct Request {
    /// As the network is to see it, trigger words included. Any bytes: the first 32 words count.
    std::string prompt;
    std::uint64_t seed = 0;
    int steps = 28;
    double guidance = 3.5;
    int width = 1024;   // pixels
    int height = 1024;  // pixels
    std::vector<AdapterUse> adapters;
};

/// Called on the drawing thread after every step of the sampler (1 to `steps`). False ends the work
/// there.
using Progress = std::function<bool(int step, int steps)>;

/// PaperFlux: draws paper-cut scenes from a prompt, a seed and LoRA adapters. Thread-safe; every
/// draw() runs on its caller's thread alone and takes about 1 MB besides the picture and, for a new
/// combination of adapters, 12.5 MB.
class Engine {
public:
    /// `merged_bytes_limit` bounds the cache of weights with adapters merged in, see MergeCache.
    Engine(std::shared_ptr<const Model> model, std::size_t merged_bytes_limit);

    /// Nothing if `progress` returned false. `invalid_argument` with all fields at fault (`steps`,
    /// `guidance`, `width`, `height`, `adapters`, `adapters[i].scale`); `unprocessable` if the
    /// adapters at these scales drive the network out of its range of numbers. About 0.1 s for 28
    /// steps at 1024x1024.
    Result<std::optional<Picture>> draw(const Request& request, const Progress& progress = {});

    const Model& model() const { return *model_; }

    const MergeCache& merge_cache() const { return merge_cache_; }

private:
    std::shared_ptr<const Model> model_;
    MergeCache merge_cache_;
};

}  // namespace likeness::paperflux
