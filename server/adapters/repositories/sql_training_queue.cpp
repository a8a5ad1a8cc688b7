#include "adapters/repositories/sql_training_queue.hpp"

#include "adapters/repositories/columns.hpp"
#include "adapters/repositories/training_rows.hpp"

#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

#define LIKENESS_OPEN_TRAINING "state IN ('queued', 'preparing', 'submitting', 'running')"

constexpr sql::Statement kNext{LIKENESS_TRAINING_COLUMNS
                               "WHERE j." LIKENESS_OPEN_TRAINING
                               " AND j.trainer = $1 AND j.lease_until < $2 ORDER BY "
                               "j.lora_training_id LIMIT 1"};
constexpr sql::Statement kTakeLease{
    "UPDATE training_jobs SET state = $2, lease_owner = $3, lease_until = $4 WHERE "
    "lora_training_id = $1 AND lease_until < $5"};
constexpr sql::Statement kRenew{
    "UPDATE training_jobs SET lease_until = $2 WHERE lease_owner = $1 AND " LIKENESS_OPEN_TRAINING};
constexpr sql::Statement kSubmitting{
    "UPDATE training_jobs SET state = 'submitting' WHERE lora_training_id = $1 AND state = "
    "'preparing' AND lease_owner = $2"};
constexpr sql::Statement kSubmitted{
    "UPDATE training_jobs SET state = 'running', request_id = $2, submitted_at = $3, started_at = "
    "$3, event_count = event_count + 1, started_event = event_count + 1 WHERE lora_training_id = "
    "$1"};
constexpr sql::Statement kProgress{
    "UPDATE training_jobs SET queue_position = $2, steps_done = CASE WHEN steps_done < $3 THEN $3 "
    "ELSE steps_done END WHERE lora_training_id = $1 AND state = 'running'"};
constexpr sql::Statement kFinishSteps{
    "UPDATE training_jobs SET steps_done = steps WHERE lora_training_id = $1"};
constexpr sql::Statement kSetFile{
    "UPDATE lora_trainings SET weights_path = $2, weights_bytes = $3, weights_sha256 = $4, "
    "base_model = $5, key_family = $6, rank = $7, alpha = $8, parameter_count = $9, details = "
    "$10, warnings = $11 WHERE id = $1"};
constexpr sql::Statement kReleaseOwn{
    "UPDATE training_jobs SET lease_owner = NULL, lease_until = '' WHERE lease_owner = $1 "
    "AND " LIKENESS_OPEN_TRAINING};
constexpr sql::Statement kReleaseAll{
    "UPDATE training_jobs SET lease_owner = NULL, lease_until = '' WHERE lease_owner IS NOT NULL "
    "AND " LIKENESS_OPEN_TRAINING};

#undef LIKENESS_OPEN_TRAINING

asio::awaitable<Result<std::optional<LeasedTraining>>>
lease_next(sql::Session& session, const TrainingLease& request) {
    std::optional<LeasedTraining> leased;
    {
        const Rows rows = co_await session.query(kNext, request.trainer, to_iso(request.now));
        if (!rows->next()) {
            co_return leased;
        }
        leased = LeasedTraining{read_training(*rows), request_id_in(*rows), submitted_at_in(*rows)};
    }
    Training& training = leased->training;
    const TrainingState state =
        training.state == TrainingState::queued ? TrainingState::preparing : training.state;
    const std::int64_t taken = co_await session.run(
        kTakeLease,
        training.id.text(),
        to_text(state),
        request.owner,
        to_iso(request.until),
        to_iso(request.now)
    );
    if (taken == 0) {  // another process was quicker
        leased.reset();
        co_return leased;
    }
    training.images = co_await read_training_images(session, training.id);
    co_return leased;
}

}  // namespace

Task<std::optional<LeasedTraining>> SqlTrainingQueue::lease(TrainingLease request) {
    auto work = [&](sql::Session& session) { return lease_next(session, request); };
    co_return co_await database_.write<std::optional<LeasedTraining>>(work);
}

Task<void> SqlTrainingQueue::renew(std::string owner, Timestamp until) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kRenew, owner, to_iso(until));
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<bool> SqlTrainingQueue::submitting(LoraId id, std::string owner) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<bool>> {
        const std::int64_t changed = co_await session.run(kSubmitting, id.text(), owner);
        co_return changed > 0;
    };
    co_return co_await database_.write<bool>(work);
}

Task<bool> SqlTrainingQueue::submitted(LoraId id, std::string request_id, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<bool>> {
        const std::optional<TrainingState> before =
            co_await state_before(session, id, TrainingState::running);
        if (!before) {
            co_return false;
        }
        co_await session.run(kSubmitted, id.text(), request_id, to_iso(now));
        co_await show_state(session, id, TrainingState::running);
        co_return true;
    };
    co_return co_await database_.write<bool>(work);
}

Task<bool> SqlTrainingQueue::progress(LoraId id, TrainerReport report) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<bool>> {
        const std::int64_t changed = co_await session.run(
            kProgress, id.text(), report.queue_position, report.steps_done.value_or(0)
        );
        co_return changed > 0;
    };
    co_return co_await database_.write<bool>(work);
}

Task<bool> SqlTrainingQueue::complete(LoraId id, LoraFile file, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<bool>> {
        const std::optional<TrainingState> before =
            co_await state_before(session, id, TrainingState::completed);
        if (!before) {
            co_return false;
        }
        co_await session.run(
            kSetFile,
            id.text(),
            file.path.text(),
            file.byte_count,
            file.sha256,
            file.base_model,
            file.key_family,
            file.rank,
            file.alpha,
            file.parameter_count,
            file.details,
            to_column(file.warnings)
        );
        co_await session.run(kFinishSteps, id.text());
        co_await end_training(session, id, TrainingState::completed, std::nullopt, now);
        co_return true;
    };
    co_return co_await database_.write<bool>(work);
}

Task<bool> SqlTrainingQueue::fail(LoraId id, GenerationFailure failure, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<bool>> {
        const std::optional<TrainingState> before =
            co_await state_before(session, id, TrainingState::failed);
        if (!before) {
            co_return false;
        }
        const std::optional<GenerationFailure> reason = failure;
        co_await end_training(session, id, TrainingState::failed, reason, now);
        co_return true;
    };
    co_return co_await database_.write<bool>(work);
}

Task<void> SqlTrainingQueue::release_leases(std::optional<std::string> owner) {
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
