#include "adapters/repositories/sql_job_queue.hpp"

#include "adapters/repositories/batch_rows.hpp"
#include "adapters/repositories/columns.hpp"
#include "adapters/repositories/image_rows.hpp"
#include "adapters/repositories/usage_rows.hpp"

#include <algorithm>
#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

// One step along the index of open jobs; rows in somebody's hands are few and stepped over.
constexpr sql::Statement kNextJob{
    "SELECT id, state FROM generation_jobs WHERE state IN ('queued', 'submitting', 'running') AND "
    "engine = $1 "
    "AND lease_until < $2 AND wallet_address > $3 ORDER BY wallet_address, id LIMIT 1"};
constexpr sql::Statement kTakeLease{
    "UPDATE generation_jobs SET state = $2, lease_owner = $3, lease_until = $4, "
    "started_at = $5 WHERE id = $1"};
constexpr sql::Statement kStartBatch{
    "UPDATE generation_batches SET state = 'running', started_at = $2, event_count = event_count + "
    "1, "
    "started_event = event_count + 1 WHERE id = $1 AND state = 'queued' RETURNING started_event"};
constexpr sql::Statement kLeasedJob{
    "SELECT j.id, j.batch_id, j.image_id, j.image_index, j.seed, j.request_id, b.wallet_address, "
    "b.lora_training_id, b.person_id, "
    "b.prompt, b.final_prompt, b.image_width, b.image_height, b.num_inference_steps, "
    "b.guidance_scale, coalesce(j.lora_scale, b.lora_scale), "
    "b.output_format, b.enable_safety_checker, b.engine, b.created_at, l.name, l.trigger_word, "
    "l.weights_sha256, l.weights_path, "
    "l.base_model FROM generation_jobs j JOIN generation_batches b ON b.id = j.batch_id "
    "JOIN lora_trainings l ON l.id = b.lora_training_id WHERE j.id = $1"};
constexpr sql::Statement kFurtherLoras{
    "SELECT l.name, l.trigger_word, l.weights_sha256, f.scale, l.weights_path "
    "FROM generation_batch_loras f JOIN lora_trainings l ON l.id = f.lora_training_id "
    "WHERE f.batch_id = $1 ORDER BY f.place"};
constexpr sql::Statement kRenew{
    "UPDATE generation_jobs SET lease_until = $2 WHERE state IN ('queued', 'submitting', "
    "'running') AND lease_owner = $1"};
constexpr sql::Statement kStateOf{"SELECT state, batch_id FROM generation_jobs WHERE id = $1"};
constexpr sql::Statement kSubmitted{
    "UPDATE generation_jobs SET state = 'running', request_id = $2 WHERE id = $1"};
constexpr sql::Statement kReport{
    "UPDATE generation_jobs SET reported_request_id = $2 WHERE id = $1 AND request_id IS NULL AND "
    "state IN ('queued', 'submitting')"};
constexpr sql::Statement kReported{"SELECT reported_request_id FROM generation_jobs WHERE id = $1"};
constexpr sql::Statement kNextEvent{
    "UPDATE generation_batches SET event_count = event_count + 1 WHERE id = $1 RETURNING "
    "event_count"};
constexpr sql::Statement kEndJob{
    "UPDATE generation_jobs SET state = $2, event = $3, failure_code = $4, failure_message = $5, "
    "finished_at = $6, "
    "lease_owner = NULL, lease_until = '' WHERE id = $1"};
constexpr sql::Statement kStatesOfBatch{
    "SELECT id, state, failure_code, failure_message FROM generation_jobs WHERE batch_id = $1 "
    "ORDER BY image_index"};
constexpr sql::Statement kQuotaOf{"SELECT quota, state FROM generation_batches WHERE id = $1"};
constexpr sql::Statement kEndBatch{
    "UPDATE generation_batches SET state = $2, quota = $3, finished_at = $4, failure_code = $5, "
    "failure_message = $6, "
    "event_count = event_count + 1, finished_event = event_count + 1 WHERE id = $1 RETURNING "
    "finished_event"};
constexpr sql::Statement kWaiting{"SELECT count(*) FROM generation_jobs WHERE state = 'queued'"};
constexpr sql::Statement kReleaseOwn{
    "UPDATE generation_jobs SET lease_owner = NULL, lease_until = '' "
    "WHERE state IN ('queued', 'submitting', 'running') AND lease_owner = $1"};
constexpr sql::Statement kReleaseAll{
    "UPDATE generation_jobs SET lease_owner = NULL, lease_until = '' "
    "WHERE state IN ('queued', 'submitting', 'running') AND lease_owner IS NOT NULL"};

LeasedJob read_leased(const sql::Rows& rows, JobState before) {
    const GenerationSettings settings{
        {static_cast<int>(rows.integer(11)), static_cast<int>(rows.integer(12))},
        static_cast<int>(rows.integer(13)),
        rows.real(14),
        rows.real(15),
        format_in(rows, 16),
        rows.integer(17) != 0};
    const LoraUse own{
        std::string(rows.text(20)),
        std::string(rows.text(21)),
        std::string(rows.text(22)),
        settings.lora_scale};
    return LeasedJob{
        .id = JobId::trusted(rows.text(0)),
        .batch = BatchId::trusted(rows.text(1)),
        .image = ImageId::trusted(rows.text(2)),
        .wallet = wallet_in(rows, 6),
        .lora = LoraId::trusted(rows.text(7)),
        .loras = {{own, ObjectKey::trusted(std::string(rows.text(23)))}},
        .base_model = std::string(rows.text(24)),
        .person = optional_integer_in(rows, 8),
        .prompt = std::string(rows.text(9)),
        .final_prompt = std::string(rows.text(10)),
        .settings = settings,
        .index = static_cast<int>(rows.integer(3)),
        .seed = seed_in(rows, 4),
        .engine = std::string(rows.text(18)),
        .accepted_at = time_in(rows, 19),
        .state = before,
        .request_id = optional_text_in(rows, 5),
    };
}

LeasedLora read_further_lora(const sql::Rows& rows) {
    LoraUse use{
        std::string(rows.text(0)),
        std::string(rows.text(1)),
        std::string(rows.text(2)),
        rows.real(3)};
    return {std::move(use), ObjectKey::trusted(std::string(rows.text(4)))};
}

struct Candidate {
    std::string id;
    JobState state;
};

asio::awaitable<std::optional<Candidate>>
next_candidate(sql::Session& session, const LeaseRequest& request) {
    // Behind the last wallet first, then from the beginning: everybody has a turn.
    std::string after = request.after_wallet;
    for (int round = 0; round < 2; ++round) {
        const Rows rows =
            co_await session.query(kNextJob, request.engine, to_iso(request.now), after);
        if (rows->next()) {
            co_return Candidate{std::string(rows->text(0)), job_state_from(rows->text(1))};
        }
        if (after.empty()) {
            break;
        }
        after.clear();
    }
    co_return std::nullopt;
}

asio::awaitable<Result<std::optional<LeasedJob>>>
lease_next(sql::Session& session, const LeaseRequest& request) {
    const std::optional<Candidate> candidate = co_await next_candidate(session, request);
    if (!candidate) {
        co_return std::nullopt;
    }
    const JobState state =
        candidate->state == JobState::queued ? JobState::submitting : candidate->state;
    co_await session.run(
        kTakeLease,
        candidate->id,
        to_text(state),
        request.owner,
        to_iso(request.until),
        to_iso(request.now)
    );
    const Rows rows = co_await session.query(kLeasedJob, candidate->id);
    rows->next();
    LeasedJob job = read_leased(*rows, candidate->state);
    const Rows further = co_await session.query(kFurtherLoras, job.batch.text());
    while (further->next()) {
        job.loras.push_back(read_further_lora(*further));
    }
    const Rows started = co_await session.query(kStartBatch, job.batch.text(), to_iso(request.now));
    if (started->next()) {
        job.batch_started_event = started->integer(0);
    }
    co_return job;
}

/// The batch of the job, if the job may go on to `to`; nothing when it has ended already. Notes in
/// `ending` how the job stands then.
asio::awaitable<std::optional<BatchId>>
batch_if_open(sql::Session& session, const JobId& id, JobState to, JobEnding& ending) {
    const Rows rows = co_await session.query(kStateOf, id.text());
    if (!rows->next()) {
        co_return std::nullopt;
    }
    ending.job = job_state_from(rows->text(0));
    if (!may_advance(*ending.job, to)) {
        co_return std::nullopt;
    }
    ending.job = to;
    co_return BatchId::trusted(rows->text(1));
}

asio::awaitable<std::int64_t> next_event(sql::Session& session, const BatchId& batch) {
    const Rows rows = co_await session.query(kNextEvent, batch.text());
    rows->next();
    co_return rows->integer(0);
}

/// Ends the batch and settles its quota unit if no job is open any more.
asio::awaitable<void>
settle(sql::Session& session, const BatchId& batch, Timestamp now, JobEnding& ending) {
    std::vector<JobState> states;
    std::optional<GenerationFailure> first_failure;
    const Rows jobs = co_await session.query(kStatesOfBatch, batch.text());
    while (jobs->next()) {
        states.push_back(job_state_from(jobs->text(1)));
        if (!first_failure) {
            first_failure = failure_in(*jobs, 2, 3);
        }
    }
    const BatchStanding standing = standing_of(states);
    ending.batch = standing.state;
    if (!is_final(standing.state)) {
        co_return;
    }
    if (standing.state == BatchState::failed) {
        ending.failure = first_failure;
    }
    const Rows held = co_await session.query(kQuotaOf, batch.text());
    held->next();
    const bool exempt = quota_state_from(held->text(0)) == QuotaState::exempt;
    std::optional<int> code;
    std::optional<std::string> message;
    if (ending.failure) {
        code = static_cast<int>(ending.failure->code);
        message = ending.failure->message;
    }
    const Rows ended = co_await session.query(
        kEndBatch,
        batch.text(),
        to_text(standing.state),
        to_text(exempt ? QuotaState::exempt : standing.quota),
        to_iso(now),
        code,
        message
    );
    ended->next();
    ending.batch_event = ended->integer(0);
    co_await count_ended(session, batch);
}

}  // namespace

Task<std::optional<LeasedJob>> SqlJobQueue::lease(LeaseRequest request) {
    auto work = [&](sql::Session& session) { return lease_next(session, request); };
    co_return co_await database_.write<std::optional<LeasedJob>>(work);
}

Task<void> SqlJobQueue::renew(std::string owner, Timestamp until) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kRenew, owner, to_iso(until));
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<bool> SqlJobQueue::submitted(JobId id, std::string request_id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<bool>> {
        const Rows rows = co_await session.query(kStateOf, id.text());
        if (!rows->next() || is_final(job_state_from(rows->text(0)))) {
            co_return false;
        }
        co_await session.run(kSubmitted, id.text(), request_id);
        co_return true;
    };
    co_return co_await database_.write<bool>(work);
}

Task<bool> SqlJobQueue::report(JobId id, std::string request_id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<bool>> {
        const std::int64_t changed = co_await session.run(kReport, id.text(), request_id);
        co_return changed == 1;
    };
    co_return co_await database_.write<bool>(work);
}

Task<std::optional<std::string>> SqlJobQueue::reported_request(JobId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::optional<std::string>>> {
        const Rows rows = co_await session.query(kReported, id.text());
        co_return rows->next() ? optional_text_in(*rows, 0) : std::nullopt;
    };
    co_return co_await database_.read<std::optional<std::string>>(work);
}

Task<JobEnding> SqlJobQueue::complete(JobId id, GeneratedImage image) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<JobEnding>> {
        JobEnding ending;
        const std::optional<BatchId> batch =
            co_await batch_if_open(session, id, JobState::completed, ending);
        if (!batch) {
            co_return ending;
        }
        ending.advanced = true;
        ending.event = co_await next_event(session, *batch);
        const std::string now = to_iso(image.created_at);
        co_await session.run(
            kEndJob, id.text(), to_text(JobState::completed), ending.event, nullptr, nullptr, now
        );
        co_await insert_image(session, image);
        co_await settle(session, *batch, image.created_at, ending);
        co_return ending;
    };
    co_return co_await database_.write<JobEnding>(work);
}

Task<JobEnding>
SqlJobQueue::fail(JobId id, JobState state, GenerationFailure failure, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<JobEnding>> {
        JobEnding ending;
        const std::optional<BatchId> batch = co_await batch_if_open(session, id, state, ending);
        if (!batch) {
            co_return ending;
        }
        ending.advanced = true;
        ending.event = co_await next_event(session, *batch);
        co_await session.run(
            kEndJob,
            id.text(),
            to_text(state),
            ending.event,
            static_cast<int>(failure.code),
            failure.message,
            to_iso(now)
        );
        co_await settle(session, *batch, now, ending);
        co_return ending;
    };
    co_return co_await database_.write<JobEnding>(work);
}

Task<Cancelling> SqlJobQueue::cancel(BatchId id, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Cancelling>> {
        Cancelling cancelling;
        std::vector<std::string> open;
        {
            const Rows jobs = co_await session.query(kStatesOfBatch, id.text());
            while (jobs->next()) {
                const JobState state = job_state_from(jobs->text(1));
                if (!is_final(state)) {
                    open.emplace_back(jobs->text(0));
                }
                if (state == JobState::submitting || state == JobState::running) {
                    cancelling.begun.push_back(JobId::trusted(jobs->text(0)));
                }
            }
        }
        if (open.empty()) {
            co_return Error{ErrorCode::conflict, "This generation has ended already."};
        }
        for (const std::string& job : open) {
            co_await session.run(
                kEndJob, job, to_text(JobState::cancelled), 0, nullptr, nullptr, to_iso(now)
            );
        }
        JobEnding ending;
        co_await settle(session, id, now, ending);
        cancelling.batch = ending.batch;
        cancelling.batch_event = ending.batch_event;
        co_return cancelling;
    };
    co_return co_await database_.write<Cancelling>(work);
}

Task<std::int64_t> SqlJobQueue::waiting() {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::int64_t>> {
        const Rows rows = co_await session.query(kWaiting);
        rows->next();
        co_return rows->integer(0);
    };
    co_return co_await database_.read<std::int64_t>(work);
}

Task<void> SqlJobQueue::release_leases(std::optional<std::string> owner) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        if (owner) {
            co_await session.run(kReleaseOwn, *owner);
        } else {
            co_await session.run(kReleaseAll);
        }
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

}  // namespace likeness::repositories
