#include "adapters/sdcpp/sdcpp_engine.hpp"

#include "base/log.hpp"

#include <chrono>
#include <system_error>
#include <utility>

namespace likeness::sdcpp {

namespace {

using namespace std::chrono_literals;
using http_client::Request;
using http_client::Response;

constexpr auto kBetweenLooks = 15s;
constexpr auto kBetweenPolls = 500ms;
constexpr auto kCallTimeout = 30s;
constexpr auto kPlacingTimeout = 10min;
constexpr std::uint64_t kMaxAnswer = 96 << 20;  // base64 of the largest image
constexpr const char* kOwnFolder = "likeness";

EngineProfile profile_of(const SdcppSettings& settings) {
    EngineProfile profile;
    profile.id = "sdcpp";
    profile.title = "Own GPU";
    profile.note =
        "FLUX.1 [dev] with your LoRA, made by stable-diffusion.cpp on a GPU of your own.";
    profile.base_models = {"flux.1"};
    profile.max_loras = SettingsLimits::kMaxLoras;
    profile.concurrency = settings.concurrency;
    profile.job_deadline = settings.job_deadline;
    profile.repeatable = true;
    return profile;
}

Error failed(std::string detail) {
    return {
        ErrorCode::upstream_failed,
        "The GPU's server failed to make this image.",
        std::move(detail)};
}

Error let_go() {
    return {ErrorCode::conflict, "The request was cancelled."};
}

std::string status_text(const Response& response) {
    return "status " + std::to_string(response.status);
}

}  // namespace

struct SdcppEngine::Wait {
    Wait(asio::any_io_executor executor, std::string request_id)
        : id(std::move(request_id)),
          changed(std::move(executor)) {}

    std::string id;
    Signal changed;
    bool is_let_go = false;
};

SdcppEngine::SdcppEngine(
    asio::any_io_executor executor,
    http_client::Client& client,
    ObjectStore& objects,
    ObjectFetcher& fetcher,
    SdcppSettings settings
)
    : client_(client),
      objects_(objects),
      fetcher_(fetcher),
      settings_(std::move(settings)),
      profile_(profile_of(settings_)),
      tasks_(executor),
      executor_(executor),
      placed_(std::move(executor)) {
    tasks_.spawn("watch over the own GPU", watch());
}

Task<Response> SdcppEngine::call(std::string method, std::string path, std::string body) {
    Request request;
    request.method = std::move(method);
    request.url = settings_.url + "/sdcpp/v1/" + path;
    request.total_timeout = kCallTimeout;
    request.max_response_bytes = kMaxAnswer;
    if (!body.empty()) {
        request.headers.emplace_back("Content-Type", "application/json");
    }
    request.body = std::move(body);
    return client_.send(std::move(request));
}

asio::awaitable<void> SdcppEngine::watch() {
    for (;;) {
        const Result<Capabilities> found = co_await look();
        const EngineHealth before = std::exchange(
            health_, found ? EngineHealth{} : EngineHealth{false, found.error().message}
        );
        if (before.available != health_.available) {
            log::info(
                health_.available ? "the own GPU can be used" : "the own GPU cannot be used",
                {{"reason", health_.reason}}
            );
        }
        co_await sleep_for(kBetweenLooks);
    }
}

/// The call also makes the server look at its folder of LoRAs again.
Task<Capabilities> SdcppEngine::look() {
    Result<Response> response = co_await call("GET", "capabilities");
    if (!response) {
        co_return Error::unavailable(
            "The server in SDCPP_URL does not answer. Is the GPU's machine on?",
            response.error().detail
        );
    }
    std::optional<Capabilities> capabilities = read_capabilities(response->body);
    if (!response->is_success() || !capabilities) {
        co_return Error::unavailable(
            "What SDCPP_URL leads to is no stable-diffusion.cpp server.", status_text(*response)
        );
    }
    if (!capabilities->is_flux()) {
        co_return Error{
            ErrorCode::upstream_failed,
            "The GPU's server runs " + capabilities->model + "; the LoRAs here need FLUX.1 [dev]."};
    }
    co_return *std::move(capabilities);
}

Task<void> SdcppEngine::check_weights(std::filesystem::path /*file*/) {
    co_return Result<void>{};
}

Task<std::string> SdcppEngine::lora_path(EngineLora lora) {
    LIKENESS_CO_TRY(Capabilities capabilities, co_await look());
    if (auto path = capabilities.lora_with(lora.sha256)) {
        co_return *std::move(path);
    }
    if (!settings_.lora_dir.empty()) {
        LIKENESS_CO_CHECK(co_await place_lora(lora));
        LIKENESS_CO_TRY(capabilities, co_await look());
        if (auto path = capabilities.lora_with(lora.sha256)) {
            co_return *std::move(path);
        }
    }
    co_return Error{
        ErrorCode::upstream_failed,
        "The GPU's server does not have this LoRA. Put its file into the server's LoRA folder as " +
            lora.sha256 + ".safetensors, or set SDCPP_LORA_DIR."};
}

Task<void> SdcppEngine::place_lora(EngineLora lora) {
    const auto give_up = std::chrono::steady_clock::now() + kPlacingTimeout;
    while (placing_.contains(lora.sha256) && std::chrono::steady_clock::now() < give_up) {
        co_await placed_.wait(1s);
    }
    const std::filesystem::path folder = settings_.lora_dir / kOwnFolder;
    const std::filesystem::path file = folder / (lora.sha256 + ".safetensors");
    const std::filesystem::path part = folder / (lora.sha256 + ".part");
    std::error_code failure;
    if (std::filesystem::exists(file, failure)) {
        co_return Result<void>{};
    }
    std::filesystem::create_directories(folder, failure);
    std::filesystem::remove(part, failure);
    placing_.insert(lora.sha256);
    const Result<void> fetched = co_await fetch_lora(lora.weights, part);
    placing_.erase(lora.sha256);
    if (fetched) {
        std::filesystem::rename(part, file, failure);
    }
    placed_.notify_all();
    if (!fetched || failure) {
        co_return Error{
            ErrorCode::upstream_failed,
            "The LoRA's file could not be put into the GPU server's folder.",
            fetched ? failure.message() : fetched.error().message + " " + fetched.error().detail};
    }
    co_return Result<void>{};
}

Task<void> SdcppEngine::fetch_lora(ObjectKey key, std::filesystem::path into) {
    LIKENESS_CO_TRY(StoredObject object, co_await objects_.stat(Bucket::loras, std::move(key)));
    co_return co_await fetcher_.fetch(Bucket::loras, std::move(object), std::move(into));
}

Task<std::string> SdcppEngine::submit(EngineRequest request) {
    std::vector<std::string> paths;
    for (const EngineLora& lora : request.loras) {
        LIKENESS_CO_TRY(std::string path, co_await lora_path(lora));
        paths.push_back(std::move(path));
    }
    Result<Response> response = co_await call("POST", "img_gen", img_gen_body(request, paths));
    if (!response) {
        co_return response.error();
    }
    if (response->status == 429) {
        co_return Error{ErrorCode::resource_exhausted, "The GPU's queue is full."};
    }
    std::optional<std::string> id = job_id_in(response->body);
    if (!response->is_success() || !id) {
        co_return failed(status_text(*response));
    }
    co_return *std::move(id);
}

Task<EngineImage> SdcppEngine::result(std::string request_id, StepListener /*on_step*/) {
    const auto wait = std::make_shared<Wait>(executor_, request_id);
    waits_[request_id] = wait;
    Result<EngineImage> image = co_await poll(wait);
    waits_.erase(request_id);
    co_return image;
}

/// The server keeps results for ten minutes; it tells no progress.
Task<EngineImage> SdcppEngine::poll(std::shared_ptr<Wait> wait) {
    while (!wait->is_let_go) {
        const Result<Response> response = co_await call("GET", "jobs/" + wait->id);
        if (response && (response->status == 404 || response->status == 410)) {
            co_return Error::not_found("job of the GPU's server");
        }
        const std::optional<JobStatus> job =
            response && response->is_success() ? read_job(response->body) : std::nullopt;
        if (job && job->state == JobStatus::State::completed) {
            if (job->image.empty()) {
                co_return failed("completed without an image");
            }
            EngineImage image;
            image.bytes = job->image;
            co_return image;
        }
        if (job && job->state == JobStatus::State::failed) {
            co_return failed(job->reason);
        }
        if (job && job->state == JobStatus::State::cancelled) {
            break;
        }
        co_await wait->changed.wait(kBetweenPolls);
    }
    co_return let_go();
}

void SdcppEngine::cancel(const std::string& request_id) {
    tasks_.spawn("cancel", send_cancel(request_id));
    abandon(request_id);
}

/// Only what waits can be cancelled; what is being drawn is drawn to its end, in vain.
asio::awaitable<void> SdcppEngine::send_cancel(std::string request_id) {
    const Result<Response> response = co_await call("POST", "jobs/" + request_id + "/cancel");
    if (response && response->status == 409) {
        log::info(
            "the GPU draws a cancelled image to its end: it cannot be stopped",
            {{"request", request_id}}
        );
    }
}

void SdcppEngine::abandon(const std::string& request_id) {
    const auto found = waits_.find(request_id);
    if (found != waits_.end()) {
        found->second->is_let_go = true;
        found->second->changed.notify_all();
    }
}

}  // namespace likeness::sdcpp
