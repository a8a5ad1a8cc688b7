#include "paperflux/engine.hpp"

#include "paperflux/raster.hpp"
#include "paperflux/sampler.hpp"
#include "paperflux/scene.hpp"

#include <cmath>
#include <utility>

namespace likeness::paperflux {

namespace {

using Limits = RequestLimits;

std::string range(int lowest, int highest) {
    return "must be between " + std::to_string(lowest) + " and " + std::to_string(highest);
}

/// Comparisons with NaN are false, so every range is asked for what is inside.
template <class T>
void check_range(std::vector<FieldError>& errors, std::string path, T value, T lowest, T highest) {
    if (!(value >= lowest && value <= highest)) {
        errors.push_back(
            {std::move(path), range(static_cast<int>(lowest), static_cast<int>(highest))}
        );
    }
}

void check_adapters(std::vector<FieldError>& errors, const std::vector<AdapterUse>& adapters) {
    if (adapters.size() > Limits::kMaxAdapters) {
        errors.push_back({"adapters", "must be at most " + std::to_string(Limits::kMaxAdapters)});
        return;
    }
    for (std::size_t i = 0; i < adapters.size(); ++i) {
        const std::string path = "adapters[" + std::to_string(i) + "]";
        if (adapters[i].adapter == nullptr) {
            errors.push_back({path, "must be an adapter"});
        }
        check_range(
            errors, path + ".scale", adapters[i].scale, -Limits::kMaxScale, Limits::kMaxScale
        );
    }
}

Result<void> check(const Request& request) {
    std::vector<FieldError> errors;
    check_range(errors, "steps", request.steps, Limits::kMinSteps, Limits::kMaxSteps);
    check_range(errors, "guidance", request.guidance, Limits::kMinGuidance, Limits::kMaxGuidance);
    check_range(errors, "width", request.width, Limits::kMinSide, Limits::kMaxSide);
    check_range(errors, "height", request.height, Limits::kMinSide, Limits::kMaxSide);
    check_adapters(errors, request.adapters);
    if (!errors.empty()) {
        return Error::invalid_fields(std::move(errors));
    }
    return {};
}

}  // namespace

Engine::Engine(std::shared_ptr<const Model> model, std::size_t merged_bytes_limit)
    : model_(std::move(model)),
      merge_cache_(model_->network(), merged_bytes_limit) {}

Result<std::optional<Picture>> Engine::draw(const Request& request, const Progress& progress) {
    LIKENESS_CHECK(check(request));
    const std::shared_ptr<const Network> network = merge_cache_.get(request.adapters);
    const Sampling sampling{
        .seed = request.seed,
        .steps = request.steps,
        .guidance = request.guidance,
        .aspect = static_cast<double>(request.width) / request.height};
    const auto observe = [&](int step, const Latent& /*velocity*/, const Latent& /*x*/) {
        return !progress || progress(step, request.steps);
    };
    const std::optional<Latent> tokens =
        sample(*model_, *network, request.prompt, sampling, observe);
    if (!tokens) {
        return std::optional<Picture>();
    }
    LIKENESS_TRY(const Scene scene, decode_scene(model_->config(), *tokens));
    LIKENESS_TRY(Picture picture, render(model_->glyphs(), scene, request.width, request.height));
    return std::optional<Picture>(std::move(picture));
}

}  // namespace likeness::paperflux
