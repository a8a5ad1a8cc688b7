#include "api/operations/endpoints.hpp"

#include <utility>

namespace likeness::api::searches {

namespace {

struct CreateSearchInput {
    std::string name;
    std::string query;

    static constexpr std::string_view kName = "CreateSearchInput";

    static constexpr auto fields() {
        return std::tuple{
            field("name", &CreateSearchInput::name, "What it is called.").within(1, 80),
            field("query", &CreateSearchInput::query, "As written: q of images.list.")
                .within(1, ImageSearch::kMaxLength),
        };
    }
};

struct SearchDto {
    std::string id;
    std::string name;
    std::string query;

    static constexpr std::string_view kName = "SavedSearch";

    static constexpr auto fields() {
        return std::tuple{
            field("id", &SearchDto::id, "32 hex digits."),
            field("name", &SearchDto::name, "What it is called."),
            field("query", &SearchDto::query, "As written: q of images.list."),
        };
    }
};

struct SearchListDto {
    std::vector<SearchDto> items;

    static constexpr std::string_view kName = "SavedSearchList";

    static constexpr auto fields() {
        return std::tuple{field("items", &SearchListDto::items, "Newest first.")};
    }
};

struct SearchIdDto {
    std::string id;

    static constexpr std::string_view kName = "SavedSearchId";

    static constexpr auto fields() {
        return std::tuple{field("id", &SearchIdDto::id, "32 hex digits.")};
    }
};

SearchDto to_dto(SavedSearch search) {
    return {std::move(search.id), std::move(search.name), std::move(search.query)};
}

Task<SearchListDto> show(Call& call, Nothing) {
    LIKENESS_CO_TRY(
        std::vector<SavedSearch> own, co_await call.services.library.searches(call.caller)
    );
    SearchListDto dto;
    for (SavedSearch& search : own) {
        dto.items.push_back(to_dto(std::move(search)));
    }
    co_return dto;
}

Task<SearchDto> save(Call& call, CreateSearchInput input) {
    LIKENESS_CO_TRY(
        SavedSearch saved,
        co_await call.services.library.save_search(
            call.caller, std::move(input.name), std::move(input.query)
        )
    );
    co_return to_dto(std::move(saved));
}

Task<SearchIdDto> forget(Call& call, SearchIdDto input) {
    LIKENESS_CO_CHECK(co_await call.services.library.remove_search(call.caller, input.id));
    co_return input;
}

}  // namespace

EndpointPtr list() {
    return answers(&show);
}

EndpointPtr create() {
    return answers(&save);
}

EndpointPtr remove() {
    return answers(&forget);
}

}  // namespace likeness::api::searches
