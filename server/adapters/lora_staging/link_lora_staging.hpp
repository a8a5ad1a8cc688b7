#pragma once

#include "base/blocking_pool.hpp"
#include "core/ports/lora_links.hpp"
#include "core/ports/random.hpp"
#include "http_client/client.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <set>
#include <string>

namespace likeness::lora_staging {

/// Fetches weights files into the staging folder over HTTP.
class LinkLoraStaging final : public LoraLinks {
public:
    struct Options {
        std::filesystem::path folder;  // exists
        http_client::AddressRule addresses = http_client::AddressRule::public_only;
        std::chrono::milliseconds total_timeout{30 * 60'000};
        std::chrono::milliseconds first_pause{500};  // before going on after a fault; doubles

        Options() = default;
    };

    LinkLoraStaging(http_client::Client& client, Random& random, Options options);

    Task<StagedLora> fetch(WalletAddress holder, std::string url, std::int64_t limit) override;

private:
    struct Download;

    Task<StagedLora> fetch_file(std::string url, std::int64_t limit);
    Task<void> receive(Download& download);
    Task<http_client::Response> ask(Download& download);

    http_client::Client& client_;
    Random& random_;
    Options options_;
    std::set<std::string, std::less<>> holders_;  // wallets for which something is fetched
    BlockingPool pool_;
};

}  // namespace likeness::lora_staging
