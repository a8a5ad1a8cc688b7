#include "adapters/repositories/sql_training_ledger.hpp"

#include "adapters/repositories/columns.hpp"
#include "adapters/repositories/lora_rows.hpp"
#include "adapters/repositories/training_rows.hpp"

#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

#define LIKENESS_OPEN_TRAINING "j.state IN ('queued', 'preparing', 'submitting', 'running')"
#define LIKENESS_TRAINING_PAGE                                \
    "(j.created_at, j.lora_training_id) < ($2, $3) ORDER BY " \
    "j.created_at DESC, j.lora_training_id DESC LIMIT $4"

constexpr sql::Statement kFindKey{
    "SELECT lora_training_id, request_hash FROM training_jobs WHERE wallet_address = $1 AND "
    "idempotency_key = $2"};
constexpr sql::Statement kCountOpen{
    "SELECT count(*) FROM training_jobs j WHERE j.wallet_address = $1 AND " LIKENESS_OPEN_TRAINING};
constexpr sql::Statement kUnitsInUse{
    "SELECT created_at FROM training_jobs WHERE wallet_address = $1 AND created_at > $2 AND state "
    "<> "
    "'failed' AND NOT (state = 'cancelled' AND submitted_at IS NULL) ORDER BY created_at LIMIT "
    "1000"};
constexpr sql::Statement kMayBeOrdered{
    "UPDATE training_jobs SET submitted_at = $2 WHERE lora_training_id = $1 AND submitted_at IS "
    "NULL"};
constexpr sql::Statement kHasUpload{
    "SELECT 1 FROM uploaded_images WHERE id = $1 AND wallet_address = $2"};
constexpr sql::Statement kFind{LIKENESS_TRAINING_COLUMNS "WHERE j.lora_training_id = $1"};
constexpr sql::Statement kList{LIKENESS_TRAINING_COLUMNS
                               "WHERE j.wallet_address = $1 AND " LIKENESS_TRAINING_PAGE};
constexpr sql::Statement kListOpen{LIKENESS_TRAINING_COLUMNS
                                   "WHERE j.wallet_address = $1 AND " LIKENESS_OPEN_TRAINING
                                   " AND " LIKENESS_TRAINING_PAGE};
constexpr sql::Statement kAhead{
    "SELECT count(*) FROM training_jobs a JOIN training_jobs b ON b.trainer = a.trainer "
    "WHERE b.lora_training_id = $1 AND a.state = 'queued' AND a.lora_training_id < "
    "b.lora_training_id"};
constexpr sql::Statement kRequestOf{
    "SELECT request_id FROM training_jobs WHERE lora_training_id = $1"};

#undef LIKENESS_OPEN_TRAINING
#undef LIKENESS_TRAINING_PAGE

/// The training that the same key began before, if any.
asio::awaitable<Result<std::optional<TrainingAcceptance>>>
replay(sql::Session& session, const NewTraining& accepted) {
    if (!accepted.idempotency_key) {
        co_return std::nullopt;
    }
    const Rows rows = co_await session.query(
        kFindKey, accepted.training.wallet.text(), *accepted.idempotency_key
    );
    if (!rows->next()) {
        co_return std::nullopt;
    }
    if (rows->text(1) != accepted.request_hash) {
        co_return Error{
            ErrorCode::conflict, "This Idempotency-Key was used before for another request."};
    }
    co_return TrainingAcceptance{LoraId::trusted(rows->text(0)), true};
}

asio::awaitable<Result<void>> check_room(sql::Session& session, const NewTraining& accepted) {
    const Rows open = co_await session.query(kCountOpen, accepted.training.wallet.text());
    if (open->next() && open->integer(0) >= accepted.max_open) {
        co_return Error{
            ErrorCode::resource_exhausted,
            "At most " + std::to_string(accepted.max_open) +
                " trainings of a wallet may run at once. Wait for one to end."};
    }
    co_return Result<void>{};
}

asio::awaitable<Result<void>> check_quota(sql::Session& session, const NewTraining& accepted) {
    const Timestamp now = accepted.training.created_at;
    const std::string since = to_iso(now - accepted.rule.window);
    const Rows rows = co_await session.query(kUnitsInUse, accepted.training.wallet.text(), since);
    std::vector<Timestamp> used;
    while (rows->next()) {
        used.push_back(time_in(*rows, 0));
    }
    const QuotaStatus status = quota_status(accepted.rule, accepted.exempt, std::move(used));
    if (!status.unlimited && status.remaining == 0) {
        co_return quota_exceeded(status, "trainings", now);
    }
    co_return Result<void>{};
}

/// Uploads may have been removed since they were looked at.
asio::awaitable<Result<void>> check_uploads(sql::Session& session, const Training& training) {
    for (const TrainingImage& image : training.images) {
        const Rows rows =
            co_await session.query(kHasUpload, image.upload.text(), training.wallet.text());
        if (!rows->next()) {
            co_return Error::invalid_field("uploads", "holds a photo that has been removed");
        }
    }
    co_return Result<void>{};
}

}  // namespace

Task<TrainingAcceptance> SqlTrainingLedger::accept(NewTraining accepted) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<TrainingAcceptance>> {
        LIKENESS_CO_TRY(
            const std::optional<TrainingAcceptance> earlier, co_await replay(session, accepted)
        );
        if (earlier) {
            co_return *earlier;
        }
        LIKENESS_CO_CHECK(co_await check_room(session, accepted));
        LIKENESS_CO_CHECK(co_await check_quota(session, accepted));
        LIKENESS_CO_CHECK(co_await check_uploads(session, accepted.training));
        co_await insert_lora(session, accepted.lora);
        co_await insert_training(
            session, accepted.training, accepted.idempotency_key, accepted.request_hash
        );
        co_return TrainingAcceptance{accepted.training.id, false};
    };
    co_return co_await database_.write<TrainingAcceptance>(work);
}

Task<Training> SqlTrainingLedger::find(LoraId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Training>> {
        const Rows rows = co_await session.query(kFind, id.text());
        if (!rows->next()) {
            co_return Error::not_found("training");
        }
        Training training = read_training(*rows);
        training.images = co_await read_training_images(session, id);
        co_return training;
    };
    co_return co_await database_.read<Training>(work);
}

Task<Page<Training>> SqlTrainingLedger::list(TrainingQuery query) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Page<Training>>> {
        // Beyond the newest: later than any time we write.
        const std::string time = query.after ? to_iso(query.after->created_at) : "9999";
        const std::string id = query.after ? query.after->id : "";
        const int limit = query.limit + 1;
        Rows rows;
        if (query.only_open) {
            rows = co_await session.query(kListOpen, query.wallet.text(), time, id, limit);
        } else {
            rows = co_await session.query(kList, query.wallet.text(), time, id, limit);
        }
        Page<Training> page;
        while (rows->next()) {
            page.items.push_back(read_training(*rows));
        }
        if (page.items.size() > static_cast<std::size_t>(query.limit)) {
            page.items.pop_back();
            page.next = Cursor{page.items.back().created_at, page.items.back().id.text()};
        }
        co_return page;
    };
    co_return co_await database_.read<Page<Training>>(work);
}

Task<int> SqlTrainingLedger::ahead(LoraId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<int>> {
        const Rows rows = co_await session.query(kAhead, id.text());
        rows->next();
        co_return static_cast<int>(rows->integer(0));
    };
    co_return co_await database_.read<int>(work);
}

Task<TrainingCancelling> SqlTrainingLedger::cancel(LoraId id, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<TrainingCancelling>> {
        const std::optional<TrainingState> before =
            co_await state_before(session, id, TrainingState::cancelled);
        if (!before) {
            co_return Error{ErrorCode::conflict, "This training has ended already."};
        }
        if (*before == TrainingState::submitting) {  // the trainer may have it: the unit is used
            co_await session.run(kMayBeOrdered, id.text(), to_iso(now));
        }
        TrainingCancelling cancelling;
        const Rows rows = co_await session.query(kRequestOf, id.text());
        if (rows->next()) {
            cancelling.request_id = optional_text_in(*rows, 0);
        }
        co_await end_training(session, id, TrainingState::cancelled, std::nullopt, now);
        co_return cancelling;
    };
    co_return co_await database_.write<TrainingCancelling>(work);
}

}  // namespace likeness::repositories
