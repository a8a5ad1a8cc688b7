#include "core/people.hpp"

#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/test_database.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using test::sample_wallet;

class PeopleTest : public ::testing::Test {
protected:
    Result<Person> create(std::string first_name, std::string last_name = "") {
        return run_(people_.create(sample_wallet(1), std::move(first_name), std::move(last_name)));
    }

    static std::string field_of(const Error& error) {
        return error.fields.empty() ? "none" : error.fields[0].path;
    }

    const Caller owner_{sample_wallet(1), false};
    const Caller stranger_{sample_wallet(2), false};
    const Caller admin_{sample_wallet(3), true};

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::TestDatabase database_;
    People people_{database_.people(), clock_};
};

TEST_F(PeopleTest, CreatesAPersonOfTheWallet) {
    const Person person = *create("  Ada ", " Lovelace\n");

    EXPECT_EQ(person.first_name, "Ada");
    EXPECT_EQ(person.last_name, "Lovelace");
    EXPECT_EQ(person.wallet, sample_wallet(1));
    EXPECT_EQ(person.created_at, clock_.now());
    EXPECT_EQ(run_.value(people_.list(sample_wallet(1))).size(), 1U);
    EXPECT_TRUE(run_.value(people_.list(sample_wallet(2))).empty());
}

TEST_F(PeopleTest, NeedsAFirstNameAndTakesAPersonWithoutALastOne) {
    EXPECT_TRUE(create("Ada", ""));
    EXPECT_EQ(field_of(create("", "Lovelace").error()), "firstName");
}

TEST_F(PeopleTest, RefusesTooLongNamesNamingTheField) {
    EXPECT_EQ(field_of(create(std::string(81, 'x')).error()), "firstName");
    EXPECT_EQ(field_of(create("Ada", std::string(81, 'x')).error()), "lastName");
}

TEST_F(PeopleTest, LetsTheOwnerAndTheAdminUseAPerson) {
    const PersonId id = create("Ada")->id;

    EXPECT_TRUE(run_(people_.owned(owner_, id)));
    EXPECT_TRUE(run_(people_.owned(admin_, id)));
    EXPECT_EQ(test::code_of(run_(people_.owned(stranger_, id))), ErrorCode::permission_denied);
    EXPECT_EQ(test::code_of(run_(people_.owned({}, id))), ErrorCode::permission_denied);
    EXPECT_EQ(test::code_of(run_(people_.owned(owner_, id + 1))), ErrorCode::not_found);
}

TEST_F(PeopleTest, RenamesWhatIsAskedAndKeepsTheRest) {
    const PersonId id = create("Ada", "Lovelace")->id;

    const Person renamed = *run_(people_.rename(owner_, id, " Augusta ", {}));

    EXPECT_EQ(renamed.first_name, "Augusta");
    EXPECT_EQ(renamed.last_name, "Lovelace");
    EXPECT_EQ(run_.value(database_.people().find(id)).first_name, "Augusta");
}

TEST_F(PeopleTest, EmptiesALastNameButNoFirstName) {
    const PersonId id = create("Ada", "Lovelace")->id;

    EXPECT_EQ(run_(people_.rename(owner_, id, {}, ""))->last_name, "");
    EXPECT_EQ(field_of(run_(people_.rename(owner_, id, "", {})).error()), "firstName");
}

TEST_F(PeopleTest, LetsNobodyRenameOrRemoveThePeopleOfOthers) {
    const PersonId id = create("Ada")->id;

    EXPECT_EQ(
        test::code_of(run_(people_.rename(stranger_, id, "Eve", {}))), ErrorCode::permission_denied
    );
    EXPECT_EQ(test::code_of(run_(people_.remove(stranger_, id))), ErrorCode::permission_denied);
    EXPECT_EQ(run_.value(database_.people().find(id)).first_name, "Ada");
}

TEST_F(PeopleTest, Removes) {
    const PersonId id = create("Ada")->id;

    ASSERT_TRUE(run_(people_.remove(owner_, id)));

    EXPECT_EQ(test::code_of(run_(people_.owned(owner_, id))), ErrorCode::not_found);
    EXPECT_EQ(test::code_of(run_(people_.remove(owner_, id))), ErrorCode::not_found);
}

}  // namespace
}  // namespace likeness
