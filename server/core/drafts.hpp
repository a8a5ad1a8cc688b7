#pragma once

#include "core/loras.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/draft_repository.hpp"

#include <optional>
#include <string>
#include <vector>

namespace likeness {

struct DraftLimits {
    static constexpr std::size_t kMaxBytes = 8 * 1024;
    static constexpr int kMaxDrafts = 200;  // a wallet; the oldest are forgotten
};

/// What people have written and not sent, so that it follows them to other devices. Of two versions
/// the newer stays.
class Drafts {
public:
    Drafts(DraftRepository& drafts, Loras& loras, const Clock& clock);

    /// Of one LoRA, or of all; newest first.
    Task<std::vector<SavedDraft>> list(Caller caller, std::optional<LoraId> lora);
    /// Returns the one that is kept, which may be another device's. A `changed_at` that lies ahead
    /// counts as now. payload_too_large beyond the limit; not_found for a LoRA that the caller does
    /// not see.
    Task<SavedDraft>
    save(Caller caller, LoraRef lora, std::string content, std::optional<Timestamp> changed_at);

private:
    DraftRepository& drafts_;
    Loras& loras_;
    const Clock& clock_;
};

}  // namespace likeness
