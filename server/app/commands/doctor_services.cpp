#include "app/commands/doctor_services.hpp"

#include "adapters/fal/webhook_signature.hpp"
#include "adapters/sdcpp/sdcpp_api.hpp"
#include "http_client/client.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace likeness::app {

namespace {

using namespace std::chrono_literals;
using http_client::Request;
using http_client::Response;

constexpr auto kTimeout = 10s;

/// What the checks work with.
struct Visit {
    const Config& config;
    CommandLoop& loop;
    http_client::Client& http;

    Result<Response> get(std::string url, http_client::Headers headers = {}) const {
        Request request;
        request.url = std::move(url);
        request.headers = std::move(headers);
        request.total_timeout = kTimeout;
        request.max_response_bytes = 16 << 20;
        return loop.run(http.send(std::move(request)));
    }
};

Finding check_database(Storage& storage, const Visit& visit) {
    const Result<std::int64_t> waiting = visit.loop.run(storage.queue.waiting());
    if (!waiting) {
        return {
            "database",
            false,
            waiting.error().detail,
            visit.config.has_shared_database()
                ? "See that PostgreSQL runs and takes the user and password of "
                  "LIKENESS_DATABASE_URL."
                : "See that no other program locks the file and that the disk is not full."};
    }
    return {"database", true, fmt::format("answers; {} images wait to be made", *waiting)};
}

/// A small object's whole life in one bucket; empty when all went well.
std::string trouble_with(Storage& storage, const Visit& visit, Bucket bucket) {
    const ObjectKey key = ObjectKey::trusted("doctor-" + to_hex(storage.random.bytes(8)));
    const Result<void> written =
        visit.loop.run(storage.objects().put(bucket, key, "a test", "text/plain"));
    if (!written) {
        return written.error().message + " " + written.error().detail;
    }
    const Result<Bytes> read = visit.loop.run(storage.objects().get(bucket, key, 100));
    std::string trouble = read ? "" : read.error().message + " " + read.error().detail;
    if (read && *read != "a test") {
        trouble = "what was written did not come back";
    }
    if (storage.folder() == nullptr && trouble.empty()) {
        const Result<Response> linked = visit.get(storage.objects().signed_url(bucket, key, 5min));
        if (!linked || linked->body != "a test") {
            trouble = "a signed link does not open: " +
                      (linked ? "status " + std::to_string(linked->status) : linked.error().detail);
        }
    }
    const Result<void> removed = visit.loop.run(storage.objects().remove(bucket, key));
    return trouble.empty() && !removed ? removed.error().message : trouble;
}

Finding check_objects(Storage& storage, const Visit& visit) {
    for (const Bucket bucket : {Bucket::loras, Bucket::generated, Bucket::uploads}) {
        const std::string trouble = trouble_with(storage, visit, bucket);
        if (!trouble.empty()) {
            return {
                "objects",
                false,
                "bucket " + std::string(storage.objects().bucket_name(bucket)) + ": " + trouble,
                storage.folder() != nullptr
                    ? "Give the server's user the right to write in the objects folder."
                    : "See that the bucket is there, that the account may read, write, list and "
                      "remove in it, and that this machine's clock is right."};
        }
    }
    return {"objects", true, "can be written, read and removed in all three buckets"};
}

/// Asks for a request that cannot be: the answer tells whether the key is known.
Finding check_fal_key(const fal::FalSettings& settings, const Visit& visit) {
    const Result<Response> response = visit.get(
        settings.queue_url +
            "/fal-ai/flux-lora/requests/00000000-0000-0000-0000-000000000000/status",
        {{"Authorization", "Key " + settings.key}}
    );
    if (!response) {
        return {
            "fal.ai",
            false,
            response.error().detail,
            "See that this machine reaches the Internet, and FAL_QUEUE_URL if you set it."};
    }
    if (response->status == 401) {
        return {
            "fal.ai",
            false,
            "does not know the key",
            "Make a key with scope API at fal.ai/dashboard/keys and set FAL_KEY to it."};
    }
    if (response->status == 403) {
        return {
            "fal.ai",
            false,
            "refuses the account",
            "Mostly its balance is used up: see fal.ai/dashboard/billing."};
    }
    if (response->status >= 500) {
        return {
            "fal.ai",
            false,
            "answers with status " + std::to_string(response->status),
            "Wait a little; status.fal.ai tells more."};
    }
    return {"fal.ai", true, "takes the key"};
}

/// How fal.ai gets LoRAs: a copy takes longer, but works from everywhere.
Finding check_fal_loras(const fal::FalSettings& settings, const Visit& visit, bool has_folder) {
    const auto known = visit.config.engines.fal_for(visit.config.public_url, "");
    const bool is_hidden = has_folder && (!known || known->webhook_url.empty());
    if (is_hidden && settings.lora_handover == fal::FalSettings::LoraHandover::link) {
        return {
            "fal.ai LoRAs",
            false,
            "LoRAs lie on this machine, which fal.ai cannot reach",
            "Set FAL_LORAS=auto, or LIKENESS_PUBLIC_URL to an https address that leads here, or "
            "keep objects in Google Cloud Storage or S3 (LIKENESS_OBJECTS)."};
    }
    return {
        "fal.ai LoRAs",
        true,
        is_hidden ? "are copied to fal.ai when they are first used"
                  : "are handed over by signed links"};
}

Finding check_fal_webhooks(const fal::FalSettings& settings, const Visit& visit) {
    const Result<Response> response = visit.get(settings.jwks_url);
    const std::size_t keys = response ? fal::keys_in(response->body).size() : 0;
    if (keys == 0) {
        return {
            "fal.ai keys",
            false,
            response ? "status " + std::to_string(response->status) : response.error().detail,
            "Webhooks are not believed without them; see FAL_JWKS_URL if you set it."};
    }
    return {"fal.ai keys", true, fmt::format("{} keys sign webhooks", keys)};
}

Finding check_own_gpu(const sdcpp::SdcppSettings& settings, const Visit& visit) {
    const Result<Response> response = visit.get(settings.url + "/sdcpp/v1/capabilities");
    const auto capabilities =
        response ? sdcpp::read_capabilities(response->body) : std::optional<sdcpp::Capabilities>();
    if (!capabilities) {
        return {
            "own GPU",
            false,
            response ? "no stable-diffusion.cpp server is there" : response.error().detail,
            "Start its server there, with --listen-ip if it runs on another machine, or mend "
            "SDCPP_URL."};
    }
    if (!capabilities->is_flux()) {
        return {
            "own GPU",
            false,
            "runs " + capabilities->model,
            "Start it with a FLUX.1 [dev] model: the LoRAs here need it."};
    }
    std::error_code failure;
    if (!settings.lora_dir.empty() && !std::filesystem::is_directory(settings.lora_dir, failure)) {
        return {
            "own GPU",
            false,
            settings.lora_dir.string() + " is no folder",
            "Set SDCPP_LORA_DIR to the server's --lora-model-dir as this machine sees it."};
    }
    return {
        "own GPU",
        true,
        fmt::format("runs {} with {} LoRAs", capabilities->model, capabilities->loras.size())};
}

}  // namespace

std::vector<Finding> check_services(const Config& config) {
    CommandLoop loop;
    http_client::Client http(loop.context().get_executor(), http_client::Client::Options());
    const Visit visit{config, loop, http};
    std::vector<Finding> findings;
    bool has_folder = false;
    const Result<std::unique_ptr<Storage>> storage =
        Storage::open(config, loop.context().get_executor());
    if (storage) {
        has_folder = (*storage)->folder() != nullptr;
        findings.push_back(check_database(**storage, visit));
        findings.push_back(check_objects(**storage, visit));
    } else {
        findings.push_back(
            {"storage",
             false,
             storage.error().message + " " + storage.error().detail,
             config.has_shared_database() ? "See LIKENESS_DATABASE_URL."
                                          : "Make the folder writable, or set LIKENESS_DATA_DIR."}
        );
    }
    if (const auto& fal = config.engines.fal) {
        findings.push_back(check_fal_key(*fal, visit));
        findings.push_back(check_fal_loras(*fal, visit, has_folder));
        findings.push_back(check_fal_webhooks(*fal, visit));
    }
    if (config.engines.sdcpp) {
        findings.push_back(check_own_gpu(*config.engines.sdcpp, visit));
    }
    return findings;
}

}  // namespace likeness::app
