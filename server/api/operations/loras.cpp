#include "core/loras.hpp"

#include "api/dto/lora_dto.hpp"
#include "api/lora_upload.hpp"
#include "api/operations/endpoints.hpp"

#include <utility>

namespace likeness::api::loras {

namespace {

struct ListLorasInput {
    std::optional<std::int64_t> person_id;
    bool mine = false;
    std::optional<std::string> cursor;
    int limit = 50;

    static constexpr std::string_view kName = "ListLorasInput";

    static constexpr auto fields() {
        using Input = ListLorasInput;
        return std::tuple{
            field("personId", &Input::person_id, "Only LoRAs of this person."),
            field("mine", &Input::mine, "Only the caller's own.").defaulted(),
            field("cursor", &Input::cursor, "nextCursor of the page before."),
            field("limit", &Input::limit, "Rows of a page.").within(1, 200).defaulted(),
        };
    }
};

struct LoraIdInput {
    LoraRefInput id;

    static constexpr std::string_view kName = "LoraIdInput";

    static constexpr auto fields() {
        return std::tuple{field("id", &LoraIdInput::id, "Id or number.")};
    }
};

struct UpdateLoraInput {
    LoraRefInput id;
    std::optional<std::string> name;
    std::optional<std::string> trigger;
    std::optional<double> default_scale;
    std::optional<Visibility> visibility;
    std::optional<std::int64_t> person_id;
    std::optional<std::string> cover_image_id;

    static constexpr std::string_view kName = "UpdateLoraInput";

    static constexpr auto fields() {
        using Input = UpdateLoraInput;
        return std::tuple{
            field("id", &Input::id, "Id or number."),
            field("name", &Input::name, "What to call it.").within(1, 120),
            field("trigger", &Input::trigger, "The trigger words that are added to prompts.")
                .within(0, 80),
            field("defaultScale", &Input::default_scale, "LoRA scale when a request gives none.")
                .within(0, SettingsLimits::kMaxLoraScale),
            field("visibility", &Input::visibility, "Who sees it."),
            field("personId", &Input::person_id, "Whose it is; 0 for nobody's.").within(0, 9e15),
            field(
                "coverImageId",
                &Input::cover_image_id,
                "An image made with it that is to stand for it; an empty text for none."
            )
                .within(0, 32),
        };
    }
};

struct RemovedLoraDto {
    std::string id;

    static constexpr std::string_view kName = "RemovedLora";

    static constexpr auto fields() {
        return std::tuple{field("id", &RemovedLoraDto::id, "32 hex digits.")};
    }
};

LoraView view_of(Call& call) {
    return {call.caller, call.services.engines, call.services.objects};
}

Task<LoraPageDto> show(Call& call, ListLorasInput input) {
    LoraQuery query;
    query.person = input.person_id;
    query.only_own = input.mine;
    query.limit = input.limit;
    if (input.cursor) {
        LIKENESS_CO_TRY(query.after, Cursor::parse(*input.cursor));
    }
    if (query.only_own && !call.caller.is_signed_in()) {
        co_return LoraPageDto{};
    }
    LIKENESS_CO_TRY(
        Page<Lora> page, co_await call.services.loras.list(call.caller, std::move(query))
    );
    co_return to_dto(std::move(page), view_of(call));
}

Task<LoraDetailDto> detail(Call& call, LoraIdInput input) {
    LIKENESS_CO_TRY(Lora lora, co_await call.services.loras.find(call.caller, *input.id.ref));
    co_return to_detail(std::move(lora), view_of(call));
}

Task<LoraDetailDto> take_in(Call& call, ImportLoraInput input) {
    LIKENESS_CO_TRY(Lora lora, co_await receive_lora(call, std::move(input)));
    co_return to_detail(std::move(lora), view_of(call));
}

Task<LoraDetailDto> change(Call& call, UpdateLoraInput input) {
    LoraEdit edit;
    edit.name = std::move(input.name);
    edit.trigger_word = std::move(input.trigger);
    edit.default_scale = input.default_scale;
    edit.visibility = input.visibility;
    if (input.person_id) {
        edit.person = *input.person_id == 0 ? std::optional<PersonId>() : input.person_id;
    }
    if (input.cover_image_id) {
        const std::optional<ImageId> image = ImageId::parse(*input.cover_image_id);
        edit.cover_image = image;
        if (!image && !input.cover_image_id->empty()) {
            co_return Error::invalid_field("coverImageId", "must be an image's id");
        }
    }
    LIKENESS_CO_TRY(
        Lora lora, co_await call.services.loras.update(call.caller, *input.id.ref, std::move(edit))
    );
    co_return to_detail(std::move(lora), view_of(call));
}

Task<RemovedLoraDto> end(Call& call, LoraIdInput input) {
    LIKENESS_CO_TRY(
        const Lora lora, co_await call.services.loras.remove(call.caller, *input.id.ref)
    );
    co_return RemovedLoraDto{lora.id.text()};
}

}  // namespace

EndpointPtr list() {
    return answers(&show);
}

EndpointPtr by_id() {
    return answers(&detail);
}

EndpointPtr import() {
    return answers(&take_in);
}

EndpointPtr update() {
    return answers(&change);
}

EndpointPtr remove() {
    return answers(&end);
}

}  // namespace likeness::api::loras

namespace likeness::api::models {

namespace {

struct ListModelsInput {
    std::optional<std::int64_t> user_id;

    static constexpr std::string_view kName = "ListModelsInput";

    static constexpr auto fields() {
        return std::tuple{field(
            "userId",
            &ListModelsInput::user_id,
            "A person's id; without it, everything the caller may use."
        )};
    }
};

/// All of them: this list fills a menu, and the original route has no pages.
Task<std::vector<LoraModelDto>> show(Call& call, ListModelsInput input) {
    LIKENESS_CO_TRY(
        std::vector<LoraModel> models,
        co_await call.services.loras.models(call.caller, input.user_id)
    );
    co_return to_models(std::move(models));
}

}  // namespace

EndpointPtr list() {
    return answers(&show);
}

}  // namespace likeness::api::models
