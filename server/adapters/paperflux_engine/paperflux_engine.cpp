#include "adapters/paperflux_engine/paperflux_engine.hpp"

#include "imaging/codec.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <sstream>
#include <utility>

namespace likeness::paperflux_engine {

namespace {

constexpr std::uint64_t kMaxAdapterBytes = std::uint64_t{64} << 20U;
constexpr std::size_t kKeptAdapters = 32;  // 0.8 MB each
constexpr std::size_t kMergedBytes = std::size_t{160}
                                     << 20U;  // a dozen combinations of adapter and scale
constexpr int kEngineNiceness = 10;           // the server answers while the engine draws

BlockingPool::Options pool_options(std::size_t threads) {
    BlockingPool::Options options;
    options.name = "paperflux";
    options.threads = threads;
    options.queue_limit = 1'024;
    options.niceness = kEngineNiceness;
    return options;
}

imaging::Format format_of(OutputFormat format) {
    switch (format) {
        case OutputFormat::jpeg:
            return imaging::Format::jpeg;
        case OutputFormat::png:
            return imaging::Format::png;
        case OutputFormat::webp:
            return imaging::Format::webp;
    }
    return imaging::Format::jpeg;
}

Error cancelled() {
    return {ErrorCode::conflict, "The image was cancelled."};
}

/// The file was sound when it was taken in: that it cannot be used now is no fault of the request.
Error unusable_weights(const Error& error) {
    switch (error.code) {
        case ErrorCode::not_found:
            return {
                ErrorCode::upstream_failed,
                "The LoRA's file is missing from the store.",
                error.detail};
        case ErrorCode::unprocessable:
        case ErrorCode::payload_too_large:
        case ErrorCode::internal:
            return {
                ErrorCode::upstream_failed,
                "The LoRA's file in the store is damaged.",
                error.message + " " + error.detail};
        default:
            return error;
    }
}

Result<EngineImage> encoded(paperflux::Picture picture, OutputFormat format) {
    imaging::Picture pixels{picture.width, picture.height, 3, std::move(picture.rgb)};
    LIKENESS_TRY(Bytes bytes, imaging::encode(pixels, format_of(format)));
    return EngineImage{std::move(bytes)};
}

}  // namespace

/// One request, from submit() to the end of result().
struct PaperfluxEngine::Drawing {
    EngineRequest request;
    std::atomic<bool> is_cancelled{false};
    StepListener on_step;  // touched on the I/O thread only; empty once nobody listens

    explicit Drawing(EngineRequest asked) : request(std::move(asked)) {}
};

PaperfluxEngine::PaperfluxEngine(
    asio::any_io_executor executor,
    ObjectStore& objects,
    Random& random,
    paperflux::ModelFiles files,
    std::size_t threads
)
    : executor_(std::move(executor)),
      objects_(objects),
      random_(random),
      files_(files),
      pool_(pool_options(threads)) {
    profile_.id = "paperflux";
    profile_.title = "PaperFlux";
    profile_.note =
        "PaperFlux draws paper-cut scenes from 80 shapes; connect fal.ai or your own GPU for "
        "everything else.";
    profile_.base_models = {"paperflux-1"};
    profile_.concurrency =
        static_cast<int>(threads) + 2;  // two more are fetched or stored while all threads draw
    profile_.max_loras = SettingsLimits::kMaxLoras;
    profile_.repeatable = true;
    profile_.reports_steps = true;
    profile_.min_side = paperflux::RequestLimits::kMinSide;
    profile_.max_side = paperflux::RequestLimits::kMaxSide;
}

PaperfluxEngine::~PaperfluxEngine() = default;

Result<std::shared_ptr<paperflux::Engine>> PaperfluxEngine::engine() {
    const std::lock_guard lock(loading_);
    if (!engine_) {
        LIKENESS_TRY(std::shared_ptr<const paperflux::Model> model, paperflux::Model::load(files_));
        engine_ = std::make_shared<paperflux::Engine>(std::move(model), kMergedBytes);
    }
    return engine_;
}

Task<void> PaperfluxEngine::check_weights(std::filesystem::path file) {
    const auto check = [&file]() -> Result<void> {
        std::error_code failed;
        if (std::filesystem::file_size(file, failed) > kMaxAdapterBytes || failed) {
            return Error{
                ErrorCode::unprocessable, "The file is far larger than a PaperFlux LoRA can be."};
        }
        std::ostringstream bytes;
        bytes << std::ifstream(file, std::ios::binary).rdbuf();
        LIKENESS_CHECK(paperflux::Adapter::load(std::move(bytes).str(), "being checked"));
        return {};
    };
    co_return co_await pool_.run(check);
}

Task<std::string> PaperfluxEngine::submit(EngineRequest request) {
    std::string id = "paperflux-" + to_hex(random_.bytes(12));
    drawings_.emplace(id, std::make_shared<Drawing>(std::move(request)));
    co_return id;
}

Task<std::vector<paperflux::AdapterUse>> PaperfluxEngine::adapters_for(std::vector<EngineLora> loras
) {
    std::vector<paperflux::AdapterUse> uses;
    for (const EngineLora& lora : loras) {
        LIKENESS_CO_TRY(
            std::shared_ptr<const paperflux::Adapter> adapter, co_await adapter_for(lora)
        );
        uses.push_back({std::move(adapter), static_cast<float>(lora.scale)});
    }
    co_return uses;
}

Task<std::shared_ptr<const paperflux::Adapter>> PaperfluxEngine::adapter_for(EngineLora lora) {
    const auto known = std::find_if(adapters_.begin(), adapters_.end(), [&](const auto& adapter) {
        return adapter->identity() == lora.sha256;
    });
    if (known != adapters_.end()) {
        adapters_.splice(adapters_.begin(), adapters_, known);
        co_return adapters_.front();
    }
    LIKENESS_CO_TRY(
        const Bytes file, co_await objects_.get(Bucket::loras, lora.weights, kMaxAdapterBytes)
    );
    const auto load = [&] { return paperflux::Adapter::load(file, lora.sha256); };
    LIKENESS_CO_TRY(std::shared_ptr<const paperflux::Adapter> adapter, co_await pool_.run(load));
    adapters_.push_front(adapter);
    if (adapters_.size() > kKeptAdapters) {
        adapters_.pop_back();
    }
    co_return adapter;
}

Task<EngineImage> PaperfluxEngine::result(std::string request_id, StepListener on_step) {
    const auto found = drawings_.find(request_id);
    if (found == drawings_.end()) {
        co_return Error::not_found("request");
    }
    const std::shared_ptr<Drawing> drawing = found->second;
    drawing->on_step = std::move(on_step);
    const Result<std::vector<paperflux::AdapterUse>> adapters =
        co_await adapters_for(drawing->request.loras);
    Result<EngineImage> image = cancelled();
    if (!adapters) {
        image = unusable_weights(adapters.error());
    } else if (!drawing->is_cancelled) {
        const auto work = [this, drawing, &adapters]() -> Result<EngineImage> {
            const EngineRequest& asked = drawing->request;
            const GenerationSettings& settings = asked.settings;
            LIKENESS_TRY(const std::shared_ptr<paperflux::Engine> engine, this->engine());
            const paperflux::Request request{
                asked.prompt,
                asked.seed.value,
                settings.num_inference_steps,
                settings.guidance_scale,
                settings.size.width,
                settings.size.height,
                *adapters};
            const auto on_progress = [this, drawing](int step, int steps) {
                asio::post(executor_, [drawing, step, steps] {
                    if (drawing->on_step) {
                        drawing->on_step(step, steps);
                    }
                });
                return !drawing->is_cancelled;
            };
            LIKENESS_TRY(
                std::optional<paperflux::Picture> picture, engine->draw(request, on_progress)
            );
            return picture ? encoded(*std::move(picture), settings.output_format)
                           : Result<EngineImage>(cancelled());
        };
        image = co_await pool_.run(work);
    }
    drawing->on_step = nullptr;
    drawings_.erase(request_id);
    co_return image;
}

void PaperfluxEngine::cancel(const std::string& request_id) {
    const auto found = drawings_.find(request_id);
    if (found != drawings_.end()) {
        found->second->is_cancelled = true;
    }
}

}  // namespace likeness::paperflux_engine
