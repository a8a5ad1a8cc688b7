#include "app/config.hpp"

#include "app/setting_values.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <cctype>
#include <sstream>
#include <utility>

namespace likeness::app {

namespace {

namespace fs = std::filesystem;

Result<void> read_listen(const Settings& settings, Config& config) {
    const std::string& text = settings.text("listen");
    const std::size_t colon = text.rfind(':');
    const std::string port = colon == std::string::npos ? text : text.substr(colon + 1);
    config.listen_host =
        colon == std::string::npos || colon == 0 ? "127.0.0.1" : text.substr(0, colon);
    if (config.listen_host.starts_with('[') && config.listen_host.ends_with(']')) {
        config.listen_host = config.listen_host.substr(1, config.listen_host.size() - 2);
    }
    const auto number = parse_number<std::uint16_t>(port);
    if (!number) {
        return wrong(settings, "listen", "must read like 127.0.0.1:8080 or [::1]:8080");
    }
    config.listen_port = *number;
    return {};
}

/// As browsers write it into Origin, with which it is compared: lower case, without the port that
/// belongs to the scheme.
std::string as_browsers_write(std::string origin) {
    std::transform(origin.begin(), origin.end(), origin.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    while (origin.ends_with('/')) {
        origin.pop_back();
    }
    const std::string_view own_port = origin.starts_with("https:") ? ":443" : ":80";
    if (origin.ends_with(own_port)) {
        origin.resize(origin.size() - own_port.size());
    }
    return origin;
}

Result<void> read_public_url(const Settings& settings, Config& config) {
    std::string text = as_browsers_write(settings.text("public_url"));
    if (text.empty()) {
        return {};
    }
    const auto url = boost::urls::parse_uri(text);
    const bool is_origin = url && (url->scheme() == "http" || url->scheme() == "https") &&
                           !url->has_userinfo() && !url->encoded_host().empty() &&
                           url->encoded_path().empty() && !url->has_query() && !url->has_fragment();
    if (!is_origin) {
        return wrong(settings, "public_url", "must be an origin like https://likeness.example");
    }
    config.public_url = std::move(text);
    config.has_own_public_url = true;
    return {};
}

Result<void> read_places(const Settings& settings, Config& config) {
    config.data_dir = settings.text("data_dir");
    const std::string& database = settings.text("database_url");
    if (database.starts_with("postgresql://") || database.starts_with("postgres://")) {
        config.database_url = database;
    } else if (!database.empty() && !database.starts_with("sqlite:")) {
        return wrong(
            settings, "database_url", "must be sqlite:FILE or postgresql://USER@HOST/DATABASE"
        );
    }
    const bool is_named = config.database_url.empty() && !database.empty();
    config.database_file =
        is_named ? fs::path(database.substr(7)) : config.data_dir / "likeness.db";
    Result<ObjectsPlace> objects =
        read_objects_place(settings, settings.text("objects"), config.data_dir);
    if (!objects) {
        return wrong(settings, "objects", objects.error().message);
    }
    config.objects = *std::move(objects);
    constexpr std::array<std::string_view, 3> kBucketKeys{
        "lora_bucket", "generated_bucket", "upload_bucket"};
    for (std::size_t i = 0; i < kBucketKeys.size(); ++i) {
        const std::string& name = settings.text(kBucketKeys[i]);
        const bool fits = name.size() >= 3 && name.size() <= 63 &&
                          name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-_") ==
                              std::string::npos &&
                          name.front() != '.' && name.find("..") == std::string::npos;
        if (!fits || std::count(config.buckets.begin(), config.buckets.end(), name) > 0) {
            return wrong(
                settings,
                kBucketKeys[i],
                "must be a bucket name of its own: 3 to 63 of a-z, 0-9, dot, dash and underscore"
            );
        }
        config.buckets[i] = name;
    }
    return {};
}

Result<void> read_people(const Settings& settings, Config& config) {
    Result<QuotaRule> quota = QuotaRule::parse(settings.text("quota"));
    if (!quota) {
        return wrong(settings, "quota", quota.error().fields.front().message);
    }
    config.quota = *quota;
    Result<QuotaRule> training_quota = QuotaRule::parse(settings.text("training_quota"));
    if (!training_quota) {
        return wrong(settings, "training_quota", training_quota.error().fields.front().message);
    }
    config.training_quota = *training_quota;
    if (const std::string& text = settings.text("admin_wallet"); !text.empty()) {
        Result<WalletAddress> wallet = WalletAddress::parse(text);
        if (!wallet) {
            return wrong(
                settings, "admin_wallet", "must be an Ethereum address in its checksum form"
            );
        }
        config.admin_wallet = *wallet;
    }
    std::istringstream chains(settings.text("chain_ids"));
    for (std::string text; std::getline(chains, text, ',');) {
        const auto chain = parse_number<std::uint64_t>(text);
        if (!chain) {
            return wrong(settings, "chain_ids", "must be numbers with commas between");
        }
        config.chain_ids.push_back(*chain);
    }
    if (config.chain_ids.empty()) {
        return wrong(settings, "chain_ids", "must name at least one chain");
    }
    config.session_secret = settings.text("session_secret");
    if (!config.session_secret.empty() && config.session_secret.size() < 16) {
        return wrong(settings, "session_secret", "must have at least 16 characters");
    }
    return {};
}

Result<void> read_log(const Settings& settings, Config& config) {
    std::istringstream words(settings.text("log"));
    for (std::string word; std::getline(words, word, ',');) {
        if (word == "json" || word == "text") {
            config.log_format = word == "json" ? log::Format::json : log::Format::text;
        } else if (word == "debug") {
            config.log_level = log::Level::debug;
        } else if (word == "info") {
            config.log_level = log::Level::info;
        } else if (word == "warning" || word == "warn") {
            config.log_level = log::Level::warning;
        } else if (word == "error") {
            config.log_level = log::Level::error;
        } else {
            return wrong(
                settings,
                "log",
                "must be debug, info, warning or error, json or text, with a comma between"
            );
        }
    }
    return {};
}

Result<void> read_switches(const Settings& settings, Config& config) {
    const std::optional<bool> limits = parse_switch(settings.text("abuse_limits"));
    const std::optional<bool> demo = parse_switch(settings.text("demo"));
    if (!limits) {
        return wrong(settings, "abuse_limits", "must be on or off");
    }
    if (!demo) {
        return wrong(settings, "demo", "must be on or off");
    }
    const std::optional<bool> private_links = parse_switch(settings.text("private_links"));
    if (!private_links) {
        return wrong(settings, "private_links", "must be on or off");
    }
    config.private_links = *private_links;
    config.abuse_limits = *limits;
    config.demo = *demo;
    if (!config.abuse_limits && !config.listens_on_loopback()) {
        return wrong(settings, "abuse_limits", "may be off only while listening on loopback");
    }
    if (config.private_links && !config.listens_on_loopback()) {
        return wrong(settings, "private_links", "may be on only while listening on loopback");
    }
    const auto grace = parse_number<int>(settings.text("shutdown_grace"));
    if (!grace || *grace < 0 || *grace > 3600) {
        return wrong(settings, "shutdown_grace", "must be between 0 and 3600 seconds");
    }
    config.shutdown_grace = std::chrono::seconds{*grace};
    return {};
}

}  // namespace

Result<Config> Config::from(const Settings& settings) {
    Config config;
    LIKENESS_CHECK(read_listen(settings, config));
    LIKENESS_CHECK(read_public_url(settings, config));
    LIKENESS_CHECK(read_places(settings, config));
    LIKENESS_TRY(config.engines, read_engines(settings));
    LIKENESS_CHECK(read_people(settings, config));
    LIKENESS_CHECK(read_log(settings, config));
    LIKENESS_CHECK(read_switches(settings, config));
    return config;
}

bool Config::listens_on_loopback() const {
    return listen_host == "localhost" || listen_host == "::1" || listen_host.starts_with("127.");
}

std::vector<std::string> Config::origins(std::uint16_t port) const {
    if (has_own_public_url) {
        return {public_url};
    }
    const std::string suffix = ":" + std::to_string(port);
    std::vector<std::string> origins;
    const bool is_any = listen_host == "0.0.0.0" || listen_host == "::";
    if (!is_any && listen_host != "127.0.0.1" && listen_host != "localhost") {
        const bool is_v6 = listen_host.find(':') != std::string::npos;
        origins.push_back("http://" + (is_v6 ? "[" + listen_host + "]" : listen_host) + suffix);
    }
    if (is_any || listens_on_loopback()) {
        origins.insert(
            origins.end(),
            {"http://127.0.0.1" + suffix, "http://localhost" + suffix, "http://[::1]" + suffix}
        );
    }
    return origins;
}

std::string authority_of(const std::string& origin) {
    return origin.substr(origin.find("://") + 3);
}

}  // namespace likeness::app
