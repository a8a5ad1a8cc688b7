#pragma once

#include "core/caller.hpp"
#include "core/ports/lora_staging.hpp"

#include <cstdint>
#include <string>

namespace likeness {

/// Fetches weights files from addresses that people give. Used on the I/O thread.
class LoraLinks {
public:
    LoraLinks() = default;
    LoraLinks(const LoraLinks&) = delete;
    LoraLinks& operator=(const LoraLinks&) = delete;
    virtual ~LoraLinks() = default;

    /// Goes to public addresses only, also by redirects, and goes on where a connection broke.
    /// Errors: invalid_argument in `url`, with the reason; payload_too_large beyond `limit` bytes;
    /// unprocessable when what is there is no LoRA; upstream_failed when it is not to be had;
    /// resource_exhausted while too many are fetched, or another one for the same wallet.
    virtual Task<StagedLora> fetch(WalletAddress holder, std::string url, std::int64_t limit) = 0;
};

}  // namespace likeness
