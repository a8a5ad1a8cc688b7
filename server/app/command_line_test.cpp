#include "app/command_line.hpp"

#include "api/decode.hpp"
#include "app/testing_settings.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <vector>

namespace likeness::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// What a call of the program left.
struct Outcome {
    int status = -1;
    std::string out;
    std::string err;
};

class CommandLineTest : public ::testing::Test {
protected:
    static Outcome run(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "likeness");
        std::vector<char*> pointers;
        for (std::string& argument : arguments) {
            pointers.push_back(argument.data());
        }
        ::testing::internal::CaptureStdout();
        ::testing::internal::CaptureStderr();
        Outcome outcome;
        outcome.status = run_command_line(static_cast<int>(pointers.size()), pointers.data());
        outcome.out = ::testing::internal::GetCapturedStdout();
        outcome.err = ::testing::internal::GetCapturedStderr();
        return outcome;
    }

    std::string data_dir() const { return (folder_.path() / "data").string(); }

    CleanEnvironment environment_;
    test::TemporaryFolder folder_;
};

TEST_F(CommandLineTest, HelpsWithoutComplaint) {
    const Outcome outcome = run({"--help"});

    EXPECT_EQ(outcome.status, 0);
    for (const char* command :
         {"serve", "generate", "lora", "train", "token", "config", "verify", "doctor"}) {
        EXPECT_THAT(outcome.out, HasSubstr(command));
    }
    EXPECT_EQ(outcome.err, "");
}

TEST_F(CommandLineTest, HelpsWithEveryCommand) {
    const Outcome outcome = run({"serve", "--help"});

    EXPECT_EQ(outcome.status, 0);
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("--public-url"), HasSubstr("LIKENESS_PUBLIC_URL")));
}

TEST_F(CommandLineTest, TellsItsVersion) {
    EXPECT_THAT(run({"--version"}).out, testing::StartsWith("Likeness "));
}

TEST_F(CommandLineTest, SaysWhatIsWrongWithACall) {
    const std::vector<std::vector<std::string>> calls{
        {},
        {"fly"},
        {"config", "--colour", "red"},
        {"config", "--quota"},
        {"lora"},
        {"lora", "import"},
        {"generate", "--prompt", "a boat"},
        {"generate", "--lora", "cat", "--prompt", "a", "-n", "two"}};
    for (const std::vector<std::string>& call : calls) {
        const Outcome outcome = run(call);

        EXPECT_EQ(outcome.status, 2);
        EXPECT_NE(outcome.err, "");
        EXPECT_EQ(outcome.out, "");
    }
}

TEST_F(CommandLineTest, TakesNoSecretAsAFlag) {
    EXPECT_EQ(run({"config", "--session-secret", "0123456789abcdef"}).status, 2);
    EXPECT_EQ(run({"config", "--fal-key", "key"}).status, 2);
    EXPECT_THAT(run({"serve", "--help"}).out, Not(HasSubstr("secret")));
}

TEST_F(CommandLineTest, ShowsWhatIsInForceAndWhereItCameFrom) {
    CleanEnvironment::set("LIKENESS_LOG", "debug");

    const Outcome outcome = run({"config", "--quota", "3/1h", "--json"});

    EXPECT_EQ(outcome.status, 0);
    EXPECT_TRUE(api::parse_json(outcome.out)) << outcome.out;
    EXPECT_THAT(
        outcome.out,
        AllOf(
            HasSubstr(R"("quota":{"value":"3/1h","source":"--quota","variable":"LIKENESS_QUOTA"})"),
            HasSubstr(R"("log":{"value":"debug","source":"LIKENESS_LOG",)"),
            HasSubstr(R"("demo":{"value":"on","source":"default",)")
        )
    );
}

TEST_F(CommandLineTest, ShowsNoSecretHoweverItIsSet) {
    CleanEnvironment::set("LIKENESS_SESSION_SECRET", "top-secret-session-0123456789");
    CleanEnvironment::set("FAL_KEY", "top-secret:fal");
    CleanEnvironment::set("GCP_PRIVATE_KEY", "top-secret-gcp");
    const std::string file = (folder_.path() / "l.toml").string();
    std::ofstream(file) << "aws_secret_access_key = \"top-secret-aws\"";

    for (const std::vector<std::string>& call :
         {std::vector<std::string>{"config", "--config", file},
          std::vector<std::string>{"config", "--config", file, "--json"}}) {
        const Outcome outcome = run(call);

        EXPECT_EQ(outcome.status, 0);
        EXPECT_THAT(outcome.out, AllOf(Not(HasSubstr("top-secret")), HasSubstr("********")));
        EXPECT_THAT(outcome.err, Not(HasSubstr("top-secret")));
    }
}

TEST_F(CommandLineTest, ShowsADatabaseWithoutItsPassword) {
    CleanEnvironment::set("LIKENESS_DATABASE_URL", "postgresql://ada:top-secret@db/studio");

    const Outcome outcome = run({"config"});

    EXPECT_THAT(outcome.out, HasSubstr("postgresql://ada:********@db/studio"));
    EXPECT_THAT(outcome.out + outcome.err, Not(HasSubstr("top-secret")));
}

TEST_F(CommandLineTest, ShowsABadSettingAndSaysWhatItMustBe) {
    const Outcome outcome = run({"config", "--quota", "nonsense"});

    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.out, HasSubstr("nonsense"));
    EXPECT_THAT(outcome.err, HasSubstr("likeness: quota (from --quota) must"));
}

TEST_F(CommandLineTest, TellsProgramsOfAFailureAsJson) {
    const Outcome outcome = run({"migrate", "--json", "--quota", "nonsense"});

    EXPECT_EQ(outcome.status, 2);
    EXPECT_TRUE(api::parse_json(outcome.out)) << outcome.out;
    EXPECT_THAT(outcome.out, HasSubstr(R"("code":"BAD_REQUEST")"));
}

TEST_F(CommandLineTest, BringsTheDatabaseUpToDateOnce) {
    const Outcome first = run({"migrate", "--data-dir", data_dir()});
    const Outcome second = run({"migrate", "--data-dir", data_dir()});

    EXPECT_EQ(first.status, 0);
    EXPECT_THAT(first.out, HasSubstr("went from version 0 to version"));
    EXPECT_EQ(second.status, 0);
    EXPECT_THAT(second.out, HasSubstr("up to date"));
}

TEST_F(CommandLineTest, ListsWhatThereIs) {
    EXPECT_EQ(run({"migrate", "--data-dir", data_dir()}).status, 0);

    const Outcome outcome = run({"lora", "list", "--data-dir", data_dir(), "--json"});

    EXPECT_EQ(outcome.status, 0);
    EXPECT_TRUE(api::parse_json(outcome.out)) << outcome.out;
}

TEST_F(CommandLineTest, FailsWithASentenceWhereThereIsNoSuchThing) {
    const Outcome outcome = run({"lora", "show", "nothing", "--data-dir", data_dir()});

    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr("There is no LoRA called \"nothing\"."));
}

TEST_F(CommandLineTest, PrintsTheDocumentsOfTheApi) {
    EXPECT_TRUE(api::parse_json(run({"openapi"}).out));
    EXPECT_THAT(run({"openapi", "--typescript"}).out, HasSubstr("export type AppRouter"));
}

}  // namespace
}  // namespace likeness::app
