#include "app/settings.hpp"

#include "app/testing_settings.hpp"
#include "testing/code_of.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace likeness::app {
namespace {

namespace fs = std::filesystem;
using test::code_of;
using ::testing::HasSubstr;

class SettingsTest : public ::testing::Test {
protected:
    /// A file of settings; its path.
    std::string file(const std::string& toml) {
        const fs::path path = folder_.path() / "settings.toml";
        std::ofstream(path) << toml;
        return path.string();
    }

    static Settings resolved(const Settings::Texts& flags = {}) {
        return Settings::resolve(flags).value();
    }

    CleanEnvironment environment_;
    test::TemporaryFolder folder_;
};

/// While it lives, the process works in another folder.
class WorkingFolder {
public:
    explicit WorkingFolder(const fs::path& folder) { fs::current_path(folder); }

    ~WorkingFolder() { fs::current_path(before_); }

    WorkingFolder(const WorkingFolder&) = delete;
    WorkingFolder& operator=(const WorkingFolder&) = delete;

private:
    fs::path before_ = fs::current_path();
};

TEST_F(SettingsTest, HaveDefaults) {
    const Settings settings = resolved();

    EXPECT_EQ(settings.text("listen"), "127.0.0.1:8080");
    EXPECT_EQ(settings.text("quota"), "8/24h");
    EXPECT_EQ(settings.text("session_secret"), "");
    EXPECT_EQ(settings.value("listen").source, "default");
}

TEST_F(SettingsTest, ComeFromTheEnvironment) {
    CleanEnvironment::set("LIKENESS_QUOTA", "3/1h");

    EXPECT_EQ(resolved().text("quota"), "3/1h");
    EXPECT_EQ(resolved().value("quota").source, "LIKENESS_QUOTA");
}

TEST_F(SettingsTest, TakeAnEmptyVariableForNone) {
    CleanEnvironment::set("LIKENESS_QUOTA", "");

    EXPECT_EQ(resolved().value("quota").source, "default");
}

TEST_F(SettingsTest, KnowTheFirstNameOfAVariableBeforeTheOther) {
    CleanEnvironment::set("NEXT_PUBLIC_ADMIN_WALLET", "0xother");
    EXPECT_EQ(resolved().text("admin_wallet"), "0xother");
    EXPECT_EQ(resolved().value("admin_wallet").source, "NEXT_PUBLIC_ADMIN_WALLET");

    CleanEnvironment::set("LIKENESS_ADMIN_WALLET", "0xfirst");
    EXPECT_EQ(resolved().text("admin_wallet"), "0xfirst");
}

TEST_F(SettingsTest, ComeFromAFile) {
    const Settings settings = resolved(
        {{"config",
          file("quota = \"5/24h\"\nengine_threads = 3\ndemo = false\nabuse_limits = true")}}
    );

    EXPECT_EQ(settings.text("quota"), "5/24h");
    EXPECT_EQ(settings.text("engine_threads"), "3");
    EXPECT_EQ(settings.text("demo"), "off");
    EXPECT_EQ(settings.text("abuse_limits"), "on");
    EXPECT_EQ(settings.value("quota").source, "likeness.toml");
}

TEST_F(SettingsTest, ComeFromTheFileThatTheEnvironmentNames) {
    CleanEnvironment::set("LIKENESS_CONFIG", file("quota = \"5/24h\""));

    EXPECT_EQ(resolved().text("quota"), "5/24h");
}

TEST_F(SettingsTest, ComeFromTheFileInTheWorkingFolder) {
    const WorkingFolder here(folder_.path());
    std::ofstream("likeness.toml") << "quota = \"5/24h\"";

    EXPECT_EQ(resolved().text("quota"), "5/24h");
}

TEST_F(SettingsTest, WeighFlagsMoreThanTheEnvironmentAndThatMoreThanAFile) {
    const std::string config = file("quota = \"1/1h\"");

    EXPECT_EQ(resolved({{"config", config}}).text("quota"), "1/1h");

    CleanEnvironment::set("LIKENESS_QUOTA", "2/1h");
    EXPECT_EQ(resolved({{"config", config}}).text("quota"), "2/1h");

    const Settings settings = resolved({{"config", config}, {"quota", "3/1h"}});
    EXPECT_EQ(settings.text("quota"), "3/1h");
    EXPECT_EQ(settings.value("quota").source, "--quota");
}

TEST_F(SettingsTest, NameAnUnknownSettingOfAFile) {
    const Result<Settings> settings = Settings::resolve({{"config", file("quotas = \"5/24h\"")}});

    ASSERT_EQ(code_of(settings), ErrorCode::invalid_argument);
    EXPECT_THAT(settings.error().message, HasSubstr("unknown setting \"quotas\""));
}

TEST_F(SettingsTest, NameAValueOfTheWrongKind) {
    for (const char* value : {"[1]", "{a = 1}", "2026-11-21"}) {
        const Result<Settings> settings =
            Settings::resolve({{"config", file(std::string("quota = ") + value)}});

        ASSERT_EQ(code_of(settings), ErrorCode::invalid_argument) << value;
        EXPECT_THAT(settings.error().message, HasSubstr("\"quota\" must be text, a whole number"));
    }
}

TEST_F(SettingsTest, RefuseABrokenFile) {
    EXPECT_EQ(
        code_of(Settings::resolve({{"config", file("quota = ")}})), ErrorCode::invalid_argument
    );
}

TEST_F(SettingsTest, NameAFileThatIsNotThere) {
    const std::string missing = (folder_.path() / "missing.toml").string();

    const Result<Settings> settings = Settings::resolve({{"config", missing}});

    ASSERT_EQ(code_of(settings), ErrorCode::invalid_argument);
    EXPECT_THAT(settings.error().message, HasSubstr(missing));
}

TEST(SettingRowsTest, MakeFlagsOfKeys) {
    for (const SettingRow& row : setting_rows()) {
        EXPECT_FALSE(row.help.empty()) << row.key;
        EXPECT_EQ(flag_of(row).find('_'), std::string::npos) << row.key;
    }
    EXPECT_EQ(flag_of(setting_rows()[1]), "--public-url");
}

TEST(SettingRowsTest, HoldEverySecretForOne) {
    for (const SettingRow& row : setting_rows()) {
        const bool sounds_secret = row.key.find("secret") != std::string_view::npos ||
                                   row.key.ends_with("_key") || row.key.ends_with("_token");
        EXPECT_EQ(row.is_secret, sounds_secret) << row.key;
    }
}

}  // namespace
}  // namespace likeness::app
