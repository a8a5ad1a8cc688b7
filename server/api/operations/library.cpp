#include "api/inherited_fields.hpp"
#include "api/operations/endpoints.hpp"
#include "api/operations/image_ids.hpp"

#include <utility>

namespace likeness::api {

namespace {

constexpr int kMaxImages = 10'000;  // of one change

struct ImageIdsInput {
    std::vector<std::string> ids;

    static constexpr std::string_view kName = "ImageIdsInput";

    static constexpr auto fields() {
        return std::tuple{
            field("ids", &ImageIdsInput::ids, "The caller's images, 32 hex digits each.")
                .within(1, kMaxImages)};
    }
};

struct FavoriteInput : ImageIdsInput {
    bool favorite = false;

    static constexpr std::string_view kName = "FavoriteImagesInput";

    static constexpr auto fields() {
        const auto own =
            std::tuple{field("favorite", &FavoriteInput::favorite, "Whether they are to be ones.")};
        return std::tuple_cat(inherited_fields<FavoriteInput, ImageIdsInput>(), own);
    }
};

struct RateInput : ImageIdsInput {
    int rating = 0;

    static constexpr std::string_view kName = "RateImagesInput";

    static constexpr auto fields() {
        const auto own = std::tuple{
            field("rating", &RateInput::rating, "Stars; 0 takes the rating away.").within(0, 5)};
        return std::tuple_cat(inherited_fields<RateInput, ImageIdsInput>(), own);
    }
};

struct TagInput : ImageIdsInput {
    std::vector<std::string> add;
    std::vector<std::string> remove;

    static constexpr std::string_view kName = "TagImagesInput";

    static constexpr auto fields() {
        const auto own = std::tuple{
            field("add", &TagInput::add, "Tags to give: 1 to 40 characters, kept in lower case.")
                .within(0, Library::kMaxTagsOfImage)
                .defaulted(),
            field("remove", &TagInput::remove, "Tags to take away.")
                .within(0, Library::kMaxTagsOfImage)
                .defaulted(),
        };
        return std::tuple_cat(inherited_fields<TagInput, ImageIdsInput>(), own);
    }
};

struct ChangedDto {
    std::int64_t changed = 0;

    static constexpr std::string_view kName = "ChangedImages";

    static constexpr auto fields() {
        return std::tuple{field(
            "changed", &ChangedDto::changed, "How many images are not what they were before."
        )};
    }
};

struct TagDto {
    std::string tag;
    std::int64_t count = 0;

    static constexpr std::string_view kName = "Tag";

    static constexpr auto fields() {
        return std::tuple{
            field("tag", &TagDto::tag, "Lower case."),
            field("count", &TagDto::count, "Images that have it, the trash left out."),
        };
    }
};

struct TagListDto {
    std::vector<TagDto> items;

    static constexpr std::string_view kName = "TagList";

    static constexpr auto fields() {
        return std::tuple{field("items", &TagListDto::items, "Most used first.")};
    }
};

Task<ChangedDto> favor(Call& call, FavoriteInput input) {
    LIKENESS_CO_TRY(std::vector<ImageId> ids, image_ids(input.ids));
    LIKENESS_CO_TRY(
        const std::int64_t changed,
        co_await call.services.library.set_favorite(call.caller, std::move(ids), input.favorite)
    );
    co_return ChangedDto{changed};
}

Task<ChangedDto> give_stars(Call& call, RateInput input) {
    LIKENESS_CO_TRY(std::vector<ImageId> ids, image_ids(input.ids));
    LIKENESS_CO_TRY(
        const std::int64_t changed,
        co_await call.services.library.set_rating(call.caller, std::move(ids), input.rating)
    );
    co_return ChangedDto{changed};
}

Task<ChangedDto> change_tags(Call& call, TagInput input) {
    LIKENESS_CO_TRY(std::vector<ImageId> ids, image_ids(input.ids));
    LIKENESS_CO_TRY(
        const std::int64_t changed,
        co_await call.services.library.change_tags(
            call.caller, std::move(ids), std::move(input.add), std::move(input.remove)
        )
    );
    co_return ChangedDto{changed};
}

/// What the way into the trash, out of it and out of the world have in common.
template <Task<std::int64_t> (Trash::*kChange)(Caller, std::vector<ImageId>)>
Task<ChangedDto> move(Call& call, ImageIdsInput input) {
    LIKENESS_CO_TRY(std::vector<ImageId> ids, image_ids(input.ids));
    LIKENESS_CO_TRY(
        const std::int64_t changed,
        co_await (call.services.trash.*kChange)(call.caller, std::move(ids))
    );
    co_return ChangedDto{changed};
}

Task<ChangedDto> empty(Call& call, Nothing) {
    LIKENESS_CO_TRY(const std::int64_t changed, co_await call.services.trash.empty(call.caller));
    co_return ChangedDto{changed};
}

Task<TagListDto> show_tags(Call& call, Nothing) {
    LIKENESS_CO_TRY(std::vector<TagCount> found, co_await call.services.library.tags(call.caller));
    TagListDto dto;
    for (TagCount& tag : found) {
        dto.items.push_back({std::move(tag.tag), tag.count});
    }
    co_return dto;
}

}  // namespace

namespace images {

EndpointPtr favorite() {
    return answers(&favor);
}

EndpointPtr rate() {
    return answers(&give_stars);
}

EndpointPtr tag() {
    return answers(&change_tags);
}

EndpointPtr trash() {
    return answers(&move<&Trash::put>);
}

EndpointPtr restore() {
    return answers(&move<&Trash::take_out>);
}

EndpointPtr remove() {
    return answers(&move<&Trash::remove>);
}

EndpointPtr empty_trash() {
    return answers(&empty);
}

}  // namespace images

namespace tags {

EndpointPtr list() {
    return answers(&show_tags);
}

}  // namespace tags

}  // namespace likeness::api
