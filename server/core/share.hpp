#pragma once

#include "base/id.hpp"
#include "core/caller.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace likeness {

using ShareId = Id<struct ShareTag>;

/// What a link leads to: up to 500 chosen pictures, one batch, or what its owner made with a LoRA.
enum class ShareKind {
    images,
    batch,
    lora
};

/// A link by which a wallet shows pictures of its own to whoever has it.
struct Share {
    ShareId id;
    WalletAddress wallet;  // whose pictures they are
    std::string token;     // 32 characters of base64url, 192 bits; the link ends in it
    ShareKind kind = ShareKind::images;
    std::optional<BatchId> batch = {};
    std::optional<LoraId> lora = {};
    std::string title = {};                           // may be empty
    std::optional<std::string> password_record = {};  // as of base/password.hpp
    bool shows_recipe = false;
    bool shows_owner = false;
    std::int64_t opened_count = 0;
    Timestamp created_at = {};
    std::optional<Timestamp> expires_at = {};

    bool has_ended(Timestamp now) const { return expires_at && *expires_at <= now; }
};

}  // namespace likeness
