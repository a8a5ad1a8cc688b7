#include "core/galleries.hpp"

#include <map>
#include <set>
#include <utility>

namespace likeness {

namespace {

/// What people think of their images is their own.
void hide_marks(const Caller& caller, Page<GeneratedImage>& page) {
    for (GeneratedImage& image : page.items) {
        if (!caller.is(image.wallet)) {
            image.marks = {};
        }
    }
}

}  // namespace

namespace {

Error too_many_images(std::size_t limit) {
    return {
        ErrorCode::payload_too_large,
        "At most " + std::to_string(limit) +
            " images can be taken at once. Choose fewer, or use `likeness export`."};
}

/// Each once, in their order.
std::vector<ImageId> without_repeats(std::vector<ImageId> ids) {
    std::set<ImageId> seen;
    std::erase_if(ids, [&](const ImageId& id) { return !seen.insert(id).second; });
    return ids;
}

}  // namespace

Galleries::Galleries(
    ImageRepository& images,
    GenerationLedger& ledger,
    LoraRepository& loras,
    People& people
)
    : images_(images),
      ledger_(ledger),
      loras_(loras),
      people_(people) {}

Task<LoraGallery>
Galleries::of_lora(Caller caller, LoraRef ref, std::optional<Cursor> after, int limit) {
    LIKENESS_CO_TRY(Lora found, co_await loras_.find(std::move(ref)));
    LIKENESS_CO_TRY(const Lora lora, visible_to(caller, std::move(found)));
    ImageQuery query;
    query.lora = lora.id;
    query.after = std::move(after);
    query.limit = limit;
    LIKENESS_CO_TRY(Page<GeneratedImage> page, co_await images_.list(std::move(query)));
    hide_marks(caller, page);
    co_return LoraGallery{std::move(page), lora.image_count};
}

Task<Page<GeneratedImage>> Galleries::of_person(
    Caller caller,
    PersonId person,
    std::optional<Cursor> after,
    int skip,
    int limit
) {
    LIKENESS_CO_CHECK(co_await people_.owned(caller, person));
    ImageQuery query;
    query.person = person;
    query.after = std::move(after);
    query.skip = skip;
    query.limit = limit;
    LIKENESS_CO_TRY(Page<GeneratedImage> page, co_await images_.list(std::move(query)));
    hide_marks(caller, page);
    co_return page;
}

Task<Page<GeneratedImage>> Galleries::own(Caller caller, ImageQuery query) {
    query.wallet = caller.wallet;
    co_return co_await images_.list(std::move(query));
}

Task<ImageIndex> Galleries::index(Caller caller, ImageQuery query) {
    query.wallet = caller.wallet;
    co_return co_await images_.index(std::move(query));
}

Task<std::vector<GeneratedImage>> Galleries::own_by_id(Caller caller, std::vector<ImageId> ids) {
    co_return co_await images_.find_own(*caller.wallet, std::move(ids));
}

Task<ImageWithRecipe> Galleries::find(Caller caller, ImageId id) {
    LIKENESS_CO_TRY(GeneratedImage image, co_await images_.find(std::move(id)));
    if (!caller.is(image.wallet)) {
        if (image.marks.trashed_at) {
            co_return Error::not_found("image");
        }
        image.marks = {};
    }
    LIKENESS_CO_TRY(Lora lora, co_await loras_.find(image.lora));
    if (!caller.may_manage(image.wallet) && !lora.is_visible_to(caller)) {
        co_return Error::not_found("image");
    }
    LIKENESS_CO_TRY(GenerationBatch batch, co_await ledger_.find(image.batch));
    LIKENESS_CO_TRY(
        std::vector<LoraWithScale> further, co_await further_loras(std::move(caller), batch)
    );
    co_return ImageWithRecipe{
        std::move(image), std::move(batch), std::move(lora), std::move(further)};
}

/// Whoever sees an image because its own LoRA is public does not see a private one beside it.
Task<std::vector<LoraWithScale>> Galleries::further_loras(Caller caller, GenerationBatch batch) {
    std::vector<LoraWithScale> loras;
    for (const FurtherLora& further : batch.further_loras) {
        LIKENESS_CO_TRY(Lora lora, co_await loras_.find(further.lora));
        if (caller.may_manage(batch.wallet) || lora.is_visible_to(caller)) {
            LoraWithScale shown{std::move(lora), further.scale};
            loras.push_back(std::move(shown));
        }
    }
    co_return loras;
}

Task<ChosenImages> Galleries::chosen(Caller caller, ImageChoice choice, std::size_t limit) {
    if (auto* ref = std::get_if<LoraRef>(&choice)) {
        co_return co_await all_of(std::move(caller), std::move(*ref), limit);
    }
    std::vector<ImageId> ids = without_repeats(std::get<std::vector<ImageId>>(std::move(choice)));
    if (ids.size() > limit) {
        co_return too_many_images(limit);
    }
    co_return co_await named(std::move(caller), std::move(ids));
}

Task<ChosenImages> Galleries::named(Caller caller, std::vector<ImageId> ids) {
    LIKENESS_CO_TRY(std::vector<GeneratedImage> found, co_await images_.find_some(ids));
    std::map<LoraId, bool> is_open;  // whether the caller may see the gallery of a LoRA
    std::map<ImageId, GeneratedImage> visible;
    for (GeneratedImage& image : found) {
        if (image.marks.trashed_at && !caller.is(image.wallet)) {
            continue;
        }
        bool may_see = caller.may_manage(image.wallet);
        if (!may_see && !is_open.contains(image.lora)) {
            LIKENESS_CO_TRY(const Lora lora, co_await loras_.find(image.lora));
            is_open.emplace(lora.id, lora.is_visible_to(caller));
        }
        may_see = may_see || is_open.at(image.lora);
        if (may_see) {
            const ImageId id = image.id;
            visible.emplace(id, std::move(image));
        }
    }
    ChosenImages chosen;
    for (const ImageId& id : ids) {
        const auto image = visible.find(id);
        if (image == visible.end()) {
            chosen.missing.push_back(id);
        } else {
            chosen.images.push_back(std::move(image->second));
        }
    }
    co_return chosen;
}

Task<ChosenImages> Galleries::all_of(Caller caller, LoraRef ref, std::size_t limit) {
    LIKENESS_CO_TRY(Lora found, co_await loras_.find(std::move(ref)));
    LIKENESS_CO_TRY(Lora lora, visible_to(caller, std::move(found)));
    ImageQuery query;
    query.lora = lora.id;
    query.limit = static_cast<int>(limit);
    LIKENESS_CO_TRY(Page<GeneratedImage> page, co_await images_.list(std::move(query)));
    if (page.next) {
        co_return too_many_images(limit);
    }
    ChosenImages chosen;
    chosen.images = std::move(page.items);
    chosen.lora_name = std::move(lora.name);
    co_return chosen;
}

}  // namespace likeness
