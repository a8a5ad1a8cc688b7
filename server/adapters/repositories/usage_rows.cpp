#include "adapters/repositories/usage_rows.hpp"

#include "base/time.hpp"

#include <array>
#include <string>

namespace likeness::repositories {

namespace {

constexpr sql::Statement kCountAccepted{
    "INSERT INTO usage_days (day, wallet_address, batches, submitted, kept, failed, blocked, "
    "cancelled, price_microdollars, last_used_at) VALUES ($1, $2, 1, $3, 0, 0, 0, 0, 0, $4) "
    "ON CONFLICT (day, wallet_address) DO UPDATE SET batches = usage_days.batches + 1, "
    "submitted = usage_days.submitted + excluded.submitted, last_used_at = excluded.last_used_at"};
constexpr sql::Statement kEnded{
    "SELECT substr(b.created_at, 1, 10), b.wallet_address, "
    "sum(CASE WHEN j.state = 'completed' THEN 1 ELSE 0 END), "
    "sum(CASE WHEN j.state = 'failed' THEN 1 ELSE 0 END), "
    "sum(CASE WHEN j.state = 'blocked' THEN 1 ELSE 0 END), "
    "sum(CASE WHEN j.state = 'cancelled' THEN 1 ELSE 0 END), "
    "(SELECT CAST(coalesce(sum(i.price_microdollars), 0) AS BIGINT) FROM generated_images i WHERE "
    "i.batch_id = $1) "
    "FROM generation_batches b JOIN generation_jobs j ON j.batch_id = b.id WHERE b.id = $1 "
    "GROUP BY b.created_at, b.wallet_address"};
constexpr sql::Statement kCountEnded{
    "UPDATE usage_days SET kept = kept + $3, failed = failed + $4, blocked = blocked + $5, "
    "cancelled = cancelled + $6, price_microdollars = price_microdollars + $7 WHERE day = $1 AND "
    "wallet_address = $2"};

}  // namespace

asio::awaitable<void> count_accepted(sql::Session& session, const GenerationBatch& batch) {
    const std::string time = to_iso(batch.created_at);
    co_await session.run(
        kCountAccepted, time.substr(0, 10), batch.wallet.text(), batch.jobs.size(), time
    );
}

asio::awaitable<void> count_ended(sql::Session& session, const BatchId& batch) {
    std::string day;
    std::string wallet;
    std::array<std::int64_t, 5> sums{};
    {
        const std::unique_ptr<sql::Rows> rows = co_await session.query(kEnded, batch.text());
        if (!rows->next()) {
            co_return;
        }
        day = rows->text(0);
        wallet = rows->text(1);
        for (std::size_t i = 0; i < sums.size(); ++i) {
            sums.at(i) = rows->integer(static_cast<int>(i) + 2);
        }
    }
    co_await session.run(kCountEnded, day, wallet, sums[0], sums[1], sums[2], sums[3], sums[4]);
}

}  // namespace likeness::repositories
