#include "sql/migrations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::sql {
namespace {

using testing::Each;
using testing::HasSubstr;

TEST(MigrationsTest, AreNumberedFromOneWithoutAGap) {
    int expected = 1;
    for (const Migration& migration : migrations()) {
        EXPECT_EQ(migration.version, expected);
        EXPECT_EQ(std::stoi(std::string(migration.name.substr(0, 3))), expected) << migration.name;
        ++expected;
    }
    EXPECT_GT(expected, 1);
}

TEST(MigrationsTest, FallApartIntoStatements) {
    const Migration migration{
        1,
        "001_two.sql",
        "CREATE TABLE a (x TEXT);\n\n-- why\nCREATE TABLE b (\n    y TEXT\n);\n",
        "CREATE VIRTUAL TABLE c;\n"};

    EXPECT_THAT(
        statements_of(migration, Dialect::postgres),
        testing::ElementsAre("CREATE TABLE a (x TEXT)", "\n-- why\nCREATE TABLE b (\n    y TEXT\n)")
    );
    EXPECT_THAT(
        statements_of(migration, Dialect::sqlite),
        testing::ElementsAre(testing::_, testing::_, "CREATE VIRTUAL TABLE c")
    );
}

TEST(MigrationsTest, AreAllPendingOnAnEmptyDatabaseAndNoneOnACurrentOne) {
    const int newest = static_cast<int>(migrations().size());

    EXPECT_EQ(pending_migrations(0)->size(), migrations().size());
    EXPECT_TRUE(pending_migrations(newest)->empty());
}

TEST(MigrationsTest, RefuseADatabaseOfANewerProgram) {
    const auto pending = pending_migrations(static_cast<int>(migrations().size()) + 1);

    ASSERT_FALSE(pending);
    EXPECT_THAT(pending.error().message, HasSubstr("newer version"));
}

}  // namespace
}  // namespace likeness::sql
