#include "api/dto/batch_dto.hpp"
#include "api/dto/image_dto.hpp"
#include "api/dto/origin_dto.hpp"
#include "api/operations/endpoints.hpp"

#include <utility>

namespace likeness::api::images {

namespace {

constexpr int kMaxPage = 10'000;

struct ByUserInput {
    std::int64_t user_id = 0;
    int page = 1;
    int page_size = 24;
    std::optional<std::string> cursor;

    static constexpr std::string_view kName = "ImagesByUserInput";

    static constexpr auto fields() {
        using Input = ByUserInput;
        return std::tuple{
            field("userId", &Input::user_id, "A person's id."),
            field("page", &Input::page, "From 1. Deep pages are slow: use cursor.")
                .within(1, kMaxPage)
                .defaulted(),
            field("pageSize", &Input::page_size, "Images of a page.").within(1, 100).defaulted(),
            field(
                "cursor",
                &Input::cursor,
                "nextCursor of the page before; page is only repeated then."
            ),
        };
    }
};

struct ByUserDto {
    std::vector<ImageDto> images;
    int page = 1;
    int page_size = 24;
    bool has_more = false;
    std::optional<std::string> next_cursor;

    static constexpr std::string_view kName = "ImagesByUser";

    static constexpr auto fields() {
        return std::tuple{
            field("images", &ByUserDto::images, "Newest first."),
            field("page", &ByUserDto::page, "As asked."),
            field("pageSize", &ByUserDto::page_size, "As asked."),
            field("hasMore", &ByUserDto::has_more, "True when there is a next page."),
            field("nextCursor", &ByUserDto::next_cursor, "Of the next page; null at the end."),
        };
    }
};

struct OriginalByUserDto {
    std::vector<OriginalImageDto> images;
    int page = 1;
    int page_size = 24;
    bool has_more = false;
    std::optional<std::string> next_cursor;

    static constexpr std::string_view kName = "UserImages";

    static constexpr auto fields() {
        using Dto = OriginalByUserDto;
        return std::tuple{
            field("images", &Dto::images, "Newest first."),
            field("page", &Dto::page, "As asked."),
            field("pageSize", &Dto::page_size, "As asked."),
            field("hasMore", &Dto::has_more, "True when there is a next page."),
            field("nextCursor", &Dto::next_cursor, "Of the next page; null at the end."),
        };
    }
};

struct ImageIdInput {
    std::string id;

    static constexpr std::string_view kName = "ImageIdInput";

    static constexpr auto fields() {
        return std::tuple{field("id", &ImageIdInput::id, "32 hex digits.")};
    }
};

struct RecipeLoraDto {
    std::string id;
    std::int64_t number = 0;
    std::string name;
    std::string trigger;
    std::string sha256;
    std::string base_model;
    double scale = 0;

    static constexpr std::string_view kName = "RecipeLora";

    static constexpr auto fields() {
        using Dto = RecipeLoraDto;
        return std::tuple{
            field("id", &Dto::id, "32 hex digits."),
            field("number", &Dto::number, "Its number."),
            field("name", &Dto::name, "What its owner calls it."),
            field("trigger", &Dto::trigger, "Its trigger words."),
            field("sha256", &Dto::sha256, "Of its file, hex."),
            field("baseModel", &Dto::base_model, "The model it was made for."),
            field("scale", &Dto::scale, "Its strength in this image."),
        };
    }
};

struct RecipeDto {
    std::string prompt;
    std::string final_prompt;
    Seed seed;
    SettingsDto settings;
    RecipeLoraDto lora;
    std::vector<RecipeLoraDto> loras;
    std::string engine;

    static constexpr std::string_view kName = "Recipe";

    static constexpr auto fields() {
        return std::tuple{
            field("prompt", &RecipeDto::prompt, "As written."),
            field("finalPrompt", &RecipeDto::final_prompt, "As the engine got it."),
            field("seed", &RecipeDto::seed, "Of this image alone."),
            field("settings", &RecipeDto::settings, "How it was made."),
            field("lora", &RecipeDto::lora, "With what."),
            field(
                "loras",
                &RecipeDto::loras,
                "The same and the further ones that were used, as far as the caller may see them."
            ),
            field("engine", &RecipeDto::engine, "By whom."),
        };
    }
};

struct ImageDetailDto : ImageDto {
    std::string sha256;
    bool is_mine = false;
    std::optional<std::int64_t> price_microdollars;
    RecipeDto recipe;
    std::optional<ImageOriginDto> origin;

    static constexpr std::string_view kName = "ImageDetail";

    static constexpr auto fields() {
        const auto own = std::tuple{
            field("sha256", &ImageDetailDto::sha256, "Of the file, hex."),
            field("isMine", &ImageDetailDto::is_mine, "True when the caller made it."),
            field(
                "priceMicrodollars",
                &ImageDetailDto::price_microdollars,
                "Millionths of a dollar that the engine charged, for whoever made it; else null."
            ),
            field("recipe", &ImageDetailDto::recipe, "All that made it."),
            field(
                "origin",
                &ImageDetailDto::origin,
                "Of an image that moved in from another program; null for those made here."
            ),
        };
        return std::tuple_cat(ImageDto::fields(), own);
    }
};

RecipeLoraDto recipe_lora(const Lora& lora, double scale) {
    return {
        lora.id.text(),
        lora.number,
        lora.name,
        lora.trigger_word,
        lora.file.sha256,
        lora.file.base_model,
        scale};
}

RecipeDto recipe_of(const ImageWithRecipe& found) {
    RecipeDto recipe{
        found.batch.prompt,
        found.batch.final_prompt,
        found.image.seed,
        to_dto(found.batch.settings),
        recipe_lora(found.lora, found.image.lora_scale),
        {},
        found.batch.engine};
    recipe.settings.lora_scale = found.image.lora_scale;
    recipe.loras.push_back(recipe.lora);
    for (const LoraWithScale& further : found.further_loras) {
        recipe.loras.push_back(recipe_lora(further.lora, further.scale));
    }
    return recipe;
}

Task<ByUserDto> show_user(Call& call, ByUserInput input) {
    std::optional<Cursor> after;
    if (input.cursor) {
        LIKENESS_CO_TRY(after, Cursor::parse(*input.cursor));
    }
    const int skip = after ? 0 : (input.page - 1) * input.page_size;
    LIKENESS_CO_TRY(
        Page<GeneratedImage> page,
        co_await call.services.galleries.of_person(
            call.caller, input.user_id, std::move(after), skip, input.page_size
        )
    );
    ImagePageDto images = to_dto(std::move(page), call.services.objects);
    const bool has_more = images.next_cursor.has_value();
    co_return ByUserDto{
        std::move(images.items),
        input.page,
        input.page_size,
        has_more,
        std::move(images.next_cursor)};
}

Task<OriginalByUserDto> show_user_original(Call& call, ByUserInput input) {
    LIKENESS_CO_TRY(ByUserDto found, co_await show_user(call, std::move(input)));
    OriginalByUserDto dto{
        {}, found.page, found.page_size, found.has_more, std::move(found.next_cursor)};
    for (ImageDto& image : found.images) {
        dto.images.push_back(to_original(std::move(image)));
    }
    co_return dto;
}

Task<ImageDetailDto> detail(Call& call, ImageIdInput input) {
    const std::optional<ImageId> id = ImageId::parse(input.id);
    if (!id) {
        co_return Error::not_found("image");
    }
    LIKENESS_CO_TRY(ImageWithRecipe found, co_await call.services.galleries.find(call.caller, *id));
    LIKENESS_CO_TRY(std::optional<ImageOrigin> origin, co_await call.services.move_in.origin(*id));
    ImageDetailDto dto;
    if (origin) {
        dto.origin = to_dto(*std::move(origin));
    }
    dto.sha256 = found.image.sha256;
    dto.is_mine = call.caller.may_manage(found.image.wallet);
    dto.price_microdollars = dto.is_mine ? found.image.price_microdollars : std::nullopt;
    dto.recipe = recipe_of(found);
    static_cast<ImageDto&>(dto) = to_dto(std::move(found.image), call.services.objects);
    co_return dto;
}

}  // namespace

EndpointPtr by_user() {
    return answers(&show_user);
}

EndpointPtr by_user_original() {
    return answers(&show_user_original);
}

EndpointPtr by_id() {
    return answers(&detail);
}

}  // namespace likeness::api::images
