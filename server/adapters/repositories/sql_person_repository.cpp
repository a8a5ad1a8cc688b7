#include "adapters/repositories/sql_person_repository.hpp"

#include "adapters/repositories/columns.hpp"

#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

constexpr sql::Statement kCount{"SELECT count(*) FROM people WHERE wallet_address = $1"};
constexpr sql::Statement kNextId{
    "UPDATE sequences SET value = value + 1 WHERE name = 'person' RETURNING value"};
constexpr sql::Statement kAdd{
    "INSERT INTO people (id, wallet_address, first_name, last_name, created_at) VALUES ($1, $2, "
    "$3, $4, $5)"};
constexpr sql::Statement kFind{
    "SELECT id, wallet_address, first_name, last_name, created_at FROM people WHERE id = $1"};
constexpr sql::Statement kOfWallet{
    "SELECT p.id, p.wallet_address, p.first_name, p.last_name, p.created_at, "
    "(SELECT count(*) FROM lora_trainings l WHERE l.person_id = p.id AND l.removed_at IS NULL), "
    "(SELECT count(*) FROM generated_images i WHERE i.person_id = p.id AND i.trashed_at IS "
    "NULL), "
    "(SELECT i.path FROM generated_images i WHERE i.person_id = p.id AND i.trashed_at IS NULL "
    "ORDER BY i.created_at DESC, "
    "i.id DESC LIMIT 1) "
    "FROM people p WHERE p.wallet_address = $1 ORDER BY p.id"};
constexpr sql::Statement kRename{"UPDATE people SET first_name = $2, last_name = $3 WHERE id = $1"};
constexpr sql::Statement kLeaveLoras{
    "UPDATE lora_trainings SET person_id = NULL WHERE person_id = $1"};
constexpr sql::Statement kLeaveBatches{
    "UPDATE generation_batches SET person_id = NULL WHERE person_id = $1"};
constexpr sql::Statement kLeaveImages{
    "UPDATE generated_images SET person_id = NULL WHERE person_id = $1"};
constexpr sql::Statement kRemove{"DELETE FROM people WHERE id = $1"};

Person read_person(const sql::Rows& rows) {
    return {
        rows.integer(0),
        wallet_in(rows, 1),
        std::string(rows.text(2)),
        std::string(rows.text(3)),
        time_in(rows, 4)};
}

}  // namespace

Task<Person> SqlPersonRepository::add(Person person, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Person>> {
        const Rows count = co_await session.query(kCount, person.wallet.text());
        if (count->next() && count->integer(0) >= limit) {
            co_return Error{
                ErrorCode::resource_exhausted,
                "A wallet may have " + std::to_string(limit) + " people."};
        }
        const Rows next = co_await session.query(kNextId);
        next->next();
        person.id = next->integer(0);
        co_await session.run(
            kAdd,
            person.id,
            person.wallet.text(),
            person.first_name,
            person.last_name,
            to_iso(person.created_at)
        );
        co_return person;
    };
    co_return co_await database_.write<Person>(work);
}

Task<Person> SqlPersonRepository::find(PersonId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Person>> {
        const Rows rows = co_await session.query(kFind, id);
        if (!rows->next()) {
            co_return Error::not_found("person");
        }
        co_return read_person(*rows);
    };
    co_return co_await database_.read<Person>(work);
}

Task<std::vector<PersonOverview>> SqlPersonRepository::of_wallet(WalletAddress wallet) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<PersonOverview>>> {
        const Rows rows = co_await session.query(kOfWallet, wallet.text());
        std::vector<PersonOverview> people;
        while (rows->next()) {
            PersonOverview overview{read_person(*rows), rows->integer(5), rows->integer(6)};
            if (!rows->is_null(7)) {
                overview.avatar = ObjectKey::trusted(std::string(rows->text(7)));
            }
            people.push_back(std::move(overview));
        }
        co_return people;
    };
    co_return co_await database_.read<std::vector<PersonOverview>>(work);
}

Task<void> SqlPersonRepository::rename(PersonId id, std::string first_name, std::string last_name) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        const std::int64_t changed = co_await session.run(kRename, id, first_name, last_name);
        if (changed == 0) {
            co_return Error::not_found("person");
        }
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<void> SqlPersonRepository::remove(PersonId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kLeaveLoras, id);
        co_await session.run(kLeaveBatches, id);
        co_await session.run(kLeaveImages, id);
        const std::int64_t changed = co_await session.run(kRemove, id);
        if (changed == 0) {
            co_return Error::not_found("person");
        }
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

}  // namespace likeness::repositories
