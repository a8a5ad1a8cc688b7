#include "app/engine_config.hpp"

#include "app/setting_values.hpp"
#include "base/digest.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <cctype>
#include <sstream>
#include <thread>

namespace likeness::app {

namespace {

std::string without_slash(std::string url) {
    while (url.ends_with('/')) {
        url.pop_back();
    }
    return url;
}

bool is_loopback(std::string_view host) {
    return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

/// A base URL: https, or http on loopback, with or without a path.
bool is_base_url(const std::string& text) {
    const auto url = boost::urls::parse_uri(text);
    if (!url || url->has_userinfo() || url->has_query() || url->has_fragment()) {
        return false;
    }
    const std::string host(url->encoded_host());
    return !host.empty() &&
           (url->scheme() == "https" || (url->scheme() == "http" && is_loopback(host)));
}

Result<void> read_url(const Settings& settings, std::string_view key, std::string& into) {
    const std::string text = without_slash(settings.text(key));
    if (text.empty()) {
        return {};
    }
    if (!is_base_url(text)) {
        return wrong(settings, key, "must be an https address, or http on loopback");
    }
    into = text;
    return {};
}

Result<void> read_origins(const Settings& settings, std::vector<std::string>& into) {
    std::string text = settings.text("fal_file_origins");
    std::replace(text.begin(), text.end(), ',', ' ');
    std::istringstream words(text);
    std::vector<std::string> origins;
    for (std::string word; words >> word;) {
        std::string sample = without_slash(word);
        if (const std::size_t star = sample.find("://*."); star != std::string::npos) {
            sample.erase(star + 3, 2);
        }
        if (!is_base_url(sample)) {
            return wrong(
                settings,
                "fal_file_origins",
                "must be origins like https://*.fal.media, with commas between; http only on "
                "loopback"
            );
        }
        origins.push_back(without_slash(word));
    }
    if (!origins.empty()) {
        into = std::move(origins);
    }
    return {};
}

template <class Number>
Result<void>
read_within(const Settings& settings, std::string_view key, Number low, Number high, auto& into) {
    const auto number = parse_number<Number>(settings.text(key));
    if (!number || *number < low || *number > high) {
        return wrong(
            settings, key, "must be between " + std::to_string(low) + " and " + std::to_string(high)
        );
    }
    into = std::decay_t<decltype(into)>(*number);
    return {};
}

std::string trimmed(std::string text) {
    const auto is_space = [](unsigned char c) { return std::isspace(c) != 0; };
    text.erase(std::find_if_not(text.rbegin(), text.rend(), is_space).base(), text.end());
    text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), is_space));
    return text;
}

Result<void> read_handover(const Settings& settings, fal::FalSettings& fal) {
    using Rule = fal::FalSettings::LoraHandover;
    const std::string& text = settings.text("fal_loras");
    if (text != "auto" && text != "link" && text != "upload") {
        return wrong(settings, "fal_loras", "must be auto, link or upload");
    }
    fal.lora_handover = text == "link"     ? Rule::link
                        : text == "upload" ? Rule::upload
                                           : Rule::automatic;
    return {};
}

Result<void> read_fal(const Settings& settings, EngineConfig& config) {
    fal::FalSettings fal;
    fal.key = trimmed(settings.text("fal_key"));
    LIKENESS_CHECK(read_url(settings, "fal_queue_url", fal.queue_url));
    LIKENESS_CHECK(read_url(settings, "fal_rest_url", fal.rest_url));
    fal.jwks_url = fal.rest_url + "/.well-known/jwks.json";
    LIKENESS_CHECK(read_url(settings, "fal_jwks_url", fal.jwks_url));
    LIKENESS_CHECK(read_origins(settings, fal.file_origins));
    LIKENESS_CHECK(read_within(settings, "fal_concurrency", 1, 10'000, fal.concurrency));
    LIKENESS_CHECK(read_within(settings, "fal_streams", 0, 10'000, fal.max_streams));
    LIKENESS_CHECK(read_within(settings, "fal_deadline", 5, 86'400, fal.job_deadline));
    LIKENESS_CHECK(read_within(settings, "fal_webhook_wait", 1, 86'400, fal.webhook_wait));
    LIKENESS_CHECK(read_handover(settings, fal));
    const std::string& webhooks = settings.text("fal_webhooks");
    const std::optional<bool> wanted = parse_switch(webhooks);
    if (webhooks != "auto" && !wanted) {
        return wrong(settings, "fal_webhooks", "must be auto, on or off");
    }
    if (wanted) {
        config.webhooks = *wanted ? EngineConfig::Webhooks::on : EngineConfig::Webhooks::off;
    }
    const bool is_key = std::count(fal.key.begin(), fal.key.end(), ':') == 1 &&
                        std::all_of(fal.key.begin(), fal.key.end(), [](unsigned char c) {
                            return c > ' ' && c < 127;
                        });
    if (!fal.key.empty() && !is_key) {
        return wrong(settings, "fal_key", "must read like id:secret");
    }
    if (!fal.key.empty()) {
        config.fal = std::move(fal);
    }
    return {};
}

/// A machine at home: any http address will do.
Result<void> read_sdcpp(const Settings& settings, EngineConfig& config) {
    sdcpp::SdcppSettings sdcpp;
    sdcpp.url = without_slash(settings.text("sdcpp_url"));
    if (sdcpp.url.empty()) {
        return {};
    }
    const auto url = boost::urls::parse_uri(sdcpp.url);
    const bool is_usable = url && (url->scheme() == "http" || url->scheme() == "https") &&
                           !url->encoded_host().empty() && !url->has_userinfo() &&
                           !url->has_query() && !url->has_fragment();
    if (!is_usable) {
        return wrong(settings, "sdcpp_url", "must be an address like http://192.168.1.20:1234");
    }
    sdcpp.lora_dir = settings.text("sdcpp_lora_dir");
    config.sdcpp = std::move(sdcpp);
    return {};
}

}  // namespace

Result<EngineConfig> read_engines(const Settings& settings) {
    EngineConfig config;
    LIKENESS_CHECK(read_fal(settings, config));
    LIKENESS_CHECK(read_sdcpp(settings, config));
    config.preferred = settings.text("engine");
    if (config.preferred.empty()) {
        config.preferred = config.fal ? "fal" : "paperflux";
    }
    if (config.preferred == "fal" && !config.fal) {
        return wrong(settings, "engine", "needs FAL_KEY");
    }
    if (config.preferred == "sdcpp" && !config.sdcpp) {
        return wrong(settings, "engine", "needs SDCPP_URL");
    }
    if (config.preferred != "fal" && config.preferred != "sdcpp" &&
        config.preferred != "paperflux") {
        return wrong(settings, "engine", "must be fal, sdcpp or paperflux");
    }
    const std::optional<bool> fallback = parse_switch(settings.text("engine_fallback"));
    if (!fallback) {
        return wrong(settings, "engine_fallback", "must be on or off");
    }
    config.may_fall_back = *fallback;
    config.threads = std::max(1U, std::thread::hardware_concurrency());
    if (!settings.text("engine_threads").empty()) {
        LIKENESS_CHECK(read_within(settings, "engine_threads", 1, 256, config.threads));
    }
    return config;
}

std::optional<fal::FalSettings>
EngineConfig::fal_for(const std::string& public_url, const std::string& session_secret) const {
    std::optional<fal::FalSettings> settings = fal;
    const std::size_t host = public_url.find("://") + 3;
    const bool is_reachable = !is_loopback(std::string_view(public_url).substr(host));
    const bool is_on =
        webhooks == Webhooks::on || (webhooks == Webhooks::automatic && is_reachable);
    if (settings && is_on) {
        settings->webhook_url = public_url;
        settings->webhook_key = sha256("fal webhooks\n" + session_secret);
    }
    return settings;
}

}  // namespace likeness::app
