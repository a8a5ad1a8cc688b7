#include "adapters/sqlite/sqlite_database.hpp"

#include "adapters/sqlite/connection.hpp"
#include "sql/migrations.hpp"
#include "testing/run_task.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace likeness::sqlite {
namespace {

using namespace std::chrono_literals;
using test::TemporaryFolder;
using ::testing::HasSubstr;

constexpr sql::Statement kAdd{"INSERT INTO sequences (name, value) VALUES ($1, $2)"};
constexpr sql::Statement kFind{"SELECT value FROM sequences WHERE name = $1"};
constexpr sql::Statement kSwapped{"SELECT $2, $1"};

Task<void> add(sql::Database& database, std::string name, std::int64_t value) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kAdd, name, value);
        co_return Result<void>{};
    };
    co_return co_await database.write<void>(work);
}

Task<std::optional<std::int64_t>> find(sql::Database& database, std::string name) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::optional<std::int64_t>>> {
        const auto rows = co_await session.query(kFind, name);
        std::optional<std::int64_t> value;
        if (rows->next()) {
            value = rows->integer(0);
        }
        co_return value;
    };
    co_return co_await database.read<std::optional<std::int64_t>>(work);
}

Task<void> add_and_refuse(sql::Database& database, std::string name) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kAdd, name, 1);
        co_return Error::not_found("thing");
    };
    co_return co_await database.write<void>(work);
}

class SqliteDatabaseTest : public ::testing::Test {
protected:
    SqliteDatabaseTest() { options_.file = folder_.path() / "test.db"; }

    std::unique_ptr<SqliteDatabase> open() {
        Result<std::unique_ptr<SqliteDatabase>> database = SqliteDatabase::open(options_);
        EXPECT_TRUE(database) << (database ? "" : database.error().message);
        return *std::move(database);
    }

    TemporaryFolder folder_;
    SqliteDatabase::Options options_;
    test::TaskRunner run_;
};

TEST_F(SqliteDatabaseTest, KeepsWhatWasWrittenForTheNextProcess) {
    {
        const auto database = open();
        EXPECT_TRUE(run_(add(*database, "a", 7)));
    }
    const auto database = open();

    EXPECT_EQ(**run_(find(*database, "a")), 7);
}

TEST_F(SqliteDatabaseTest, BindsPlaceholdersByTheirNumbers) {
    Connection connection(options_.file, {});
    sql::Parameters parameters;
    parameters.add("first");
    parameters.add("second");

    const auto rows = connection.execute_now(kSwapped, parameters);

    ASSERT_TRUE(rows->next());
    EXPECT_EQ(rows->text(0), "second");
    EXPECT_EQ(rows->text(1), "first");
}

TEST_F(SqliteDatabaseTest, UndoesAWorkThatReturnsAnErrorAndNothingElseOfItsGroup) {
    const auto database = open();

    const auto results =
        run_.all(add(*database, "a", 1), add_and_refuse(*database, "b"), add(*database, "c", 1));

    EXPECT_TRUE(std::get<0>(results));
    EXPECT_EQ(std::get<1>(results).error().code, ErrorCode::not_found);
    EXPECT_TRUE(std::get<2>(results));
    EXPECT_TRUE(*run_(find(*database, "a")));
    EXPECT_FALSE(*run_(find(*database, "b")));
    EXPECT_TRUE(*run_(find(*database, "c")));
}

TEST_F(SqliteDatabaseTest, FailsOnlyTheWorkThatBreaksARule) {
    const auto database = open();

    const auto results =
        run_.all(add(*database, "a", 1), add(*database, "a", 2), add(*database, "b", 1));

    EXPECT_TRUE(std::get<0>(results));
    EXPECT_EQ(std::get<1>(results).error().code, ErrorCode::internal);
    EXPECT_THAT(std::get<1>(results).error().detail, HasSubstr("UNIQUE"));
    EXPECT_TRUE(std::get<2>(results));
}

TEST_F(SqliteDatabaseTest, CommitsWaitingWorksTogether) {
    const auto database = open();
    std::vector<Task<void>> works;
    for (int i = 0; i < 200; ++i) {
        works.push_back(add(*database, "n" + std::to_string(i), i));
    }

    for (const Result<void>& result : run_.all(std::move(works))) {
        EXPECT_TRUE(result);
    }

    EXPECT_EQ(database->counts().works, 200U);
    EXPECT_LT(database->counts().commits, 100U);
}

TEST_F(SqliteDatabaseTest, RefusesWorksBeyondItsQueueAndGoesOnAfterwards) {
    options_.queue_limit = 10;
    const auto database = open();
    std::vector<Task<std::optional<std::int64_t>>> reads;
    std::vector<Task<void>> writes;
    for (int i = 0; i < 200; ++i) {
        reads.push_back(find(*database, "a"));
        writes.push_back(add(*database, "n" + std::to_string(i), i));
    }
    const auto is_refused = [](const auto& result) {
        return !result && result.error().code == ErrorCode::unavailable;
    };

    const auto read = run_.all(std::move(reads));
    const auto written = run_.all(std::move(writes));

    EXPECT_GT(std::count_if(read.begin(), read.end(), is_refused), 0);
    EXPECT_GT(std::count_if(written.begin(), written.end(), is_refused), 0);
    EXPECT_GE(database->counts().works, 10U);
    EXPECT_TRUE(run_(add(*database, "a", 1)));
    EXPECT_EQ(**run_(find(*database, "a")), 1);
}

TEST_F(SqliteDatabaseTest, SaysUnavailableWhileAnotherProgramHoldsTheLockAndGoesOnAfterwards) {
    options_.busy_timeout = 20ms;
    const auto database = open();
    Connection other(options_.file, {});
    other.execute_script("BEGIN IMMEDIATE");

    const Result<void> locked_out = run_(add(*database, "a", 1));
    const Result<std::optional<std::int64_t>> still_reads = run_(find(*database, "lora"));
    other.execute_script("ROLLBACK");
    const Result<void> afterwards = run_(add(*database, "a", 1));

    ASSERT_FALSE(locked_out);
    EXPECT_EQ(locked_out.error().code, ErrorCode::unavailable);
    EXPECT_TRUE(still_reads);
    EXPECT_TRUE(afterwards);
}

TEST_F(SqliteDatabaseTest, SaysUnavailableWhenTheDiskIsFullAndGoesOnAfterwards) {
    const auto database = open();
    // A page limit fills the file as a full disk would: SQLite answers SQLITE_FULL.
    Connection other(options_.file, {});
    const std::string much(3'000'000, 'x');

    auto fill = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        static constexpr sql::Statement kLimit{"PRAGMA max_page_count = 200"};
        const auto rows = co_await session.query(kLimit);
        rows->next();
        co_await session.run(kAdd, much, 1);
        co_return Result<void>{};
    };
    auto lift = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        static constexpr sql::Statement kLimit{"PRAGMA max_page_count = 1000000"};
        const auto rows = co_await session.query(kLimit);
        rows->next();
        co_return Result<void>{};
    };
    const Result<void> full = run_(database->write<void>(fill));
    EXPECT_TRUE(run_(database->write<void>(lift)));
    const Result<void> afterwards = run_(add(*database, "a", 1));

    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().code, ErrorCode::unavailable);
    EXPECT_TRUE(afterwards);
}

TEST_F(SqliteDatabaseTest, SurvivesAWorkThatThrows) {
    const auto database = open();
    auto buggy = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kAdd, "a", 1);
        throw std::runtime_error("a bug");
    };

    const Result<void> result = run_(database->write<void>(buggy));

    EXPECT_EQ(result.error().code, ErrorCode::internal);
    EXPECT_FALSE(*run_(find(*database, "a")));
    EXPECT_TRUE(run_(add(*database, "a", 1)));
}

TEST_F(SqliteDatabaseTest, FailsOnlyTheReadThatThrowsOfThoseThatWaitTogether) {
    const auto database = open();
    ASSERT_TRUE(run_(add(*database, "a", 1)));
    auto buggy = [](sql::Session&) -> asio::awaitable<Result<std::optional<std::int64_t>>> {
        throw std::runtime_error("a bug");
        co_return std::nullopt;
    };
    std::vector<Task<std::optional<std::int64_t>>> reads;
    for (int i = 0; i < 30; ++i) {
        if (i == 3) {
            reads.push_back(database->read<std::optional<std::int64_t>>(buggy));
        } else {
            reads.push_back(find(*database, "a"));
        }
    }

    const auto results = run_.all(std::move(reads));

    for (std::size_t i = 0; i < results.size(); ++i) {
        EXPECT_EQ(results[i].has_value(), i != 3) << i;
        EXPECT_TRUE(i == 3 || *results[i] == 1) << i;
    }
}

TEST_F(SqliteDatabaseTest, MigratesANewFileToTheNewestSchema) {
    EXPECT_EQ(*schema_version(options_.file), 0);

    const Result<int> version = migrate(options_.file);

    EXPECT_EQ(*version, static_cast<int>(sql::migrations().size()));
    EXPECT_EQ(*schema_version(options_.file), *version);
}

TEST_F(SqliteDatabaseTest, RefusesTheFileOfANewerProgram) {
    ASSERT_TRUE(migrate(options_.file));
    Connection(options_.file, {}).execute_script("PRAGMA user_version = 999");

    const auto database = SqliteDatabase::open(options_);

    ASSERT_FALSE(database);
    EXPECT_THAT(database.error().message, HasSubstr("newer version"));
}

TEST_F(SqliteDatabaseTest, SaysWhyAFolderThatIsNotThereCannotBeUsed) {
    options_.file = folder_.path() / "no" / "such" / "folder.db";

    const auto database = SqliteDatabase::open(options_);

    ASSERT_FALSE(database);
    EXPECT_EQ(database.error().code, ErrorCode::unavailable);
    EXPECT_THAT(database.error().message, HasSubstr("folder.db"));
}

}  // namespace
}  // namespace likeness::sqlite
