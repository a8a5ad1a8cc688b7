#include "adapters/repositories/sql_draft_repository.hpp"

#include "adapters/repositories/columns.hpp"

#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

constexpr sql::Statement kSave{
    "INSERT INTO drafts (wallet_address, lora_training_id, content, changed_at) VALUES ($1, $2, "
    "$3, $4) ON CONFLICT (wallet_address, lora_training_id) DO UPDATE SET content = "
    "excluded.content, changed_at = excluded.changed_at WHERE excluded.changed_at >= "
    "drafts.changed_at"};
constexpr sql::Statement kForgetOldest{
    "DELETE FROM drafts WHERE wallet_address = $1 AND lora_training_id IN (SELECT "
    "lora_training_id FROM drafts WHERE wallet_address = $1 ORDER BY changed_at DESC, "
    "lora_training_id LIMIT 1000 OFFSET $2)"};
constexpr sql::Statement kOfLora{
    "SELECT wallet_address, lora_training_id, content, changed_at FROM drafts WHERE "
    "wallet_address = $1 AND lora_training_id = $2"};
constexpr sql::Statement kOfWallet{
    "SELECT wallet_address, lora_training_id, content, changed_at FROM drafts WHERE "
    "wallet_address = $1 ORDER BY changed_at DESC, lora_training_id"};

SavedDraft read_draft(const sql::Rows& rows) {
    return {
        wallet_in(rows, 0),
        LoraId::trusted(rows.text(1)),
        std::string(rows.text(2)),
        time_in(rows, 3)};
}

}  // namespace

Task<SavedDraft> SqlDraftRepository::save(SavedDraft draft, int most) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<SavedDraft>> {
        const std::string wallet = draft.wallet.text();
        const std::string lora = draft.lora.text();
        co_await session.run(kSave, wallet, lora, draft.content, to_iso(draft.changed_at));
        co_await session.run(kForgetOldest, wallet, most);
        const Rows rows = co_await session.query(kOfLora, wallet, lora);
        co_return rows->next() ? read_draft(*rows) : draft;  // older than all that are kept
    };
    co_return co_await database_.write<SavedDraft>(work);
}

Task<std::vector<SavedDraft>>
SqlDraftRepository::of_wallet(WalletAddress wallet, std::optional<LoraId> lora) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<SavedDraft>>> {
        std::vector<SavedDraft> drafts;
        const std::string owner = wallet.text();
        const std::string id = lora ? lora->text() : "";
        Rows rows;
        if (lora) {
            rows = co_await session.query(kOfLora, owner, id);
        } else {
            rows = co_await session.query(kOfWallet, owner);
        }
        while (rows->next()) {
            drafts.push_back(read_draft(*rows));
        }
        co_return drafts;
    };
    co_return co_await database_.read<std::vector<SavedDraft>>(work);
}

}  // namespace likeness::repositories
