#include "adapters/postgres/connection_settings.hpp"

#include "testing/run_task.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::postgres {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

ConnectionSettings parsed(const std::string& url) {
    ConnectionOptions options;
    options.url = url;
    return parse_settings(options).value();
}

/// What the event loop makes of it.
ConnectionSettings resolved(const std::string& url) {
    test::TaskRunner run;
    ConnectionSettings settings;
    auto task = [](ConnectionSettings from, ConnectionSettings& to) -> asio::awaitable<void> {
        to = co_await with_addresses(std::move(from));
    };
    run(task(parsed(url), settings));
    return settings;
}

TEST(ConnectionSettingsTest, TakesTheUrlApart) {
    const ConnectionSettings settings =
        parsed("postgresql://ada:secret@db.example:6543/studio?sslmode=require");

    EXPECT_THAT(settings, Contains(Pair("host", "db.example")));
    EXPECT_THAT(settings, Contains(Pair("port", "6543")));
    EXPECT_THAT(settings, Contains(Pair("user", "ada")));
    EXPECT_THAT(settings, Contains(Pair("password", "secret")));
    EXPECT_THAT(settings, Contains(Pair("dbname", "studio")));
    EXPECT_THAT(settings, Contains(Pair("sslmode", "require")));
}

TEST(ConnectionSettingsTest, BoundsEveryStatementAndLetsTheOperatorSayMore) {
    const ConnectionSettings settings = parsed("postgresql:///studio?options=-c%20work_mem%3D64MB");

    EXPECT_THAT(
        settings,
        Contains(Pair(
            "options",
            AllOf(
                HasSubstr("statement_timeout=10000"),
                HasSubstr("lock_timeout=5000"),
                HasSubstr("-c work_mem=64MB")
            )
        ))
    );
}

TEST(ConnectionSettingsTest, RefusesAnUrlThatCannotBeReadWithoutRepeatingIt) {
    ConnectionOptions options;
    options.url = "postgresql://ada:secret@[db/studio";

    const Result<ConnectionSettings> settings = parse_settings(options);

    ASSERT_FALSE(settings);
    EXPECT_EQ(settings.error().code, ErrorCode::invalid_argument);
    EXPECT_THAT(settings.error().message + settings.error().detail, Not(HasSubstr("secret")));
}

TEST(ConnectionSettingsTest, LooksNamesUpItself) {
    const ConnectionSettings settings = resolved("postgresql://127.0.0.1,127.0.0.2:6543/studio");

    EXPECT_THAT(settings, Contains(Pair("hostaddr", "127.0.0.1,127.0.0.2")));
}

TEST(ConnectionSettingsTest, LeavesSocketsInFoldersAlone) {
    const ConnectionSettings settings = resolved("postgresql:///studio?host=/run/postgresql");

    EXPECT_THAT(settings, Contains(Pair("host", "/run/postgresql")));
    EXPECT_THAT(settings, Contains(Pair("hostaddr", "")));
}

TEST(ConnectionSettingsTest, HidesThePasswordFromPeople) {
    EXPECT_EQ(
        without_password("postgresql://ada:s3:c@ret@db.example/studio"),
        "postgresql://ada:********@db.example/studio"
    );
    EXPECT_EQ(
        without_password("postgresql://db/studio?password=secret&sslmode=require"),
        "postgresql://db/studio?password=********&sslmode=require"
    );
    EXPECT_EQ(without_password("postgresql://db:5432/studio"), "postgresql://db:5432/studio");
}

}  // namespace
}  // namespace likeness::postgres
