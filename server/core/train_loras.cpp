#include "core/train_loras.hpp"

#include "base/digest.hpp"
#include "base/log.hpp"
#include "core/idempotency_key.hpp"
#include "core/import_lora.hpp"
#include "core/pack_training.hpp"
#include "core/text_rules.hpp"
#include "core/training_runner.hpp"
#include "core/training_stream.hpp"

#include <limits>
#include <set>
#include <utility>

namespace likeness {

namespace {

class Problems {
public:
    void require(bool holds, std::string path, std::string message) {
        if (!holds) {
            fields_.push_back({std::move(path), std::move(message)});
        }
    }

    template <class T>
    T value_of(Result<T> value) {
        if (value) {
            return *std::move(value);
        }
        fields_.insert(fields_.end(), value.error().fields.begin(), value.error().fields.end());
        return {};
    }

    Result<void> result() && {
        return fields_.empty() ? Result<void>{} : Error::invalid_fields(std::move(fields_));
    }

private:
    std::vector<FieldError> fields_;
};

std::string range_text(int least, int most) {
    return "between " + std::to_string(least) + " and " + std::to_string(most);
}

std::string path_of(std::size_t index, std::string_view member) {
    return "uploads[" + std::to_string(index) + "]." + std::string(member);
}

bool has_repeats(const std::vector<WantedPicture>& pictures) {
    std::set<std::string> seen;
    for (const WantedPicture& picture : pictures) {
        seen.insert(picture.upload.text());
    }
    return seen.size() != pictures.size();
}

/// Cleans the texts of the request; names all that is wrong with it at once, so that a form can
/// show it.
Result<void> check_input(TrainRequest& request, const TrainerProfile& trainer) {
    Problems problems;
    request.name =
        problems.value_of(clean_label("name", request.name, 1, TrainingLimits::kMaxNameLength));
    Result<std::string> trigger = clean_trigger("trigger", request.trigger_word);
    problems.require(
        !trigger || !trigger->empty(), "trigger", "must not be empty: it is what prompts call it by"
    );
    request.trigger_word = problems.value_of(std::move(trigger));
    const int steps = request.steps.value_or(trainer.default_steps);
    problems.require(
        steps >= trainer.min_steps && steps <= trainer.max_steps,
        "steps",
        "must be " + range_text(trainer.min_steps, trainer.max_steps)
    );
    const auto count = static_cast<int>(request.pictures.size());
    problems.require(
        count >= trainer.min_images && count <= trainer.max_images,
        "uploads",
        "must have " + range_text(trainer.min_images, trainer.max_images) + " photos"
    );
    problems.require(!has_repeats(request.pictures), "uploads", "must not hold a photo twice");
    for (std::size_t i = 0; i < request.pictures.size(); ++i) {
        std::optional<std::string>& caption = request.pictures[i].caption;
        if (caption) {
            caption = problems.value_of(clean_caption(path_of(i, "caption"), *caption));
        }
    }
    problems.require(
        !request.idempotency_key || is_idempotency_key(*request.idempotency_key),
        "Idempotency-Key",
        "must have 1 to 255 letters, digits or marks"
    );
    return std::move(problems).result();
}

/// Tells two requests under one idempotency key apart.
std::string request_hash(const TrainRequest& request) {
    std::string text = request.name + '\n' + request.trigger_word + '\n' +
                       std::to_string(request.steps.value_or(0)) + '\n';
    text += std::string(request.is_style ? "style" : "-") + (request.create_masks ? "masks" : "-");
    text += std::to_string(request.person.value_or(0)) + '\n' +
            std::string(to_text(request.visibility)) + '\n';
    for (const WantedPicture& picture : request.pictures) {
        const CropSquare crop = picture.crop.value_or(CropSquare{-1, -1, -1});
        text += picture.upload.text() + ' ' + std::to_string(crop.left) + ' ' +
                std::to_string(crop.top) + ' ' + std::to_string(crop.side) + ' ' +
                (picture.caption ? "=" + *picture.caption : std::string("own")) + '\n';
    }
    return to_hex(sha256(text));
}

/// Lies in the picture, and leaves enough to learn from.
bool is_crop_of(const CropSquare& crop, ImageSize size) {
    return crop.left >= 0 && crop.top >= 0 && crop.side >= UploadLimits::kMinSide &&
           crop.side <= size.width - crop.left && crop.side <= size.height - crop.top;
}

Error no_trainer() {
    return Error::unavailable(
        "No trainer is set up on this server. Its operator can add one by setting FAL_KEY."
    );
}

}  // namespace

TrainLoras::TrainLoras(
    TrainingLedger& ledger,
    UploadRepository& uploads,
    People& people,
    LoraTrainer* trainer,
    PackTraining& pack,
    TrainingRunner& runner,
    TrainingBell& bell,
    const Clock& clock,
    Random& random,
    QuotaRule quota
)
    : ledger_(ledger),
      uploads_(uploads),
      people_(people),
      trainer_(trainer),
      pack_(pack),
      runner_(runner),
      bell_(bell),
      clock_(clock),
      random_(random),
      quota_(quota) {}

Task<Training> TrainLoras::submit(Caller caller, TrainRequest request) {
    if (trainer_ == nullptr) {
        co_return no_trainer();
    }
    LIKENESS_CO_TRY(NewTraining training, co_await prepared(caller, std::move(request)));
    LIKENESS_CO_TRY(
        const TrainingAcceptance acceptance, co_await ledger_.accept(std::move(training))
    );
    runner_.wake();
    co_return co_await ledger_.find(acceptance.id);
}

Task<NewTraining> TrainLoras::prepared(Caller caller, TrainRequest request) {
    const TrainerProfile& trainer = trainer_->profile();
    LIKENESS_CO_CHECK(check_input(request, trainer));
    if (request.person) {
        LIKENESS_CO_CHECK(co_await people_.owned(caller, *request.person));
    }
    LIKENESS_CO_TRY(
        std::vector<TrainingImage> images, co_await pictures_of(caller, request.pictures)
    );
    const Timestamp now = clock_.now();
    const auto id = random_.id<LoraId>(now);
    const int steps = request.steps.value_or(trainer.default_steps);
    LoraFile file{weights_key(id), 0, "", trainer.base_model, "", 0, std::nullopt, 0, "{}", {}};
    Lora lora{
        .id = id,
        .wallet = *caller.wallet,
        .person = request.person,
        .name = request.name,
        .trigger_word = request.trigger_word,
        .status = lora_status_of(TrainingState::queued),
        .source = LoraSource::training,
        .visibility = request.visibility,
        .file = std::move(file),
        .created_at = now,
    };
    Training training{
        .id = id,
        .wallet = *caller.wallet,
        .person = request.person,
        .name = request.name,
        .trigger_word = request.trigger_word,
        .trainer = trainer.id,
        .steps = steps,
        .is_style = request.is_style,
        .create_masks = request.create_masks,
        .price_microdollars = trainer.price_microdollars(steps),
        .created_at = now,
        .images = std::move(images),
    };
    NewTraining accepted{std::move(lora), std::move(training)};
    accepted.max_open =
        caller.is_admin ? std::numeric_limits<int>::max() : TrainingLimits::kMaxOpen;
    accepted.rule = quota_;
    accepted.exempt = caller.is_admin;
    accepted.request_hash = request_hash(request);
    accepted.idempotency_key = std::move(request.idempotency_key);
    co_return accepted;
}

Task<std::vector<TrainingImage>>
TrainLoras::pictures_of(Caller caller, const std::vector<WantedPicture>& wanted) {
    std::vector<TrainingImage> images;
    Problems problems;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const WantedPicture& picture = wanted[i];
        Result<UploadedImage> upload = co_await uploads_.find(picture.upload);
        if (!upload && upload.error().code != ErrorCode::not_found) {
            co_return std::move(upload).error();
        }
        if (!upload || !caller.is(upload->wallet)) {
            problems.require(false, path_of(i, "id"), "is no photo of yours, or has been removed");
            continue;
        }
        problems.require(
            !picture.crop || is_crop_of(*picture.crop, upload->size),
            path_of(i, "crop"),
            "must lie in the photo and have at least " + std::to_string(UploadLimits::kMinSide) +
                " pixels a side"
        );
        TrainingImage image{picture.upload, picture.caption.value_or(upload->caption)};
        image.crop = picture.crop;
        images.push_back(std::move(image));
    }
    LIKENESS_CO_CHECK(std::move(problems).result());
    co_return images;
}

Task<Training> TrainLoras::find(Caller caller, LoraId id) {
    LIKENESS_CO_TRY(Training training, co_await ledger_.find(std::move(id)));
    if (!caller.may_manage(training.wallet)) {
        co_return Error::not_found("training");
    }
    co_return training;
}

Task<Page<Training>>
TrainLoras::list(Caller caller, bool only_open, std::optional<Cursor> after, int limit) {
    TrainingQuery query{*caller.wallet, only_open, std::move(after), limit};
    return ledger_.list(std::move(query));
}

Task<Training> TrainLoras::cancel(Caller caller, LoraId id) {
    LIKENESS_CO_TRY(const Training training, co_await find(std::move(caller), id));
    LIKENESS_CO_TRY(const TrainingCancelling cancelling, co_await ledger_.cancel(id, clock_.now()));
    runner_.stop(id, cancelling.request_id);
    const Result<void> discarded = co_await pack_.discard(training);
    if (!discarded) {
        log::warning(
            "an archive of photos was left behind",
            {{"training", id.text()}, {"reason", discarded.error().detail}}
        );
    }
    co_return co_await ledger_.find(id);
}

Task<Training> TrainLoras::wait(LoraId id, std::chrono::milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    TrainingStream stream(ledger_, bell_, id, 0);
    while (!stream.ended()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now()
        );
        if (left.count() <= 0) {
            co_return Error{ErrorCode::deadline_exceeded, "The training is still going on."};
        }
        LIKENESS_CO_CHECK(co_await stream.next(left));
    }
    co_return co_await ledger_.find(id);
}

}  // namespace likeness
