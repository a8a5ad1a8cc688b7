#include "core/drafts.hpp"

#include <algorithm>
#include <utility>

namespace likeness {

Drafts::Drafts(DraftRepository& drafts, Loras& loras, const Clock& clock)
    : drafts_(drafts),
      loras_(loras),
      clock_(clock) {}

Task<std::vector<SavedDraft>> Drafts::list(Caller caller, std::optional<LoraId> lora) {
    return drafts_.of_wallet(*caller.wallet, std::move(lora));
}

Task<SavedDraft> Drafts::save(
    Caller caller,
    LoraRef lora,
    std::string content,
    std::optional<Timestamp> changed_at
) {
    if (content.size() > DraftLimits::kMaxBytes) {
        co_return Error{ErrorCode::payload_too_large, "A draft may have 8 KB."};
    }
    LIKENESS_CO_TRY(const Lora found, co_await loras_.find(caller, std::move(lora)));
    const Timestamp now = clock_.now();
    SavedDraft draft{
        *caller.wallet, found.id, std::move(content), std::min(changed_at.value_or(now), now)};
    co_return co_await drafts_.save(std::move(draft), DraftLimits::kMaxDrafts);
}

}  // namespace likeness
