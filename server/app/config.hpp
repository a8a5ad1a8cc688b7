#pragma once

#include "app/engine_config.hpp"
#include "app/objects_config.hpp"
#include "app/settings.hpp"
#include "base/log.hpp"
#include "core/caller.hpp"
#include "core/quota.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace likeness::app {

/// The settings, checked and with their types.
struct Config {
    std::string listen_host;
    std::uint16_t listen_port = 8080;
    std::string
        public_url;  // given by the operator, or made from the address; without a slash at the end
    bool has_own_public_url = false;
    std::filesystem::path data_dir;
    std::string database_url;  // postgresql://..., a secret; empty: SQLite, in the file below
    std::filesystem::path database_file;
    ObjectsPlace objects;
    std::array<std::string, 3> buckets;  // LoRAs, generated, uploads
    EngineConfig engines;
    QuotaRule quota;
    QuotaRule training_quota;
    std::optional<WalletAddress> admin_wallet;
    std::vector<std::uint64_t> chain_ids;
    std::string session_secret;  // empty: the one in the data folder
    log::Level log_level = log::Level::info;
    log::Format log_format = log::Format::text;
    bool abuse_limits = true;
    bool private_links = false;  // LoRAs may be fetched from private addresses
    bool demo = true;
    std::chrono::seconds shutdown_grace{20};

    /// invalid_argument names the setting and what it must be.
    static Result<Config> from(const Settings& settings);

    /// The origins of our own pages: the public one, and on loopback its other names.
    std::vector<std::string> origins(std::uint16_t port) const;
    bool listens_on_loopback() const;

    /// Other processes, on other machines too, may work on the same database.
    bool has_shared_database() const { return !database_url.empty(); }
};

/// "https://likeness.example:8443" -> "likeness.example:8443".
std::string authority_of(const std::string& origin);

}  // namespace likeness::app
