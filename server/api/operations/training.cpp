#include "api/dto/training_dto.hpp"
#include "api/operations/endpoints.hpp"
#include "api/training_event_source.hpp"
#include "core/batch_stream.hpp"
#include "core/train_loras.hpp"

#include <utility>

namespace likeness::api::training {

namespace {

struct TrainingPictureInput {
    std::string id;
    std::optional<std::string> caption;
    std::optional<CropDto> crop;

    static constexpr std::string_view kName = "TrainingPictureInput";

    static constexpr auto fields() {
        using Input = TrainingPictureInput;
        return std::tuple{
            field("id", &Input::id, "Of the upload.").within(32, 32),
            field(
                "caption",
                &Input::caption,
                "What the trainer reads beside it; \"[trigger]\" stands for the trigger word. The "
                "one that came with the photo when left out."
            )
                .within(0, UploadLimits::kMaxCaptionLength),
            field("crop", &Input::crop, "The square that is used; all of it when left out."),
        };
    }
};

struct CreateTrainingInput {
    std::string name;
    std::string trigger;
    std::vector<TrainingPictureInput> uploads;
    std::optional<int> steps;
    bool is_style = false;
    bool create_masks = true;
    std::optional<std::int64_t> person_id;
    Visibility visibility = Visibility::private_;

    static constexpr std::string_view kName = "CreateTrainingInput";

    static constexpr auto fields() {
        using Input = CreateTrainingInput;
        return std::tuple{
            field("name", &Input::name, "What to call the LoRA.")
                .within(1, TrainingLimits::kMaxNameLength),
            field("trigger", &Input::trigger, "The trigger words that prompts call it by.")
                .within(1, 80),
            field("uploads", &Input::uploads, "The photos; server.info says how many.")
                .within(1, 1'000),
            field("steps", &Input::steps, "Training steps; the trainer's default when left out."),
            field("isStyle", &Input::is_style, "Of a style, else of a person or thing.")
                .defaulted(),
            field(
                "createMasks",
                &Input::create_masks,
                "Let the trainer look for the subject in each photo."
            )
                .defaulted(),
            field("personId", &Input::person_id, "Whose it is."),
            field("visibility", &Input::visibility, "Who sees the LoRA.").defaulted(),
        };
    }
};

struct ListTrainingsInput {
    std::optional<std::string> state;
    std::optional<std::string> cursor;
    int limit = 50;

    static constexpr std::string_view kName = "ListTrainingsInput";

    static constexpr auto fields() {
        using Input = ListTrainingsInput;
        return std::tuple{
            field("state", &Input::state, "active: only those that are not done."),
            field("cursor", &Input::cursor, "nextCursor of the page before."),
            field("limit", &Input::limit, "Rows of a page.").within(1, 200).defaulted(),
        };
    }
};

struct TrainingIdInput {
    std::string id;

    static constexpr std::string_view kName = "TrainingIdInput";

    static constexpr auto fields() {
        return std::tuple{field("id", &TrainingIdInput::id, "Of the training.")};
    }
};

struct TrainingEventsInput {
    std::string id;
    std::optional<std::string> last_event_id;

    static constexpr std::string_view kName = "TrainingEventsInput";

    static constexpr auto fields() {
        using Input = TrainingEventsInput;
        return std::tuple{
            field("id", &Input::id, "Of the training.").also("trainingId"),
            field("lastEventId", &Input::last_event_id, "Go on after this event."),
        };
    }
};

Result<LoraId> training_id(const std::string& text) {
    const std::optional<LoraId> id = LoraId::parse(text);
    if (!id) {
        return Error::not_found("training");
    }
    return *id;
}

Result<TrainRequest> request_from(Call& call, CreateTrainingInput input) {
    TrainRequest request;
    request.name = std::move(input.name);
    request.trigger_word = std::move(input.trigger);
    request.steps = input.steps;
    request.is_style = input.is_style;
    request.create_masks = input.create_masks;
    request.person = input.person_id;
    request.visibility = input.visibility;
    request.idempotency_key = call.idempotency_key;
    for (std::size_t i = 0; i < input.uploads.size(); ++i) {
        TrainingPictureInput& picture = input.uploads[i];
        const std::optional<UploadId> upload = UploadId::parse(picture.id);
        if (!upload) {
            return Error::invalid_field(
                "uploads[" + std::to_string(i) + "].id", "must be the id of an upload"
            );
        }
        WantedPicture wanted{*upload, std::move(picture.caption)};
        if (picture.crop) {
            wanted.crop = CropSquare{picture.crop->left, picture.crop->top, picture.crop->side};
        }
        request.pictures.push_back(std::move(wanted));
    }
    return request;
}

Task<TrainingDto> order(Call& call, CreateTrainingInput input) {
    LIKENESS_CO_TRY(TrainRequest request, request_from(call, std::move(input)));
    LIKENESS_CO_TRY(
        Training accepted,
        co_await call.services.training.train.submit(call.caller, std::move(request))
    );
    call.headers.emplace_back("Location", "/api/trainings/" + accepted.id.text());
    co_return to_dto(std::move(accepted), call.services.objects);
}

Task<TrainingPageDto> show(Call& call, ListTrainingsInput input) {
    if (input.state && *input.state != "active") {
        co_return Error::invalid_field("state", "must be active, or left out");
    }
    std::optional<Cursor> after;
    if (input.cursor) {
        LIKENESS_CO_TRY(after, Cursor::parse(*input.cursor));
    }
    LIKENESS_CO_TRY(
        Page<Training> page,
        co_await call.services.training.train.list(
            call.caller, input.state.has_value(), std::move(after), input.limit
        )
    );
    co_return to_dto(std::move(page), call.services.objects);
}

Task<TrainingDto> detail(Call& call, TrainingIdInput input) {
    LIKENESS_CO_TRY(const LoraId id, training_id(input.id));
    LIKENESS_CO_TRY(Training found, co_await call.services.training.train.find(call.caller, id));
    co_return to_dto(std::move(found), call.services.objects);
}

Task<TrainingDto> stop(Call& call, TrainingIdInput input) {
    LIKENESS_CO_TRY(const LoraId id, training_id(input.id));
    LIKENESS_CO_TRY(
        Training cancelled, co_await call.services.training.train.cancel(call.caller, id)
    );
    co_return to_dto(std::move(cancelled), call.services.objects);
}

Task<std::unique_ptr<EventSource>> watch(Call& call, TrainingEventsInput input) {
    LIKENESS_CO_TRY(const LoraId id, training_id(input.id));
    LIKENESS_CO_CHECK(co_await call.services.training.train.find(call.caller, id));
    std::int64_t after = 0;
    if (input.last_event_id && !input.last_event_id->empty()) {
        const std::optional<std::int64_t> number = durable_number(*input.last_event_id);
        if (!number) {
            co_return Error::invalid_field(
                "lastEventId", "must be the id of an event of this training"
            );
        }
        after = *number;
    }
    co_return std::make_unique<TrainingEventSource>(call.services.training, id, after);
}

}  // namespace

EndpointPtr create() {
    return answers(&order);
}

EndpointPtr list() {
    return answers(&show);
}

EndpointPtr by_id() {
    return answers(&detail);
}

EndpointPtr cancel() {
    return answers(&stop);
}

EndpointPtr events() {
    return streams<TrainingEventDto>(&watch);
}

}  // namespace likeness::api::training
