#include "adapters/fal/fal_engine.hpp"

#include "adapters/fal/flux_lora.hpp"
#include "adapters/fal/webhook_address.hpp"

#include <utility>

namespace likeness::fal {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view kEndpoint = "fal-ai/flux-lora";
constexpr std::uint64_t kMaxImage = 64 << 20;

EngineProfile profile_of(const FalSettings& settings) {
    EngineProfile profile;
    profile.id = "fal";
    profile.title = "fal.ai";
    profile.note = "FLUX.1 [dev] with your LoRA, made on the GPUs of fal.ai.";
    profile.base_models = {"flux.1"};
    profile.max_loras = SettingsLimits::kMaxLoras;
    profile.concurrency = settings.concurrency;
    profile.job_deadline = settings.job_deadline;
    profile.report_wait = settings.webhook_url.empty() ? 0s : settings.webhook_wait;
    return profile;
}

bool is_image(BytesView bytes) {
    return bytes.starts_with("\xFF\xD8\xFF") || bytes.starts_with("\x89PNG\r\n\x1A\n") ||
           (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP"));
}

}  // namespace

FalEngine::FalEngine(
    asio::any_io_executor executor,
    http_client::Client& client,
    ObjectStore& objects,
    ObjectFetcher& fetcher,
    std::filesystem::path scratch,
    FalSettings settings
)
    : settings_(std::move(settings)),
      profile_(profile_of(settings_)),
      calls_(client, settings_),
      files_(client, settings_),
      storage_(client, calls_),
      loras_(executor, calls_, storage_, objects, fetcher, std::move(scratch)),
      queue_(std::move(executor), calls_, kEndpoint) {}

Task<void> FalEngine::check_weights(std::filesystem::path /*file*/) {
    co_return Result<void>{};
}

Task<std::string> FalEngine::submit(EngineRequest request) {
    std::vector<std::string> links;
    for (const EngineLora& lora : request.loras) {
        LIKENESS_CO_TRY(std::string link, co_await loras_.link(lora.weights, lora.sha256));
        links.push_back(std::move(link));
    }
    FalQueue::Order order;
    order.input = flux_lora_input(request, links);
    if (request.job) {
        order.webhook_url = webhook_query(settings_, *request.job);
    }
    // A runner that has this LoRA loaded already is quicker.
    order.headers.emplace_back("X-Fal-Runner-Hint", request.loras.front().sha256.substr(0, 16));
    order.headers.emplace_back("X-Fal-Queue-Priority", "normal");
    order.headers.emplace_back(
        "X-Fal-Request-Timeout", std::to_string(settings_.job_deadline.count())
    );
    // We copy the image at once; nobody else needs it.
    order.headers.emplace_back(
        "X-Fal-Object-Lifecycle-Preference", R"({"expiration_duration_seconds":86400})"
    );
    co_return co_await queue_.submit(std::move(order));
}

Task<EngineImage> FalEngine::result(std::string request_id, StepListener /*on_step*/) {
    LIKENESS_CO_TRY(
        const http_client::Response response,
        co_await queue_.result(std::move(request_id), StatusListener())
    );
    LIKENESS_CO_TRY(std::string url, image_url_in(response.body));
    LIKENESS_CO_TRY(Bytes bytes, co_await files_.fetch(std::move(url), kMaxImage));
    if (!is_image(bytes)) {
        co_return Error{
            ErrorCode::upstream_failed, "fal.ai answered with something that is no image."};
    }
    EngineImage image;
    image.bytes = std::move(bytes);
    image.price_microdollars = price_of(response, settings_.unit_microdollars);
    co_return image;
}

}  // namespace likeness::fal
