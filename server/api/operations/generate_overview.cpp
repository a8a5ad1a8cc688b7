#include "api/dto/batch_dto.hpp"
#include "api/operations/endpoints.hpp"
#include "core/generate_images.hpp"

#include <utility>

namespace likeness::api::generate {

namespace {

struct ListByLoraInput {
    LoraRefInput lora_training_id;
    std::optional<std::string> cursor;
    int limit = 24;

    static constexpr std::string_view kName = "ListByLoraInput";

    static constexpr auto fields() {
        using Input = ListByLoraInput;
        return std::tuple{
            field("loraTrainingId", &Input::lora_training_id, "Id or number of the LoRA.")
                .also("id"),
            field("cursor", &Input::cursor, "nextCursor of the page before."),
            field("limit", &Input::limit, "Images of a page.").within(1, 100).defaulted(),
        };
    }
};

struct LoraGalleryDto : ImagePageDto {
    std::int64_t total = 0;

    static constexpr std::string_view kName = "LoraGallery";

    static constexpr auto fields() {
        const auto own =
            std::tuple{field("total", &LoraGalleryDto::total, "Images made with this LoRA.")};
        return std::tuple_cat(ImagePageDto::fields(), own);
    }
};

struct ReturnDto {
    Timestamp at;

    static constexpr std::string_view kName = "QuotaReturn";

    static constexpr auto fields() {
        return std::tuple{field("at", &ReturnDto::at, "When this unit returns.")};
    }
};

struct RemainingDto {
    int remaining = 0;
    int limit = 0;
    std::int64_t window_hours = 24;
    bool unlimited = false;
    std::optional<Timestamp> next_at;
    std::vector<ReturnDto> returns;

    static constexpr std::string_view kName = "Remaining";

    static constexpr auto fields() {
        return std::tuple{
            field("remaining", &RemainingDto::remaining, "Generations left now."),
            field("limit", &RemainingDto::limit, "Generations a window."),
            field("windowHours", &RemainingDto::window_hours, "The rolling window."),
            field("unlimited", &RemainingDto::unlimited, "True when nothing is counted."),
            field(
                "nextAt",
                &RemainingDto::next_at,
                "When the next unit returns; null when none is in use."
            ),
            field("returns", &RemainingDto::returns, "Each unit in use, soonest first."),
        };
    }
};

struct PromptHistoryInput {
    std::string prefix;
    int limit = 50;

    static constexpr std::string_view kName = "PromptHistoryInput";

    static constexpr auto fields() {
        return std::tuple{
            field("prefix", &PromptHistoryInput::prefix, "Only prompts that begin like this.")
                .within(0, 4000)
                .defaulted(),
            field("limit", &PromptHistoryInput::limit, "How many.").within(1, 200).defaulted(),
        };
    }
};

struct PastPromptDto {
    std::string prompt;
    std::string lora_training_id;
    Timestamp last_used_at;

    static constexpr std::string_view kName = "PastPrompt";

    static constexpr auto fields() {
        return std::tuple{
            field("prompt", &PastPromptDto::prompt, "As written."),
            field(
                "loraTrainingId",
                &PastPromptDto::lora_training_id,
                "The LoRA it was last used with."
            ),
            field("lastUsedAt", &PastPromptDto::last_used_at, "When."),
        };
    }
};

struct PromptHistoryDto {
    std::vector<PastPromptDto> items;

    static constexpr std::string_view kName = "PromptHistory";

    static constexpr auto fields() {
        return std::tuple{
            field("items", &PromptHistoryDto::items, "Each prompt once, most recent first.")};
    }
};

Task<LoraGalleryDto> show_gallery(Call& call, ListByLoraInput input) {
    std::optional<Cursor> after;
    if (input.cursor) {
        LIKENESS_CO_TRY(after, Cursor::parse(*input.cursor));
    }
    LIKENESS_CO_TRY(
        LoraGallery gallery,
        co_await call.services.galleries.of_lora(
            call.caller, *input.lora_training_id.ref, std::move(after), input.limit
        )
    );
    LoraGalleryDto dto;
    static_cast<ImagePageDto&>(dto) = to_dto(std::move(gallery.page), call.services.objects);
    dto.total = gallery.total;
    co_return dto;
}

Task<RemainingDto> show_remaining(Call& call, Nothing) {
    LIKENESS_CO_TRY(
        const QuotaStatus status, co_await call.services.generate.remaining(call.caller)
    );
    RemainingDto dto{
        status.remaining,
        status.limit,
        status.window.count(),
        status.unlimited,
        status.next_at(),
        {}};
    for (const Timestamp at : status.returns) {
        dto.returns.push_back({at});
    }
    co_return dto;
}

Task<PromptHistoryDto> show_prompts(Call& call, PromptHistoryInput input) {
    LIKENESS_CO_TRY(
        std::vector<PastPrompt> prompts,
        co_await call.services.generate.prompt_history(
            call.caller, std::move(input.prefix), input.limit
        )
    );
    PromptHistoryDto dto;
    for (PastPrompt& past : prompts) {
        dto.items.push_back({std::move(past.prompt), past.lora.text(), past.last_used_at});
    }
    co_return dto;
}

}  // namespace

EndpointPtr list_by_lora() {
    return answers(&show_gallery);
}

EndpointPtr remaining() {
    return answers(&show_remaining);
}

EndpointPtr prompt_history() {
    return answers(&show_prompts);
}

}  // namespace likeness::api::generate
