#include "adapters/repositories/sql_search_repository.hpp"

#include "adapters/repositories/columns.hpp"

#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

constexpr sql::Statement kList{
    "SELECT id, name, query, created_at FROM saved_searches WHERE wallet_address = $1 ORDER BY "
    "created_at DESC, id DESC"};
constexpr sql::Statement kCount{"SELECT count(*) FROM saved_searches WHERE wallet_address = $1"};
constexpr sql::Statement kAdd{
    "INSERT INTO saved_searches (id, wallet_address, name, query, created_at) VALUES ($1, $2, $3, "
    "$4, $5)"};
constexpr sql::Statement kRemove{
    "DELETE FROM saved_searches WHERE wallet_address = $1 AND id = $2"};

}  // namespace

Task<std::vector<SavedSearch>> SqlSearchRepository::list(WalletAddress wallet) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<SavedSearch>>> {
        const Rows rows = co_await session.query(kList, wallet.text());
        std::vector<SavedSearch> searches;
        while (rows->next()) {
            searches.push_back(
                {std::string(rows->text(0)),
                 std::string(rows->text(1)),
                 std::string(rows->text(2)),
                 time_in(*rows, 3)}
            );
        }
        co_return searches;
    };
    co_return co_await database_.read<std::vector<SavedSearch>>(work);
}

Task<void> SqlSearchRepository::add(WalletAddress wallet, SavedSearch search, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        const Rows count = co_await session.query(kCount, wallet.text());
        if (count->next() && count->integer(0) >= limit) {
            co_return Error{
                ErrorCode::resource_exhausted,
                "A wallet may keep " + std::to_string(limit) +
                    " searches. Please remove one first."};
        }
        const std::string created_at = to_iso(search.created_at);
        co_await session.run(kAdd, search.id, wallet.text(), search.name, search.query, created_at);
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<void> SqlSearchRepository::remove(WalletAddress wallet, std::string id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        const std::int64_t removed = co_await session.run(kRemove, wallet.text(), id);
        if (removed == 0) {
            co_return Error::not_found("search");
        }
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

}  // namespace likeness::repositories
