#include "app/commands/doctor_services.hpp"
#include "app/demo.hpp"
#include "app/embedded_model.hpp"
#include "base/json_text.hpp"
#include "paperflux/engine.hpp"

#include <fmt/format.h>
#include <sys/statvfs.h>

#include <chrono>
#include <utility>
#include <vector>

namespace likeness::app {

namespace {

constexpr std::uint64_t kLowDisk = std::uint64_t{1} << 30U;

Finding check_disk(const Config& config) {
    struct statvfs status {};

    if (statvfs(config.data_dir.c_str(), &status) != 0) {
        return {
            "disk",
            false,
            "the data folder cannot be looked at",
            "Create " + config.data_dir.string() + " or set LIKENESS_DATA_DIR."};
    }
    const std::uint64_t free_bytes = std::uint64_t{status.f_bavail} * status.f_frsize;
    const std::string detail = fmt::format(
        "{:.1f} GB are free in {}", static_cast<double>(free_bytes) / 1e9, config.data_dir.string()
    );
    return {
        "disk",
        free_bytes > kLowDisk,
        detail,
        "Free some space: images cannot be kept on a full disk."};
}

Finding check_engine() {
    const auto start = std::chrono::steady_clock::now();
    Result<std::shared_ptr<const paperflux::Model>> model =
        paperflux::Model::load(embedded_model());
    if (!model) {
        return {
            "engine",
            false,
            model.error().message,
            "The program is damaged. Build it again with ./run."};
    }
    paperflux::Engine engine(*std::move(model), 0);
    paperflux::Request request;
    request.prompt = "a red house in the snow";
    request.steps = 4;
    request.width = 256;
    request.height = 256;
    const Result<std::optional<paperflux::Picture>> picture = engine.draw(request);
    if (!picture) {
        return {
            "engine",
            false,
            picture.error().message,
            "The program is damaged. Build it again with ./run."};
    }
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start
    );
    return {
        "engine", true, fmt::format("PaperFlux drew a test image in {} ms", milliseconds.count())};
}

Finding check_address(const Config& config) {
    if (!config.has_own_public_url && !config.listens_on_loopback()) {
        return {
            "address",
            false,
            "listens on " + config.listen_host + " without a public URL",
            "Set LIKENESS_PUBLIC_URL to the address that people open."};
    }
    if (config.has_own_public_url && config.public_url.starts_with("http://") &&
        !config.listens_on_loopback()) {
        return {
            "address",
            false,
            config.public_url + " is not encrypted",
            "Put a proxy with TLS in front and set LIKENESS_PUBLIC_URL to its https address."};
    }
    return {"address", true, "people open " + config.public_url};
}

Finding check_admin(const Config& config) {
    if (!config.admin_wallet) {
        return {"admin", true, "no admin wallet is set; LIKENESS_ADMIN_WALLET names one"};
    }
    return {"admin", true, config.admin_wallet->text()};
}

int print(const std::vector<Finding>& findings, const CommonOptions& common) {
    bool all_good = true;
    std::string json;
    for (const Finding& finding : findings) {
        all_good = all_good && finding.is_good;
        if (common.json) {
            json += json.empty() ? "" : ",";
            json += R"({"subject":)" + json_string(finding.subject) + R"(,"ok":)" +
                    (finding.is_good ? "true" : "false") + R"(,"detail":)" +
                    json_string(finding.detail) + R"(,"advice":)" +
                    json_string(finding.is_good ? "" : finding.advice) + "}";
        } else {
            fmt::print(
                "{} {:<10} {}\n", finding.is_good ? "ok  " : "BAD ", finding.subject, finding.detail
            );
            if (!finding.is_good) {
                fmt::print("     {:<10} {}\n", "", finding.advice);
            }
        }
    }
    if (common.json) {
        fmt::print("{{\"ok\":{},\"findings\":[{}]}}\n", all_good, json);
    }
    return all_good ? kDone : kFailed;
}

}  // namespace

int run_doctor(const CommonOptions& common) {
    const Result<Config> config = read_config(common);
    if (!config) {
        return print(
            {{"settings", false, config.error().message, "See `likeness config`."}}, common
        );
    }
    std::vector<Finding> findings = {check_address(*config), check_admin(*config)};
    for (Finding& finding : check_services(*config)) {
        findings.push_back(std::move(finding));
    }
    findings.push_back(check_disk(*config));
    findings.push_back(check_engine());
    return print(findings, common);
}

}  // namespace likeness::app
