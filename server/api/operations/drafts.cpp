#include "api/operations/endpoints.hpp"

#include <boost/json/parse.hpp>

#include <utility>

namespace likeness::api::drafts {

namespace {

struct ListDraftsInput {
    std::optional<std::string> lora_training_id;

    static constexpr std::string_view kName = "ListDraftsInput";

    static constexpr auto fields() {
        return std::tuple{field(
            "loraTrainingId", &ListDraftsInput::lora_training_id, "Only the draft for this LoRA."
        )};
    }
};

struct PutDraftInput {
    LoraRefInput lora_training_id;
    std::string content;
    std::optional<Timestamp> changed_at;

    static constexpr std::string_view kName = "PutDraftInput";

    static constexpr auto fields() {
        return std::tuple{
            field("loraTrainingId", &PutDraftInput::lora_training_id, "Id or number of the LoRA."),
            field(
                "content",
                &PutDraftInput::content,
                "A JSON object as text, 8 KB at most: prompt and settings as the client knows them."
            )
                .within(2, DraftLimits::kMaxBytes),
            field("changedAt", &PutDraftInput::changed_at, "Of two versions the newer stays."),
        };
    }
};

struct DraftDto {
    std::string lora_training_id;
    std::string content;
    Timestamp changed_at;

    static constexpr std::string_view kName = "SavedDraft";

    static constexpr auto fields() {
        return std::tuple{
            field("loraTrainingId", &DraftDto::lora_training_id, "What it was written for."),
            field("content", &DraftDto::content, "A JSON object as text."),
            field("changedAt", &DraftDto::changed_at, "By the clock of whoever wrote it."),
        };
    }
};

struct DraftListDto {
    std::vector<DraftDto> items;

    static constexpr std::string_view kName = "DraftList";

    static constexpr auto fields() {
        return std::tuple{field("items", &DraftListDto::items, "Newest first, 200 at most.")};
    }
};

bool is_object(const std::string& text) {
    json::parse_options options;
    options.max_depth = 8;
    boost::system::error_code failure;
    const json::value value = json::parse(text, failure, {}, options);
    return !failure && value.is_object();
}

DraftDto to_dto(SavedDraft draft) {
    return {draft.lora.text(), std::move(draft.content), draft.changed_at};
}

Task<DraftListDto> show(Call& call, ListDraftsInput input) {
    std::optional<LoraId> lora;
    if (input.lora_training_id) {
        lora = LoraId::parse(*input.lora_training_id);
        if (!lora) {
            co_return Error::invalid_field("loraTrainingId", "must be a LoRA's id");
        }
    }
    LIKENESS_CO_TRY(
        std::vector<SavedDraft> drafts,
        co_await call.services.desk.drafts.list(call.caller, std::move(lora))
    );
    DraftListDto dto;
    for (SavedDraft& draft : drafts) {
        dto.items.push_back(to_dto(std::move(draft)));
    }
    co_return dto;
}

Task<DraftDto> save(Call& call, PutDraftInput input) {
    if (!is_object(input.content)) {
        co_return Error::invalid_field("content", "must be a JSON object as text");
    }
    LIKENESS_CO_TRY(
        SavedDraft kept,
        co_await call.services.desk.drafts.save(
            call.caller, *input.lora_training_id.ref, std::move(input.content), input.changed_at
        )
    );
    co_return to_dto(std::move(kept));
}

}  // namespace

EndpointPtr get() {
    return answers(&show);
}

EndpointPtr put() {
    return answers(&save);
}

}  // namespace likeness::api::drafts
