#include "core/generate_images.hpp"

#include "core/batch_stream.hpp"
#include "core/further_loras.hpp"
#include "core/generation_runner.hpp"
#include "core/prompt.hpp"

#include <utility>

namespace likeness {

namespace {

constexpr std::int64_t kMaxWaitingJobs = 200'000;

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
        request.ladder.empty() ? request.lora_scale.value_or(lora.default_scale)
                               : request.ladder.front(),
        request.output_format,
        request.enable_safety_checker};
}

std::vector<std::string> trigger_words_of(const std::vector<Lora>& loras) {
    std::vector<std::string> words;
    for (const Lora& lora : loras) {
        words.push_back(lora.trigger_word);
    }
    return words;
}

/// One for each image that is asked for. The rungs of a ladder differ in their LoRA scale alone.
std::vector<GenerationJob>
jobs_for(const GenerateRequest& request, Seed seed, Timestamp now, Random& random) {
    const bool is_ladder = !request.ladder.empty();
    const int count = is_ladder ? static_cast<int>(request.ladder.size()) : request.num_images;
    std::vector<GenerationJob> jobs;
    for (int index = 0; index < count; ++index) {
        GenerationJob job{random.id<JobId>(now), index, is_ladder ? seed : seed.of_image(index)};
        if (is_ladder) {
            job.lora_scale = request.ladder[static_cast<std::size_t>(index)];
        }
        jobs.push_back(std::move(job));
    }
    return jobs;
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
    LIKENESS_CO_TRY(
        const std::vector<Lora> loras,
        co_await all_loras(loras_, caller, lora, request.further_loras)
    );
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
        .final_prompt = final_prompt(prompt, trigger_words_of(loras)),
        .settings = settings_of(request, lora),
        .seed = request.seed.value_or(random_seed(random_)),
        .engine = engine.profile().id,
        .quota = is_exempt(caller) ? QuotaState::exempt : QuotaState::reserved,
        .created_at = now,
        .jobs = {},
        .images = {},
        .further_loras = further_loras_of(request.further_loras, loras),
    };
    NewBatch accepted{std::move(batch), {}, rule_, is_exempt(caller), request.idempotency_key, {}};
    accepted.batch.jobs = jobs_for(request, accepted.batch.seed, now, random_);
    for (std::size_t i = 0; i < accepted.batch.jobs.size(); ++i) {
        accepted.images.push_back(random_.id<ImageId>(now));
    }
    accepted.request_hash = request_hash(request, prompt, loras);
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
