#include "core/generate_images.hpp"

#include "base/digest.hpp"
#include "core/batch_stream.hpp"
#include "core/generation_runner.hpp"
#include "core/idempotency_key.hpp"
#include "core/prompt.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace likeness {

namespace {

constexpr std::int64_t kMaxWaitingJobs = 200'000;

bool is_within(double value, double least, double most) {
    return std::isfinite(value) && value >= least && value <= most;
}

class Problems {
public:
    void require(bool holds, std::string path, std::string message) {
        if (!holds) {
            fields_.push_back({std::move(path), std::move(message)});
        }
    }

    void add(const Error& error) {
        fields_.insert(fields_.end(), error.fields.begin(), error.fields.end());
    }

    Result<void> result() && {
        if (fields_.empty()) {
            return {};
        }
        return Error::invalid_fields(std::move(fields_));
    }

private:
    std::vector<FieldError> fields_;
};

void require_size(Problems& problems, ImageSize size, int least, int most) {
    const std::string rule =
        "must be between " + std::to_string(least) + " and " + std::to_string(most) + " pixels";
    problems.require(size.width >= least && size.width <= most, "imageSize.width", rule);
    problems.require(size.height >= least && size.height <= most, "imageSize.height", rule);
}

/// The clean prompt, or all that is wrong with the input at once, so that a form can show it.
Result<std::string> check_input(const GenerateRequest& request) {
    using Limits = SettingsLimits;
    Problems problems;
    Result<std::string> prompt = clean_prompt(request.prompt);
    if (!prompt) {
        problems.add(prompt.error());
    }
    problems.require(
        request.num_images >= 1 && request.num_images <= Limits::kMaxImages,
        "numImages",
        "must be between 1 and 4"
    );
    require_size(problems, request.size, Limits::kMinSide, Limits::kMaxSide);
    problems.require(
        request.num_inference_steps >= 1 && request.num_inference_steps <= Limits::kMaxSteps,
        "numInferenceSteps",
        "must be between 1 and 50"
    );
    problems.require(
        is_within(request.guidance_scale, Limits::kMinGuidance, Limits::kMaxGuidance),
        "guidanceScale",
        "must be between 1 and 20"
    );
    problems.require(
        !request.lora_scale || is_within(*request.lora_scale, 0, Limits::kMaxLoraScale),
        "loraScale",
        "must be between 0 and 4"
    );
    problems.require(
        !request.idempotency_key || is_idempotency_key(*request.idempotency_key),
        "Idempotency-Key",
        "must have 1 to 255 letters, digits or marks"
    );
    LIKENESS_CHECK(std::move(problems).result());
    return prompt;
}

Result<void> check_with_engine(const GenerateRequest& request, const EngineProfile& engine) {
    Problems problems;
    require_size(problems, request.size, engine.min_side, engine.max_side);
    return std::move(problems).result();
}

/// No two numbers have the same.
std::string exact_text(double number) {
    std::array<char, 32> text{};
    const auto [end, failure] = std::to_chars(text.data(), text.data() + text.size(), number);
    return {text.data(), failure == std::errc{} ? end : text.data()};
}

/// Tells two requests under one idempotency key apart.
std::string
request_hash(const GenerateRequest& request, const std::string& prompt, const LoraId& lora) {
    std::string text =
        lora.text() + '\n' + prompt + '\n' + std::to_string(request.num_images) + '\n';
    text += std::to_string(request.size.width) + 'x' + std::to_string(request.size.height) + '\n';
    text += (request.seed ? request.seed->text() : "random") + '\n' +
            std::to_string(request.num_inference_steps) + '\n';
    text += exact_text(request.guidance_scale) + '\n' +
            exact_text(request.lora_scale.value_or(-1)) + '\n';
    text += std::to_string(static_cast<int>(request.output_format)) +
            (request.enable_safety_checker ? "s" : "-") + '\n';
    text += request.engine.value_or("") + '\n' + std::to_string(request.person.value_or(0));
    return to_hex(sha256(text));
}

/// 32 bits, because that is what every tool that people may carry a seed to understands.
Seed random_seed(Random& random) {
    std::uint64_t value = 0;
    for (const char c : random.bytes(4)) {
        value = value << 8U | static_cast<unsigned char>(c);
    }
    return {value};
}

GenerationSettings settings_of(const GenerateRequest& request, const Lora& lora) {
    return {
        request.size,
        request.num_inference_steps,
        request.guidance_scale,
        request.lora_scale.value_or(lora.default_scale),
        request.output_format,
        request.enable_safety_checker};
}

}  // namespace

GenerateImages::GenerateImages(
    GenerationLedger& ledger,
    JobQueue& queue,
    LoraRepository& loras,
    People& people,
    Engines& engines,
    GenerationEvents& events,
    GenerationRunner& runner,
    const Clock& clock,
    Random& random,
    QuotaRule rule
)
    : ledger_(ledger),
      queue_(queue),
      loras_(loras),
      people_(people),
      engines_(engines),
      events_(events),
      runner_(runner),
      clock_(clock),
      random_(random),
      rule_(rule) {}

Task<GenerationBatch> GenerateImages::submit(Caller caller, GenerateRequest request) {
    LIKENESS_CO_TRY(NewBatch batch, co_await prepared(caller, std::move(request)));
    if (runner_.waiting() > kMaxWaitingJobs) {
        co_return Error::unavailable(
            "Too many images are waiting to be made. Please try again in a while."
        );
    }
    LIKENESS_CO_TRY(const Acceptance acceptance, co_await ledger_.accept(batch));
    if (acceptance.replayed) {
        co_return co_await ledger_.find(acceptance.batch);
    }
    runner_.wake();
    const GenerationEvent queued{1, BatchQueued{}};  // watchers know it from the rows, others wake
    events_.publish(batch.batch.id, queued);
    co_return std::move(batch.batch);
}

Task<NewBatch> GenerateImages::prepared(Caller caller, GenerateRequest request) {
    LIKENESS_CO_TRY(const std::string prompt, check_input(request));
    LIKENESS_CO_TRY(Lora found, co_await loras_.find(request.lora));
    LIKENESS_CO_TRY(const Lora lora, visible_to(caller, std::move(found)));
    if (lora.status != LoraStatus::completed) {
        co_return Error{ErrorCode::conflict, "This LoRA is not ready yet."};
    }
    LIKENESS_CO_TRY(ImageEngine & engine, engines_.choose(lora, request.engine));
    LIKENESS_CO_CHECK(check_with_engine(request, engine.profile()));
    LIKENESS_CO_TRY(
        const std::optional<PersonId> person, co_await person_of(caller, request.person, lora)
    );

    const Timestamp now = clock_.now();
    GenerationBatch batch{
        .id = random_.id<BatchId>(now),
        .wallet = *caller.wallet,
        .lora = lora.id,
        .person = person,
        .prompt = prompt,
        .final_prompt = final_prompt(prompt, lora.trigger_word),
        .settings = settings_of(request, lora),
        .seed = request.seed.value_or(random_seed(random_)),
        .engine = engine.profile().id,
        .quota = is_exempt(caller) ? QuotaState::exempt : QuotaState::reserved,
        .created_at = now,
        .jobs = {},
        .images = {},
    };
    NewBatch accepted{std::move(batch), {}, rule_, is_exempt(caller), request.idempotency_key, {}};
    for (int index = 0; index < request.num_images; ++index) {
        accepted.batch.jobs.push_back(
            {random_.id<JobId>(now), index, accepted.batch.seed.of_image(index)}
        );
        accepted.images.push_back(random_.id<ImageId>(now));
    }
    accepted.request_hash = request_hash(request, prompt, lora.id);
    co_return accepted;
}

Task<std::optional<PersonId>>
GenerateImages::person_of(Caller caller, std::optional<PersonId> wanted, Lora lora) {
    if (wanted) {
        LIKENESS_CO_CHECK(co_await people_.owned(std::move(caller), *wanted));
        co_return wanted;
    }
    co_return caller.is(lora.wallet) ? lora.person : std::nullopt;
}

Task<GenerationBatch> GenerateImages::wait(BatchId id, std::chrono::milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    BatchStream stream(ledger_, events_, id, 0);
    while (!stream.ended()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now()
        );
        if (left.count() <= 0) {
            co_return Error{
                ErrorCode::deadline_exceeded,
                "The images are still being made. Look at batch " + id.text() +
                    " again in a while."};
        }
        LIKENESS_CO_CHECK(co_await stream.next(left));
    }
    co_return co_await ledger_.find(id);
}

Task<GenerationBatch> GenerateImages::find(Caller caller, BatchId id) {
    LIKENESS_CO_TRY(GenerationBatch batch, co_await ledger_.find(std::move(id)));
    if (!caller.may_manage(batch.wallet)) {
        co_return Error::not_found("generation");
    }
    co_return batch;
}

Task<std::vector<GenerationBatch>> GenerateImages::active(Caller caller) {
    return ledger_.open_batches(*caller.wallet);
}

Task<GenerationBatch> GenerateImages::cancel(Caller caller, BatchId id) {
    LIKENESS_CO_CHECK(co_await find(std::move(caller), id));
    LIKENESS_CO_TRY(const Cancelling cancelling, co_await queue_.cancel(id, clock_.now()));
    for (const JobId& job : cancelling.begun) {
        runner_.stop(job);
    }
    GenerationEvent ended{cancelling.batch_event, BatchEnded{cancelling.batch}};
    events_.publish(id, ended);
    co_return co_await ledger_.find(id);
}

Task<QuotaStatus> GenerateImages::remaining(Caller caller) {
    const bool exempt = is_exempt(caller);
    LIKENESS_CO_TRY(
        std::vector<Timestamp> used,
        co_await ledger_.units_in_use(*caller.wallet, clock_.now() - rule_.window)
    );
    co_return quota_status(rule_, exempt, std::move(used));
}

Task<std::vector<PastPrompt>>
GenerateImages::prompt_history(Caller caller, std::string prefix, int limit) {
    return ledger_.prompts(*caller.wallet, std::move(prefix), limit);
}

Error failure_of(const GenerationBatch& batch) {
    if (batch.state == BatchState::cancelled) {
        return {ErrorCode::conflict, "The generation was cancelled."};
    }
    const GenerationFailure failure = batch.failure.value_or(GenerationFailure{
        ErrorCode::upstream_failed, "The engine made no image."});
    return {failure.code, failure.message};
}

}  // namespace likeness
