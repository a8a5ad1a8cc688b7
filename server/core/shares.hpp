#pragma once

#include "core/caller.hpp"
#include "core/passwords.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/generation_repository.hpp"
#include "core/ports/lora_repository.hpp"
#include "core/ports/share_repository.hpp"

#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// What somebody asks to share: exactly one of `images`, `batch` and `lora`. Texts are raw.
struct ShareWish {
    std::optional<std::vector<ImageId>> images = {};
    std::optional<BatchId> batch = {};
    std::optional<LoraRef> lora = {};
    std::string title = {};
    std::optional<Timestamp> expires_at = {};
    std::optional<std::string> password = {};
    bool shows_recipe = false;
    bool shows_owner = false;
};

/// The links of a wallet, seen from its owner's side.
class Shares {
public:
    static constexpr std::size_t kMaxImages = 500;

    Shares(
        ShareRepository& shares,
        GenerationLedger& ledger,
        LoraRepository& loras,
        Passwords& passwords,
        const Clock& clock,
        Random& random
    );

    /// not_found for what is not the caller's own, also to the admin: nobody shares what others
    /// made.
    Task<Share> create(WalletAddress wallet, ShareWish wish);
    Task<std::vector<ShareOverview>> list(WalletAddress wallet);
    /// Ends it for good; by its owner or the admin.
    Task<void> revoke(Caller caller, ShareId id);

private:
    Task<Share> named_by(WalletAddress wallet, ShareWish wish);

    ShareRepository& shares_;
    GenerationLedger& ledger_;
    LoraRepository& loras_;
    Passwords& passwords_;
    const Clock& clock_;
    Random& random_;
};

}  // namespace likeness
