#include "core/shared_pictures.hpp"

#include <chrono>
#include <map>
#include <utility>

namespace likeness {

namespace {

constexpr std::chrono::hours kPassLifetime{6};
constexpr std::size_t kMaxToken = 64;

Error gone() {
    return {ErrorCode::not_found, "This link has ended, or there never was one."};
}

Error locked() {
    return {ErrorCode::permission_denied, "This link wants its password first."};
}

}  // namespace

SharedPictures::SharedPictures(
    ShareRepository& shares,
    GenerationLedger& ledger,
    LoraRepository& loras,
    Passwords& passwords,
    const Clock& clock,
    SharePasses passes,
    AbuseLimits::Options attempts
)
    : shares_(shares),
      ledger_(ledger),
      loras_(loras),
      passwords_(passwords),
      clock_(clock),
      passes_(std::move(passes)),
      attempts_(clock, attempts) {}

Task<Share> SharedPictures::live(std::string token) {
    if (token.size() > kMaxToken) {
        co_return gone();
    }
    LIKENESS_CO_TRY(std::optional<Share> share, co_await shares_.find_by_token(std::move(token)));
    if (!share || share->has_ended(clock_.now())) {
        co_return gone();
    }
    if (share->lora) {
        LIKENESS_CO_TRY(const Lora lora, co_await loras_.find(*share->lora));
        if (lora.removed) {
            co_return gone();
        }
    }
    co_return *std::move(share);
}

bool SharedPictures::is_locked(const Share& share, const std::optional<std::string>& pass) const {
    return share.password_record && !(pass && passes_.opens(share, *pass, clock_.now()));
}

Task<SharedHead> SharedPictures::head_of(Share share) {
    LIKENESS_CO_TRY(const ShareContents contents, co_await shares_.contents(share));
    SharedHead head{std::move(share)};
    head.image_count = contents.image_count;
    // The name of a LoRA is often that of a person: it is part of the recipe unless the LoRA itself
    // is what is shared.
    const std::optional<LoraId> lora =
        head.share.lora || !head.share.shows_recipe ? head.share.lora : contents.only_lora;
    if (lora) {
        LIKENESS_CO_TRY(Lora found, co_await loras_.find(*lora));
        head.lora_name = std::move(found.name);
    }
    co_return head;
}

Task<std::vector<SharedRecipe>> SharedPictures::recipes_of(std::vector<GeneratedImage> images) {
    std::map<BatchId, SharedRecipe> known;
    std::vector<SharedRecipe> recipes;
    for (const GeneratedImage& image : images) {
        auto found = known.find(image.batch);
        if (found == known.end()) {
            LIKENESS_CO_TRY(GenerationBatch batch, co_await ledger_.find(image.batch));
            LIKENESS_CO_TRY(Lora lora, co_await loras_.find(image.lora));
            SharedRecipe recipe{
                std::move(batch.prompt),
                batch.settings,
                std::move(lora.name),
                std::move(lora.trigger_word)};
            found = known.emplace(image.batch, std::move(recipe)).first;
        }
        recipes.push_back(found->second);
    }
    co_return recipes;
}

Task<SharedPage> SharedPictures::open(
    Caller caller,
    std::string token,
    std::optional<std::string> pass,
    std::optional<Cursor> after,
    int limit
) {
    LIKENESS_CO_TRY(Share share, co_await live(std::move(token)));
    SharedPage page{{share}, {}};
    if (is_locked(share, pass)) {
        page.head.is_locked = true;
        co_return page;
    }
    if (!after && !caller.is(share.wallet)) {
        // A count that is missed matters less than the pictures.
        const Result<void> counted = co_await shares_.note_opening(share.id);
        static_cast<void>(counted);
    }
    LIKENESS_CO_TRY(page.head, co_await head_of(share));
    LIKENESS_CO_TRY(page.images, co_await shares_.images(share, std::move(after), limit));
    if (share.shows_recipe) {
        LIKENESS_CO_TRY(page.recipes, co_await recipes_of(page.images.items));
    }
    co_return page;
}

Task<SharePass> SharedPictures::unlock(std::string token, std::string password) {
    LIKENESS_CO_TRY(const Share share, co_await live(std::move(token)));
    if (share.password_record) {
        Result<void> admitted = attempts_.admit(share.id.text());
        if (!admitted) {
            admitted.error().message =
                "Too many passwords were tried for this link. Please wait a little.";
            co_return std::move(admitted).error();
        }
        LIKENESS_CO_TRY(
            const bool fits, co_await passwords_.fits(std::move(password), *share.password_record)
        );
        if (!fits) {
            co_return Error{ErrorCode::permission_denied, "This is not the password."};
        }
    }
    const Timestamp expires_at =
        std::chrono::floor<std::chrono::seconds>(clock_.now()) + kPassLifetime;
    co_return SharePass{passes_.pass_for(share, expires_at), expires_at};
}

Task<SharedHead> SharedPictures::head(std::string token) {
    LIKENESS_CO_TRY(Share share, co_await live(std::move(token)));
    if (share.password_record) {
        SharedHead head{std::move(share)};
        head.is_locked = true;
        co_return head;
    }
    co_return co_await head_of(std::move(share));
}

Task<GeneratedImage> SharedPictures::cover(std::string token) {
    LIKENESS_CO_TRY(const Share share, co_await live(std::move(token)));
    if (share.password_record) {
        co_return locked();
    }
    LIKENESS_CO_TRY(
        const Page<GeneratedImage> page, co_await shares_.images(share, std::nullopt, 1)
    );
    if (page.items.empty()) {
        co_return Error::not_found("picture");
    }
    co_return page.items.front();
}

Task<SharedPictures::File>
SharedPictures::file(std::string token, std::optional<std::string> pass, ImageId id) {
    LIKENESS_CO_TRY(const Share share, co_await live(std::move(token)));
    if (is_locked(share, pass)) {
        co_return locked();
    }
    LIKENESS_CO_TRY(GeneratedImage image, co_await shares_.image(share, std::move(id)));
    co_return File{std::move(image), share.shows_recipe};
}

}  // namespace likeness
