#include "app/data_folder.hpp"

#include "testing/code_of.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace likeness::app {
namespace {

namespace fs = std::filesystem;
using test::code_of;
using ::testing::HasSubstr;

class DataFolderTest : public ::testing::Test {
protected:
    DataFolderTest() {
        config_.data_dir = folder_.path() / "data";
        EXPECT_TRUE(make_data_folder(config_.data_dir));
    }

    fs::path secret_file() const { return config_.data_dir / "session-secret"; }

    test::TemporaryFolder folder_;
    Config config_;
};

TEST_F(DataFolderTest, IsForItsOwnerOnly) {
    EXPECT_EQ(fs::status(config_.data_dir).permissions(), fs::perms::owner_all);
}

TEST_F(DataFolderTest, IsTakenAsItIsTheSecondTime) {
    fs::permissions(config_.data_dir, fs::perms::owner_all | fs::perms::group_read);

    EXPECT_TRUE(make_data_folder(config_.data_dir));
    EXPECT_EQ(
        fs::status(config_.data_dir).permissions(), fs::perms::owner_all | fs::perms::group_read
    );
}

TEST_F(DataFolderTest, IsNamedWhenItCannotBeMade) {
    const fs::path in_the_way = folder_.path() / "file";
    std::ofstream(in_the_way) << "x";

    const Result<void> made = make_data_folder(in_the_way / "data");

    ASSERT_EQ(code_of(made), ErrorCode::unavailable);
    EXPECT_THAT(made.error().message, HasSubstr((in_the_way / "data").string()));
}

TEST_F(DataFolderTest, MakesNoSecretThatOtherNodesWouldNotKnow) {
    config_.database_url = "postgresql:///studio";

    const Result<std::string> secret = session_secret(config_);

    ASSERT_EQ(code_of(secret), ErrorCode::invalid_argument);
    EXPECT_THAT(secret.error().message, HasSubstr("LIKENESS_SESSION_SECRET"));
    EXPECT_FALSE(fs::exists(secret_file()));
}

TEST_F(DataFolderTest, RemembersWhichNodeOfThisHostWorkedInIt) {
    EXPECT_EQ(exchange_node(config_.data_dir, "studio.local.1f").value(), std::nullopt);
    EXPECT_EQ(exchange_node(config_.data_dir, "studio.local.2e").value(), "studio.local.1f");
    EXPECT_EQ(exchange_node(config_.data_dir, "studio.local.3d").value(), "studio.local.2e");
}

TEST_F(DataFolderTest, SaysNothingOfNodesOfAnotherHostFromWhichItWasCopied) {
    EXPECT_TRUE(exchange_node(config_.data_dir, "first.1f"));

    EXPECT_EQ(exchange_node(config_.data_dir, "second.2e").value(), std::nullopt);
}

TEST_F(DataFolderTest, KeepsOneSecretThatNobodyElseMayRead) {
    const std::string first = session_secret(config_).value();

    EXPECT_EQ(first.size(), 64U);
    EXPECT_EQ(session_secret(config_).value(), first);
    EXPECT_EQ(
        fs::status(secret_file()).permissions(), fs::perms::owner_read | fs::perms::owner_write
    );
}

TEST_F(DataFolderTest, GivesWayToAConfiguredSecret) {
    config_.session_secret = "configured-secret";

    EXPECT_EQ(session_secret(config_).value(), "configured-secret");
    EXPECT_FALSE(fs::exists(secret_file()));
}

TEST_F(DataFolderTest, TrustsNoDamagedSecret) {
    std::ofstream(secret_file()) << "short";

    const Result<std::string> secret = session_secret(config_);

    ASSERT_EQ(code_of(secret), ErrorCode::unavailable);
    EXPECT_THAT(secret.error().message, HasSubstr("is damaged"));
    EXPECT_THAT(secret.error().message, ::testing::Not(HasSubstr("short")));
}

TEST_F(DataFolderTest, IsWorkedOnByOneServerAtATime) {
    auto first = ServerLock::take(config_.data_dir);
    ASSERT_TRUE(first);

    EXPECT_EQ(code_of(ServerLock::take(config_.data_dir)), ErrorCode::conflict);

    first->reset();
    EXPECT_TRUE(ServerLock::take(config_.data_dir));
}

}  // namespace
}  // namespace likeness::app
