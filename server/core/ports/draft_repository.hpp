#pragma once

#include "base/id.hpp"
#include "base/task.hpp"
#include "base/time.hpp"
#include "core/caller.hpp"

#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// What somebody has written for a LoRA and not sent. `content` is a JSON object of the page's own.
struct SavedDraft {
    WalletAddress wallet;
    LoraId lora;
    std::string content;
    Timestamp changed_at;
};

class DraftRepository {
public:
    DraftRepository() = default;
    DraftRepository(const DraftRepository&) = delete;
    DraftRepository& operator=(const DraftRepository&) = delete;
    virtual ~DraftRepository() = default;

    /// Keeps it unless a newer one is there, and of the wallet's drafts the newest `most`. Returns
    /// the one that is kept.
    virtual Task<SavedDraft> save(SavedDraft draft, int most) = 0;
    /// Newest first; of one LoRA, or of all.
    virtual Task<std::vector<SavedDraft>>
    of_wallet(WalletAddress wallet, std::optional<LoraId> lora) = 0;
};

}  // namespace likeness
