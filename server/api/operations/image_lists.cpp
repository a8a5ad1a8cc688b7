#include "api/dto/image_dto.hpp"
#include "api/inherited_fields.hpp"
#include "api/operations/endpoints.hpp"
#include "api/operations/image_ids.hpp"

#include <utility>

namespace likeness::api::images {

namespace {

constexpr std::size_t kMaxDateLength = 40;

/// What narrows the caller's images. Each is one more condition.
struct FilterInput {
    std::optional<std::string> q;
    std::optional<LoraRefInput> lora_training_id;
    std::optional<std::int64_t> person_id;
    std::optional<std::string> batch_id;
    std::optional<bool> favorite;
    std::optional<int> rating;
    std::optional<std::string> tag;
    std::optional<std::string> engine;
    std::optional<std::string> from;
    std::optional<std::string> to;
    bool trashed = false;

    static constexpr std::string_view kName = "ImageFilterInput";

    static constexpr auto fields() {
        using Input = FilterInput;
        return std::tuple{
            field(
                "q",
                &Input::q,
                "A search as people write it: words and \"phrases\" of the prompt, the last word "
                "may "
                "be unfinished; lora:, person:, tag:, engine:, seed:, batch:, fav:yes, rating:3, "
                "after:2026-03, before:2026-03-09, is:trashed; a minus turns any of them round."
            )
                .within(0, ImageSearch::kMaxLength),
            field(
                "loraTrainingId",
                &Input::lora_training_id,
                "Only images made with this LoRA; id or number."
            ),
            field("personId", &Input::person_id, "Only images of this person's gallery."),
            field("batchId", &Input::batch_id, "Only images of this batch."),
            field("favorite", &Input::favorite, "Only favourites, or only others."),
            field("rating", &Input::rating, "Only images with so many stars or more.").within(1, 5),
            field("tag", &Input::tag, "Only images with this tag."),
            field("engine", &Input::engine, "Only images that this engine made.").within(1, 80),
            field("from", &Input::from, "Only images from then on: a day, a month or a time.")
                .within(4, kMaxDateLength),
            field("to", &Input::to, "Only images before then: a day, a month or a time.")
                .within(4, kMaxDateLength),
            field("trashed", &Input::trashed, "Only the trash, which is left out else.")
                .defaulted(),
        };
    }
};

struct ListInput : FilterInput {
    std::optional<std::string> cursor;
    int limit = 24;

    static constexpr std::string_view kName = "ListImagesInput";

    static constexpr auto fields() {
        const auto own = std::tuple{
            field("cursor", &ListInput::cursor, "nextCursor of the page before."),
            field("limit", &ListInput::limit, "Images of a page.").within(1, 100).defaulted(),
        };
        return std::tuple_cat(inherited_fields<ListInput, FilterInput>(), own);
    }
};

struct IndexDto {
    std::int64_t total = 0;
    std::string ids;
    std::vector<ShapeRun> shapes;
    std::vector<std::int64_t> batches;
    std::vector<MonthCount> months;

    static constexpr std::string_view kName = "ImageIndex";

    static constexpr auto fields() {
        return std::tuple{
            field("total", &IndexDto::total, "How many images there are."),
            field("ids", &IndexDto::ids, "All ids, newest first: base64 of 16 bytes each."),
            field(
                "shapes",
                &IndexDto::shapes,
                "Width and height in pixels, and how many neighbours have them."
            ),
            field("batches", &IndexDto::batches, "How many neighbours are of the same batch."),
            field("months", &IndexDto::months, "Months (UTC) and how many images each has."),
        };
    }
};

struct ByIdsInput {
    std::vector<std::string> ids;

    static constexpr std::string_view kName = "ImagesByIdsInput";

    static constexpr auto fields() {
        return std::tuple{
            field("ids", &ByIdsInput::ids, "32 hex digits each; by REST with commas between.")
                .within(1, 200)};
    }
};

struct ImageItemsDto {
    std::vector<ImageDto> items;

    static constexpr std::string_view kName = "ImageItems";

    static constexpr auto fields() {
        return std::tuple{field(
            "items", &ImageItemsDto::items, "In the order asked for; others' images are left out."
        )};
    }
};

ImageTerm term_of(ImageTerm::Kind kind, std::string text = {}) {
    ImageTerm term;
    term.kind = kind;
    term.text = std::move(text);
    return term;
}

Result<void> add_moment(
    const std::string& name,
    const std::optional<std::string>& given,
    ImageTerm::Kind kind,
    ImageSearch& search
) {
    if (given) {
        ImageTerm term = term_of(kind);
        LIKENESS_TRY(term.time, parse_moment(name, *given));
        search.terms.push_back(std::move(term));
    }
    return {};
}

Result<ImageSearch> search_of(const FilterInput& input) {
    ImageSearch search;
    if (input.q) {
        LIKENESS_TRY(search, parse_image_search(*input.q));
    }
    search.in_trash = search.in_trash || input.trashed;
    if (input.favorite) {
        ImageTerm term = term_of(ImageTerm::Kind::favorite);
        term.is_negated = !*input.favorite;
        search.terms.push_back(std::move(term));
    }
    if (input.rating) {
        ImageTerm term = term_of(ImageTerm::Kind::rated);
        term.number = *input.rating;
        search.terms.push_back(std::move(term));
    }
    if (input.tag) {
        LIKENESS_TRY(std::string tag, clean_tag("tag", *input.tag));
        search.terms.push_back(term_of(ImageTerm::Kind::tag, std::move(tag)));
    }
    if (input.engine) {
        search.terms.push_back(term_of(ImageTerm::Kind::engine, *input.engine));
    }
    LIKENESS_CHECK(add_moment("from", input.from, ImageTerm::Kind::since, search));
    LIKENESS_CHECK(add_moment("to", input.to, ImageTerm::Kind::before, search));
    return search;
}

Task<ImageQuery> query_of(Call& call, FilterInput input) {
    ImageQuery query;
    query.person = input.person_id;
    LIKENESS_CO_TRY(query.search, search_of(input));
    if (input.batch_id) {
        query.batch = BatchId::parse(*input.batch_id);
        if (!query.batch) {
            co_return Error::invalid_field("batchId", "must be a batch's id");
        }
    }
    if (input.lora_training_id) {
        LIKENESS_CO_TRY(
            const Lora lora,
            co_await call.services.loras.find(call.caller, *input.lora_training_id->ref)
        );
        query.lora = lora.id;
    }
    co_return query;
}

Task<ImagePageDto> show(Call& call, ListInput input) {
    LIKENESS_CO_TRY(ImageQuery query, co_await query_of(call, input));
    query.limit = input.limit;
    if (input.cursor) {
        LIKENESS_CO_TRY(query.after, Cursor::parse(*input.cursor));
    }
    LIKENESS_CO_TRY(
        Page<GeneratedImage> page,
        co_await call.services.galleries.own(call.caller, std::move(query))
    );
    co_return to_dto(std::move(page), call.services.objects);
}

Task<IndexDto> show_index(Call& call, FilterInput input) {
    LIKENESS_CO_TRY(ImageQuery query, co_await query_of(call, std::move(input)));
    LIKENESS_CO_TRY(
        ImageIndex found, co_await call.services.galleries.index(call.caller, std::move(query))
    );
    IndexDto dto;
    dto.total = found.total;
    dto.ids = std::move(found.ids);
    dto.batches = std::move(found.batches);
    for (const ImageIndex::Shape& shape : found.shapes) {
        dto.shapes.push_back({shape.width, shape.height, shape.count});
    }
    for (ImageIndex::Month& month : found.months) {
        dto.months.push_back({std::move(month.name), month.count});
    }
    co_return dto;
}

Task<ImageItemsDto> show_some(Call& call, ByIdsInput input) {
    LIKENESS_CO_TRY(std::vector<ImageId> ids, image_ids(input.ids));
    LIKENESS_CO_TRY(
        std::vector<GeneratedImage> images,
        co_await call.services.galleries.own_by_id(call.caller, std::move(ids))
    );
    ImageItemsDto dto;
    for (GeneratedImage& image : images) {
        dto.items.push_back(to_dto(std::move(image), call.services.objects));
    }
    co_return dto;
}

}  // namespace

EndpointPtr list() {
    return answers(&show);
}

EndpointPtr index() {
    return answers(&show_index);
}

EndpointPtr by_ids() {
    return answers(&show_some);
}

}  // namespace likeness::api::images
