#include "adapters/repositories/sql_usage_repository.hpp"

#include "adapters/repositories/columns.hpp"
#include "core/generation_state.hpp"

#include <limits>
#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

// Trainings are few and counted as they are. A day is before every time of it: "2026-11-21" <
// "2026-11-21T..." < "2026-11-21Z".
#define LIKENESS_USED                                                                            \
    "FROM (SELECT wallet_address, batches, submitted, kept, failed, blocked, cancelled, "        \
    "price_microdollars AS images, 0 AS trainings, 0 AS training, last_used_at FROM usage_days " \
    "WHERE day >= $1 AND day <= $2 UNION ALL SELECT wallet_address, 0, 0, 0, 0, 0, 0, 0, 1, "    \
    "CASE WHEN state = 'completed' THEN price_microdollars ELSE 0 END, created_at FROM "         \
    "training_jobs WHERE created_at >= $1 AND created_at < $2 || 'Z') AS used "
#define LIKENESS_SUMS                                                                          \
    "coalesce(CAST(sum(batches) AS BIGINT), 0), coalesce(CAST(sum(submitted) AS BIGINT), 0), " \
    "coalesce(CAST(sum(kept) AS BIGINT), 0), coalesce(CAST(sum(failed) AS BIGINT), 0), "       \
    "coalesce(CAST(sum(blocked) AS BIGINT), 0), coalesce(CAST(sum(cancelled) AS BIGINT), 0), " \
    "coalesce(CAST(sum(images) AS BIGINT), 0), coalesce(CAST(sum(trainings) AS BIGINT), 0), "  \
    "coalesce(CAST(sum(training) AS BIGINT), 0)"

constexpr sql::Statement kTotal{"SELECT " LIKENESS_SUMS
                                ", count(DISTINCT wallet_address) " LIKENESS_USED};
constexpr sql::Statement kByWallet{
    "SELECT " LIKENESS_SUMS ", wallet_address, max(last_used_at) " LIKENESS_USED
    "GROUP BY wallet_address HAVING (-CAST(sum(images) + sum(training) AS BIGINT), "
    "-CAST(sum(batches) AS BIGINT), wallet_address) > (CAST($3 AS BIGINT), CAST($4 AS BIGINT), $5) "
    "ORDER BY CAST(sum(images) + sum(training) AS BIGINT) DESC, CAST(sum(batches) AS BIGINT) DESC, "
    "wallet_address LIMIT $6"};

#undef LIKENESS_SUMS
#undef LIKENESS_USED

constexpr sql::Statement kCounted{
    "SELECT coalesce(CAST(sum(submitted) AS BIGINT), 0), coalesce(CAST(sum(kept) AS BIGINT), 0), "
    "coalesce(CAST(sum(failed) + sum(blocked) AS BIGINT), 0), coalesce(CAST(sum(cancelled) AS "
    "BIGINT), 0) FROM usage_days"};
constexpr sql::Statement kOfOpenBatches{
    "SELECT j.state, count(*) FROM generation_batches b JOIN generation_jobs j ON j.batch_id = "
    "b.id WHERE b.state IN ('queued', 'running') GROUP BY j.state"};
constexpr sql::Statement kOpen{
    "SELECT engine, count(*) FROM generation_jobs WHERE state IN ('queued', 'submitting', "
    "'running') GROUP BY engine ORDER BY engine"};
constexpr sql::Statement kWaiting{
    "SELECT count(*) FROM generation_jobs WHERE state = 'queued' AND engine = $1"};
constexpr sql::Statement kTrainings{
    "SELECT state, count(*), CAST(sum(price_microdollars) AS BIGINT) FROM training_jobs WHERE "
    "created_at >= $1 AND created_at < $2 || 'Z' GROUP BY state ORDER BY state"};
constexpr sql::Statement kPastRuns{
    "SELECT j.engine, i.image_width, i.image_height, b.num_inference_steps, j.started_at, "
    "j.finished_at, i.price_microdollars FROM (SELECT id, batch_id, image_index, image_width, "
    "image_height, price_microdollars FROM generated_images ORDER BY id DESC LIMIT $1) AS i "
    "JOIN generation_batches b ON b.id = i.batch_id "
    "JOIN generation_jobs j ON j.batch_id = i.batch_id AND j.image_index = i.image_index "
    "WHERE j.started_at IS NOT NULL AND j.finished_at IS NOT NULL ORDER BY i.id DESC"};

Usage usage_in(const sql::Rows& rows) {
    return {
        rows.integer(0),
        rows.integer(1),
        rows.integer(2),
        rows.integer(3),
        rows.integer(4),
        rows.integer(5),
        rows.integer(6),
        rows.integer(7),
        rows.integer(8)};
}

void add_open(Accounting& accounting, JobState state, std::int64_t count) {
    if (!is_final(state)) {
        accounting.running += count;
    } else if (state == JobState::completed) {
        accounting.kept += count;
    } else if (state == JobState::cancelled) {
        accounting.cancelled += count;
    } else {
        accounting.refunded += count;
    }
}

}  // namespace

Task<UsagePage> SqlUsageRepository::usage(Days days, std::optional<UsageCursor> after, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<UsagePage>> {
        UsagePage page;
        {
            const Rows total = co_await session.query(kTotal, days.first, days.last);
            total->next();
            page.total = usage_in(*total);
            page.wallets = total->integer(9);
        }
        const std::int64_t price = after ? -after->price : std::numeric_limits<std::int64_t>::min();
        const std::int64_t batches = after ? -after->batches : 0;
        const std::string wallet = after ? after->wallet : "";
        const Rows rows = co_await session.query(
            kByWallet, days.first, days.last, price, batches, wallet, limit + 1
        );
        while (rows->next()) {
            if (page.items.size() == static_cast<std::size_t>(limit)) {
                const WalletUsage& last = page.items.back();
                page.next = {last.usage.price(), last.usage.batches, last.wallet.text()};
                break;
            }
            page.items.push_back({wallet_in(*rows, 9), usage_in(*rows), time_in(*rows, 10)});
        }
        co_return page;
    };
    co_return co_await database_.read<UsagePage>(work);
}

Task<Accounting> SqlUsageRepository::accounting() {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Accounting>> {
        Accounting accounting;
        {
            const Rows counted = co_await session.query(kCounted);
            counted->next();
            accounting = {
                counted->integer(0),
                counted->integer(1),
                counted->integer(2),
                counted->integer(3),
                0};
        }
        const Rows open = co_await session.query(kOfOpenBatches);
        while (open->next()) {
            add_open(accounting, job_state_from(open->text(0)), open->integer(1));
        }
        co_return accounting;
    };
    co_return co_await database_.read<Accounting>(work);
}

Task<std::vector<QueueLength>> SqlUsageRepository::queue() {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<QueueLength>>> {
        std::vector<QueueLength> lengths;
        {
            const Rows open = co_await session.query(kOpen);
            while (open->next()) {
                lengths.push_back({std::string(open->text(0)), 0, open->integer(1)});
            }
        }
        for (QueueLength& length : lengths) {
            const Rows waiting = co_await session.query(kWaiting, length.engine);
            waiting->next();
            length.waiting = waiting->integer(0);
            length.running -= length.waiting;
        }
        co_return lengths;
    };
    co_return co_await database_.read<std::vector<QueueLength>>(work);
}

Task<std::vector<TrainingCount>> SqlUsageRepository::trainings(Days days) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<TrainingCount>>> {
        const Rows rows = co_await session.query(kTrainings, days.first, days.last);
        std::vector<TrainingCount> counts;
        while (rows->next()) {
            counts.push_back({std::string(rows->text(0)), rows->integer(1), rows->integer(2)});
        }
        co_return counts;
    };
    co_return co_await database_.read<std::vector<TrainingCount>>(work);
}

Task<std::vector<PastRun>> SqlUsageRepository::past_runs(int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<PastRun>>> {
        const Rows rows = co_await session.query(kPastRuns, limit);
        std::vector<PastRun> runs;
        while (rows->next()) {
            runs.push_back(
                {std::string(rows->text(0)),
                 {static_cast<int>(rows->integer(1)), static_cast<int>(rows->integer(2))},
                 static_cast<int>(rows->integer(3)),
                 time_in(*rows, 5) - time_in(*rows, 4),
                 optional_integer_in(*rows, 6)}
            );
        }
        co_return runs;
    };
    co_return co_await database_.read<std::vector<PastRun>>(work);
}

}  // namespace likeness::repositories
