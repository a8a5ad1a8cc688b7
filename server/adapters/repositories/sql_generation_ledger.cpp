#include "adapters/repositories/sql_generation_ledger.hpp"

#include "adapters/repositories/batch_rows.hpp"
#include "adapters/repositories/columns.hpp"
#include "adapters/repositories/usage_rows.hpp"

#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

constexpr sql::Statement kFindKey{
    "SELECT id, request_hash FROM generation_batches WHERE wallet_address = $1 AND idempotency_key "
    "= $2"};
constexpr sql::Statement kUnitsInUse{
    "SELECT created_at FROM generation_batches WHERE wallet_address = $1 AND created_at > $2 AND "
    "quota IN ('reserved', 'consumed')"};
constexpr sql::Statement kOpenBatches{
    "SELECT id FROM generation_batches WHERE wallet_address = $1 AND state IN ('queued', "
    "'running') ORDER BY id LIMIT 200"};
constexpr sql::Statement kFirstJob{
    "SELECT engine, id FROM generation_jobs WHERE batch_id = $1 ORDER BY id LIMIT 1"};
constexpr sql::Statement kAhead{
    "SELECT count(*) FROM (SELECT 1 FROM generation_jobs WHERE state = 'queued' AND engine = $1 "
    "AND id < $2 LIMIT 1000) AS ahead"};
/// Images that moved in may have none.
constexpr sql::Statement kPrompts{
    "SELECT prompt, lora_training_id, created_at FROM generation_batches WHERE wallet_address = $1 "
    "AND substr(prompt, 1, $2) = $3 AND prompt <> '' ORDER BY created_at DESC, id DESC LIMIT "
    "1000"};

asio::awaitable<std::vector<Timestamp>>
read_units(sql::Session& session, const WalletAddress& wallet, Timestamp since) {
    const Rows rows = co_await session.query(kUnitsInUse, wallet.text(), to_iso(since));
    std::vector<Timestamp> units;
    while (rows->next()) {
        units.push_back(time_in(*rows, 0));
    }
    co_return units;
}

/// The batch that the same key made before, if any.
asio::awaitable<Result<std::optional<Acceptance>>>
replay(sql::Session& session, const NewBatch& batch) {
    if (!batch.idempotency_key) {
        co_return std::nullopt;
    }
    const Rows rows =
        co_await session.query(kFindKey, batch.batch.wallet.text(), *batch.idempotency_key);
    if (!rows->next()) {
        co_return std::nullopt;
    }
    if (rows->text(1) != batch.request_hash) {
        co_return Error{
            ErrorCode::conflict, "This Idempotency-Key was used before for another request."};
    }
    co_return Acceptance{BatchId::trusted(rows->text(0)), true};
}

bool is_new(std::vector<PastPrompt>& seen, const std::string& prompt) {
    for (const PastPrompt& past : seen) {
        if (past.prompt == prompt) {
            return false;
        }
    }
    return true;
}

}  // namespace

Task<Acceptance> SqlGenerationLedger::accept(NewBatch accepted) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Acceptance>> {
        const GenerationBatch& batch = accepted.batch;
        LIKENESS_CO_TRY(
            const std::optional<Acceptance> earlier, co_await replay(session, accepted)
        );
        if (earlier) {
            co_return *earlier;
        }
        if (!accepted.exempt) {
            std::vector<Timestamp> used =
                co_await read_units(session, batch.wallet, batch.created_at - accepted.rule.window);
            const QuotaStatus status = quota_status(accepted.rule, false, std::move(used));
            if (status.remaining == 0) {
                co_return quota_exceeded(status, "generations", batch.created_at);
            }
        }
        co_await insert_batch(
            session, batch, accepted.images, accepted.idempotency_key, accepted.request_hash
        );
        co_await count_accepted(session, batch);
        co_return Acceptance{batch.id, false};
    };
    co_return co_await database_.write<Acceptance>(work);
}

Task<std::vector<Timestamp>>
SqlGenerationLedger::units_in_use(WalletAddress wallet, Timestamp since) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<Timestamp>>> {
        std::vector<Timestamp> units = co_await read_units(session, wallet, since);
        co_return units;
    };
    co_return co_await database_.read<std::vector<Timestamp>>(work);
}

Task<GenerationBatch> SqlGenerationLedger::find(BatchId id) {
    auto work = [&](sql::Session& session) { return read_batch(session, id); };
    co_return co_await database_.read<GenerationBatch>(work);
}

Task<std::vector<GenerationBatch>> SqlGenerationLedger::open_batches(WalletAddress wallet) {
    auto work = [&](sql::Session& session
                ) -> asio::awaitable<Result<std::vector<GenerationBatch>>> {
        const Rows rows = co_await session.query(kOpenBatches, wallet.text());
        std::vector<GenerationBatch> batches;
        while (rows->next()) {
            const BatchId id = BatchId::trusted(rows->text(0));
            LIKENESS_CO_TRY(GenerationBatch batch, co_await read_batch(session, id));
            batches.push_back(std::move(batch));
        }
        co_return batches;
    };
    co_return co_await database_.read<std::vector<GenerationBatch>>(work);
}

Task<int> SqlGenerationLedger::jobs_ahead(BatchId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<int>> {
        const Rows first = co_await session.query(kFirstJob, id.text());
        if (!first->next()) {
            co_return Error::not_found("generation");
        }
        const std::string engine(first->text(0));
        const std::string job(first->text(1));
        const Rows ahead = co_await session.query(kAhead, engine, job);
        ahead->next();
        co_return static_cast<int>(ahead->integer(0));
    };
    co_return co_await database_.read<int>(work);
}

Task<std::vector<PastPrompt>>
SqlGenerationLedger::prompts(WalletAddress wallet, std::string prefix, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<PastPrompt>>> {
        const Rows rows =
            co_await session.query(kPrompts, wallet.text(), utf8_length(prefix), prefix);
        std::vector<PastPrompt> prompts;
        while (prompts.size() < static_cast<std::size_t>(limit) && rows->next()) {
            std::string prompt(rows->text(0));
            if (is_new(prompts, prompt)) {
                prompts.push_back(
                    {std::move(prompt), LoraId::trusted(rows->text(1)), time_in(*rows, 2)}
                );
            }
        }
        co_return prompts;
    };
    co_return co_await database_.read<std::vector<PastPrompt>>(work);
}

}  // namespace likeness::repositories
