#include "app/settings.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace likeness::app {

namespace {

constexpr std::array<SettingRow, 46> kRows{{
    {"listen", "LIKENESS_LISTEN", "127.0.0.1:8080", "address and port"},
    {"public_url",
     "LIKENESS_PUBLIC_URL",
     "",
     "origin for sign-in, links and webhooks; from listen when empty"},
    {"data_dir", "LIKENESS_DATA_DIR", "./data", "database and objects of the embedded default"},
    {"database_url",
     "LIKENESS_DATABASE_URL",
     "",
     "sqlite:FILE or postgresql://...; in the data folder when empty"},
    {"objects",
     "LIKENESS_OBJECTS",
     "",
     "file:FOLDER, gs: or s3://ENDPOINT?region=REGION; in the data folder when empty"},
    {"engine",
     "LIKENESS_ENGINE",
     "",
     "the default engine: fal (when FAL_KEY is set), sdcpp or paperflux"},
    {"engine_fallback",
     "LIKENESS_ENGINE_FALLBACK",
     "off",
     "on lets another engine that can use the LoRA step in when the default one is out of order"},
    {"engine_threads",
     "LIKENESS_ENGINE_THREADS",
     "",
     "of the embedded engine; one a processor when empty"},
    {"quota", "LIKENESS_QUOTA", "8/24h", "batches per rolling window and wallet, or off"},
    {"training_quota",
     "LIKENESS_TRAINING_QUOTA",
     "3/24h",
     "trainings per rolling window and wallet, or off"},
    {"admin_wallet",
     "LIKENESS_ADMIN_WALLET",
     "",
     "exempt from the quota, may manage everything",
     false,
     "NEXT_PUBLIC_ADMIN_WALLET"},
    {"chain_ids", "LIKENESS_CHAIN_IDS", "1", "chains that sign-in messages may name, by commas"},
    {"session_secret",
     "LIKENESS_SESSION_SECRET",
     "",
     "made once and kept in the data folder when empty",
     true},
    {"log", "LIKENESS_LOG", "info", "debug, info, warning or error; with ,json or ,text"},
    {"abuse_limits",
     "LIKENESS_ABUSE_LIMITS",
     "on",
     "off lifts the limits per address; only on loopback"},
    {"private_links",
     "LIKENESS_PRIVATE_LINKS",
     "off",
     "on lets LoRAs be fetched from private addresses; only on loopback"},
    {"demo", "LIKENESS_DEMO", "on", "off leaves the demo LoRAs out"},
    {"shutdown_grace", "LIKENESS_SHUTDOWN_GRACE", "20", "seconds that running work gets to end"},
    {"fal_key", "FAL_KEY", "", "of fal.ai", true},
    {"fal_run_url", "FAL_RUN_URL", "", "base URL"},
    {"fal_queue_url", "FAL_QUEUE_URL", "", "base URL"},
    {"fal_rest_url", "FAL_REST_URL", "", "base URL"},
    {"fal_jwks_url", "FAL_JWKS_URL", "", "of the keys that sign webhooks"},
    {"fal_file_origins",
     "FAL_FILE_ORIGINS",
     "",
     "origins from which finished images may be fetched"},
    {"fal_concurrency", "FAL_CONCURRENCY", "64", "images ordered from fal.ai at once"},
    {"fal_deadline", "FAL_DEADLINE", "600", "seconds from an order to its result"},
    {"fal_loras",
     "FAL_LORAS",
     "auto",
     "how fal.ai gets LoRAs: link (into our store), upload (a copy in its own), or auto: a copy "
     "where it cannot reach us"},
    {"fal_streams", "FAL_STREAMS", "400", "status streams at once; 0 polls only"},
    {"fal_webhooks",
     "FAL_WEBHOOKS",
     "auto",
     "on, off, or auto: on when the public URL is not loopback"},
    {"fal_webhook_wait",
     "FAL_WEBHOOK_WAIT",
     "180",
     "seconds to wait for a webhook after an order that was not answered"},
    {"sdcpp_url", "SDCPP_URL", "", "a stable-diffusion.cpp server on an own GPU"},
    {"sdcpp_lora_dir", "SDCPP_LORA_DIR", "", "its LoRA folder as this server sees it"},
    {"lora_bucket", "GCP_LORA_BUCKET_NAME", "halloween-costume-loras", "bucket of LoRA files"},
    {"generated_bucket",
     "GCP_USER_IMG_GENERATED_BUCKET_NAME",
     "halloween-costume-generated-images",
     "bucket of generated images"},
    {"upload_bucket",
     "GCP_USER_IMG_UPLOAD_BUCKET_NAME",
     "halloween-costume-images",
     "bucket of uploaded images"},
    {"gcp_project_id", "GCP_PROJECT_ID", "", "of Google Cloud"},
    {"gcp_client_email", "GCP_CLIENT_EMAIL", "", "of the service account"},
    {"gcp_private_key", "GCP_PRIVATE_KEY", "", "of the service account", true},
    {"gcp_token_uri", "GCP_TOKEN_URI", "", "of Google's token endpoint; for tests"},
    {"storage_emulator_host", "STORAGE_EMULATOR_HOST", "", "of Google's storage; for tests"},
    {"aws_region", "AWS_REGION", "us-east-1", "of the S3 store"},
    {"aws_endpoint_url", "AWS_ENDPOINT_URL", "", "of the S3 store, when s3:// names none"},
    {"aws_session_token", "AWS_SESSION_TOKEN", "", "of temporary credentials", true},
    {"aws_access_key_id", "AWS_ACCESS_KEY_ID", "", "of the S3 store"},
    {"aws_secret_access_key", "AWS_SECRET_ACCESS_KEY", "", "of the S3 store", true},
    {"config", "LIKENESS_CONFIG", "", "this file, when not ./likeness.toml"},
}};

std::optional<std::string> environment(std::string_view name) {
    if (name.empty()) {
        return std::nullopt;
    }
    const std::string variable(name);
    // Before the first thread.
    const char* value = std::getenv(variable.c_str());  // NOLINT(concurrency-mt-unsafe)
    return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

const SettingRow* row_of(std::string_view key) {
    const auto found = std::find_if(kRows.begin(), kRows.end(), [&](const SettingRow& row) {
        return row.key == key;
    });
    return found == kRows.end() ? nullptr : &*found;
}

/// The file's values as texts, by key.
Result<Settings::Texts> read_file(const std::filesystem::path& file) {
    Settings::Texts texts;
    try {
        const toml::table table = toml::parse_file(file.string());
        for (const auto& [key, node] : table) {
            const std::string name(key.str());
            if (row_of(name) == nullptr) {
                return Error{
                    ErrorCode::invalid_argument,
                    file.string() + ": unknown setting \"" + name + "\""};
            }
            if (const auto text = node.value<std::string>()) {
                texts[name] = *text;
            } else if (const auto number = node.value_exact<std::int64_t>()) {
                texts[name] = std::to_string(*number);
            } else if (const auto truth = node.value_exact<bool>()) {
                texts[name] = *truth ? "on" : "off";
            } else {
                return Error{
                    ErrorCode::invalid_argument,
                    file.string() + ": \"" + name +
                        "\" must be text, a whole number, true or false"};
            }
        }
    } catch (const toml::parse_error& error) {
        return Error{
            ErrorCode::invalid_argument, file.string() + ": " + std::string(error.description())};
    }
    return texts;
}

Result<Settings::Texts> file_texts(const Settings::Texts& flags) {
    const auto flag = flags.find("config");
    std::optional<std::string> named =
        flag != flags.end() ? std::optional(flag->second) : environment("LIKENESS_CONFIG");
    if (named) {
        return read_file(*named);
    }
    if (std::filesystem::exists("likeness.toml")) {
        return read_file("likeness.toml");
    }
    return Settings::Texts{};
}

SettingValue
resolve_one(const SettingRow& row, const Settings::Texts& flags, const Settings::Texts& file) {
    if (const auto flag = flags.find(row.key); flag != flags.end()) {
        return {flag->second, flag_of(row)};
    }
    for (const std::string_view variable : {row.variable, row.other_variable}) {
        if (const std::optional<std::string> value = environment(variable)) {
            return {*value, std::string(variable)};
        }
    }
    if (const auto text = file.find(row.key); text != file.end()) {
        return {text->second, "likeness.toml"};
    }
    return {std::string(row.fallback), "default"};
}

}  // namespace

std::span<const SettingRow> setting_rows() {
    return kRows;
}

std::string flag_of(const SettingRow& row) {
    std::string flag = "--" + std::string(row.key);
    std::replace(flag.begin(), flag.end(), '_', '-');
    return flag;
}

Result<Settings> Settings::resolve(const Texts& flags) {
    LIKENESS_TRY(const Texts file, file_texts(flags));
    Settings settings;
    for (const SettingRow& row : kRows) {
        settings.values_.emplace(row.key, resolve_one(row, flags, file));
    }
    return settings;
}

}  // namespace likeness::app
