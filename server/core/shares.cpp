#include "core/shares.hpp"

#include "core/text_rules.hpp"

#include <algorithm>
#include <utility>

namespace likeness {

namespace {

constexpr int kMaxShares = 500;
constexpr std::size_t kMaxTitle = 120;
constexpr std::size_t kMinPassword = 4;
constexpr std::size_t kMaxPassword = 200;
constexpr std::size_t kTokenBytes = 24;  // 192 bits

Result<void> check_what(const ShareWish& wish) {
    const int named =
        int{wish.images.has_value()} + int{wish.batch.has_value()} + int{wish.lora.has_value()};
    if (named != 1) {
        return Error::invalid_field("", "give exactly one of imageIds, batchId and loraTrainingId");
    }
    if (wish.images && (wish.images->empty() || wish.images->size() > Shares::kMaxImages)) {
        return Error::invalid_field("imageIds", "must have between 1 and 500 items");
    }
    return {};
}

Result<void> check_password(const std::optional<std::string>& password) {
    if (!password) {
        return {};
    }
    const bool fits = is_utf8(*password) && utf8_length(*password) >= kMinPassword &&
                      utf8_length(*password) <= kMaxPassword;
    return fits ? Result<void>{}
                : Error::invalid_field("password", "must have between 4 and 200 characters");
}

}  // namespace

Shares::Shares(
    ShareRepository& shares,
    GenerationLedger& ledger,
    LoraRepository& loras,
    Passwords& passwords,
    const Clock& clock,
    Random& random
)
    : shares_(shares),
      ledger_(ledger),
      loras_(loras),
      passwords_(passwords),
      clock_(clock),
      random_(random) {}

Task<Share> Shares::named_by(WalletAddress wallet, ShareWish wish) {
    const Timestamp now = clock_.now();
    Share share{random_.id<ShareId>(now), wallet, to_base64url(random_.bytes(kTokenBytes))};
    share.created_at = now;
    if (wish.batch) {
        LIKENESS_CO_TRY(const GenerationBatch batch, co_await ledger_.find(*wish.batch));
        if (batch.wallet != wallet) {
            co_return Error::not_found("generation");  // as for one that is not there
        }
        share.kind = ShareKind::batch;
        share.batch = batch.id;
    } else if (wish.lora) {
        LIKENESS_CO_TRY(const Lora lora, co_await loras_.find(*wish.lora));
        if (lora.removed || lora.wallet != wallet) {
            co_return Error::not_found("LoRA");
        }
        share.kind = ShareKind::lora;
        share.lora = lora.id;
    }
    co_return share;
}

Task<Share> Shares::create(WalletAddress wallet, ShareWish wish) {
    LIKENESS_CO_CHECK(check_what(wish));
    LIKENESS_CO_TRY(std::string title, clean_label("title", wish.title, 0, kMaxTitle));
    LIKENESS_CO_CHECK(check_password(wish.password));
    if (wish.expires_at && *wish.expires_at <= clock_.now()) {
        co_return Error::invalid_field("expiresAt", "must be in the future");
    }
    LIKENESS_CO_TRY(Share share, co_await named_by(std::move(wallet), wish));
    share.title = std::move(title);
    share.expires_at = wish.expires_at;
    share.shows_recipe = wish.shows_recipe;
    share.shows_owner = wish.shows_owner;
    if (wish.password) {
        LIKENESS_CO_TRY(share.password_record, co_await passwords_.record(*wish.password));
    }
    std::vector<ImageId> images = std::move(wish.images).value_or(std::vector<ImageId>{});
    std::sort(images.begin(), images.end());
    images.erase(std::unique(images.begin(), images.end()), images.end());
    LIKENESS_CO_CHECK(co_await shares_.add(share, std::move(images), kMaxShares));
    co_return share;
}

Task<std::vector<ShareOverview>> Shares::list(WalletAddress wallet) {
    return shares_.of_wallet(std::move(wallet));
}

Task<void> Shares::revoke(Caller caller, ShareId id) {
    LIKENESS_CO_TRY(const std::optional<Share> share, co_await shares_.find(id));
    if (!share || !caller.may_manage(share->wallet)) {
        co_return Error::not_found("shared link");
    }
    co_return co_await shares_.remove(std::move(id));
}

}  // namespace likeness
