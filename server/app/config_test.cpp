#include "app/config.hpp"

#include "app/testing_settings.hpp"
#include "testing/code_of.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace likeness::app {
namespace {

using namespace std::chrono_literals;
using test::code_of;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Flags = Settings::Texts;

TEST(ConfigTest, HasDefaultsThatWork) {
    const Config config = config_of({}).value();

    EXPECT_EQ(config.listen_host, "127.0.0.1");
    EXPECT_EQ(config.listen_port, 8080);
    EXPECT_FALSE(config.has_own_public_url);
    EXPECT_EQ(config.database_file, "./data/likeness.db");
    EXPECT_EQ(std::get<FolderPlace>(config.objects).folder, "./data/objects");
    EXPECT_EQ(config.quota.text(), "8/24h");
    EXPECT_EQ(config.chain_ids, std::vector<std::uint64_t>{1});
    EXPECT_GE(config.engines.threads, 1U);
    EXPECT_EQ(config.admin_wallet, std::nullopt);
    EXPECT_TRUE(config.abuse_limits);
    EXPECT_TRUE(config.demo);
    EXPECT_EQ(config.shutdown_grace, 20s);
}

TEST(ConfigTest, ReadsWhereToListen) {
    const std::vector<std::tuple<std::string, std::string, int>> cases{
        {"127.0.0.1:8080", "127.0.0.1", 8080},
        {"0.0.0.0:80", "0.0.0.0", 80},
        {"[::1]:9000", "::1", 9000},
        {"localhost:0", "localhost", 0},
        {":9000", "127.0.0.1", 9000},
        {"9000", "127.0.0.1", 9000}};
    for (const auto& [text, host, port] : cases) {
        const Config config = config_of({{"listen", text}}).value();

        EXPECT_EQ(config.listen_host, host) << text;
        EXPECT_EQ(config.listen_port, port) << text;
    }
}

TEST(ConfigTest, ReadsQuotas) {
    EXPECT_EQ(config_of({{"quota", "3/1h"}}).value().quota.limit, 3);
    EXPECT_EQ(config_of({{"quota", "3/1h"}}).value().quota.window, 1h);
    EXPECT_TRUE(config_of({{"quota", "off"}}).value().quota.unlimited);
}

TEST(ConfigTest, TakesPlacesApartFromTheDataFolder) {
    const Config config = config_of({{"data_dir", "/var/d"},
                                     {"database_url", "sqlite:/fast/l.db"},
                                     {"objects", "file:/big"}}
    ).value();

    EXPECT_EQ(config.database_file, "/fast/l.db");
    EXPECT_EQ(std::get<FolderPlace>(config.objects).folder, "/big");
}

TEST(ConfigTest, TakesPostgresUnderBothNamesOfItsUrls) {
    for (const char* url : {"postgresql://ada@db/studio", "postgres://ada@db/studio"}) {
        const Config config = config_of({{"database_url", url}}).value();

        EXPECT_TRUE(config.has_shared_database());
        EXPECT_EQ(config.database_url, url);
    }
    EXPECT_FALSE(config_of({{"database_url", "sqlite:/fast/l.db"}}).value().has_shared_database());
}

TEST(ConfigTest, ReadsChainsWithCommasBetween) {
    EXPECT_THAT(
        config_of({{"chain_ids", "1,10,8453"}}).value().chain_ids, ElementsAre(1, 10, 8453)
    );
}

TEST(ConfigTest, ReadsTheLevelAndFormOfTheLog) {
    const Config config = config_of({{"log", "warning,json"}}).value();

    EXPECT_EQ(config.log_level, log::Level::warning);
    EXPECT_EQ(config.log_format, log::Format::json);
}

TEST(ConfigTest, ReadsSwitchesInManyWords) {
    for (const char* on : {"on", "true", "1", "yes"}) {
        EXPECT_TRUE(config_of({{"demo", on}}).value().demo) << on;
    }
    for (const char* off : {"off", "false", "0", "no"}) {
        EXPECT_FALSE(config_of({{"demo", off}}).value().demo) << off;
    }
}

TEST(ConfigTest, LiftsAbuseLimitsOnLoopbackOnly) {
    EXPECT_FALSE(config_of({{"abuse_limits", "off"}}).value().abuse_limits);
    EXPECT_FALSE(config_of({{"abuse_limits", "off"}, {"listen", "[::1]:1"}}).value().abuse_limits);
    EXPECT_EQ(
        code_of(config_of({{"abuse_limits", "off"}, {"listen", "0.0.0.0:8080"}})),
        ErrorCode::invalid_argument
    );
}

TEST(ConfigTest, NamesTheSettingItsSourceAndWhatItMustBe) {
    const Result<Config> config = config_of({{"shutdown_grace", "never"}});

    ASSERT_EQ(code_of(config), ErrorCode::invalid_argument);
    EXPECT_EQ(
        config.error().message,
        "shutdown_grace (from --shutdown-grace) must be between 0 and 3600 seconds"
    );
}

struct BadValue {
    std::string name;
    std::string key;
    std::string value;
    std::string must;
};

std::ostream& operator<<(std::ostream& out, const BadValue& bad) {
    return out << bad.key << " = " << bad.value;
}

class ConfigRefusalTest : public ::testing::TestWithParam<BadValue> {};

TEST_P(ConfigRefusalTest, SaysInASentenceWhatTheValueMustBe) {
    const Result<Config> config = config_of({{GetParam().key, GetParam().value}});

    ASSERT_EQ(code_of(config), ErrorCode::invalid_argument);
    EXPECT_THAT(
        config.error().message,
        AllOf(StartsWith(GetParam().key + " (from --"), HasSubstr(GetParam().must))
    );
}

INSTANTIATE_TEST_SUITE_P(
    Values,
    ConfigRefusalTest,
    ::testing::ValuesIn(std::vector<BadValue>{
        {"NoPort", "listen", "localhost", "must read like 127.0.0.1:8080"},
        {"PortTooHigh", "listen", "127.0.0.1:65536", "must read like"},
        {"EmptyPort", "listen", "127.0.0.1:", "must read like"},
        {"UrlWithoutScheme", "public_url", "likeness.example", "must be an origin"},
        {"UrlOfAnotherScheme", "public_url", "ftp://likeness.example", "must be an origin"},
        {"UrlWithAPath", "public_url", "https://likeness.example/app", "must be an origin"},
        {"UrlWithAQuery", "public_url", "https://likeness.example?a", "must be an origin"},
        {"UrlWithAPassword", "public_url", "https://a:b@likeness.example", "must be an origin"},
        {"AnotherDatabase", "database_url", "mysql://db", "must be sqlite:FILE"},
        {"AnotherStore", "objects", "ftp:bucket", "must be file:FOLDER"},
        {"BucketWithASlash", "lora_bucket", "a/b/c", "must be a bucket name"},
        {"BucketThatLeaves", "lora_bucket", "a..b", "must be a bucket name"},
        {"BucketThatHides", "lora_bucket", ".scratch", "must be a bucket name"},
        {"BucketTooShort", "upload_bucket", "ab", "must be a bucket name"},
        {"BucketTwice", "upload_bucket", "halloween-costume-loras", "of its own"},
        {"AnotherEngine", "engine", "dalle", "must be fal, sdcpp or paperflux"},
        {"FalWithoutKey", "engine", "fal", "needs FAL_KEY"},
        {"OwnGpuWithoutAddress", "engine", "sdcpp", "needs SDCPP_URL"},
        {"Fallback", "engine_fallback", "perhaps", "must be on or off"},
        {"FalKeyWithoutSecret", "fal_key", "abc", "must read like id:secret"},
        {"FalOverPlainHttp", "fal_queue_url", "http://queue.fal.run", "must be an https address"},
        {"FalFilesFromAnywhere", "fal_file_origins", "*", "must be origins"},
        {"FalWebhooks", "fal_webhooks", "maybe", "must be auto, on or off"},
        {"FalLoras", "fal_loras", "post", "must be auto, link or upload"},
        {"NoOrdersAtOnce", "fal_concurrency", "0", "must be between 1 and 10000"},
        {"OwnGpuNowhere", "sdcpp_url", "ftp://gpu", "must be an address"},
        {"NoThreads", "engine_threads", "0", "must be between 1 and 256"},
        {"ManyThreads", "engine_threads", "257", "must be between 1 and 256"},
        {"ThreadsInWords", "engine_threads", "two", "must be between 1 and 256"},
        {"QuotaWithoutAWindow", "quota", "8", "8/24h"},
        {"QuotaOfNone", "quota", "0/24h", "8/24h"},
        {"QuotaOfDays", "quota", "8/1d", "8/24h"},
        {"QuotaOfAges", "quota", "8/99999h", "window"},
        {"NoWallet", "admin_wallet", "0x123", "must be an Ethereum address"},
        {"ChainInWords", "chain_ids", "mainnet", "must be numbers with commas between"},
        {"NoChain", "chain_ids", "", "must name at least one chain"},
        {"ShortSecret", "session_secret", "hunter2", "must have at least 16 characters"},
        {"UnknownLevel", "log", "loud", "must be debug, info, warning or error"},
        {"HalfASwitch", "demo", "maybe", "must be on or off"},
        {"HalfALimit", "abuse_limits", "maybe", "must be on or off"},
        {"GraceBelowZero", "shutdown_grace", "-1", "must be between 0 and 3600"},
    }),
    [](const ::testing::TestParamInfo<BadValue>& bad) { return bad.param.name; }
);

TEST(ConfigTest, RepeatsNoSecretInARefusal) {
    const Result<Config> config = config_of({{"session_secret", "hunter2"}});

    EXPECT_EQ(config.error().message.find("hunter2"), std::string::npos);
    EXPECT_EQ(config.error().detail.find("hunter2"), std::string::npos);
}

TEST(ConfigOriginsTest, AreThePublicOneWhereItIsGiven) {
    const Config config = config_of({{"public_url", "https://likeness.example/"}}).value();

    EXPECT_TRUE(config.has_own_public_url);
    EXPECT_EQ(config.public_url, "https://likeness.example");
    EXPECT_THAT(config.origins(8080), ElementsAre("https://likeness.example"));
}

TEST(ConfigOriginsTest, AreWrittenAsBrowsersWriteThem) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"HTTPS://Likeness.Example", "https://likeness.example"},
        {"https://likeness.example:443", "https://likeness.example"},
        {"http://likeness.example:80/", "http://likeness.example"},
        {"https://likeness.example:80", "https://likeness.example:80"},
        {"http://likeness.example:443", "http://likeness.example:443"},
        {"https://likeness.example:8443", "https://likeness.example:8443"}};
    for (const auto& [given, origin] : cases) {
        const Result<Config> config = config_of({{"public_url", given}});

        ASSERT_TRUE(config) << given;
        EXPECT_THAT(config->origins(8080), ElementsAre(origin)) << given;
    }
}

TEST(ConfigOriginsTest, AreAllNamesOfThisMachineOnLoopback) {
    EXPECT_THAT(
        config_of({}).value().origins(4321),
        ElementsAre("http://127.0.0.1:4321", "http://localhost:4321", "http://[::1]:4321")
    );
    EXPECT_THAT(
        config_of({{"listen", "0.0.0.0:80"}}).value().origins(80),
        ElementsAre("http://127.0.0.1:80", "http://localhost:80", "http://[::1]:80")
    );
}

TEST(ConfigOriginsTest, NameAnotherAddressItself) {
    EXPECT_THAT(
        config_of({{"listen", "192.0.2.7:80"}}).value().origins(80),
        ElementsAre("http://192.0.2.7:80")
    );
    EXPECT_THAT(
        config_of({{"listen", "[2001:db8::1]:80"}}).value().origins(80),
        ElementsAre("http://[2001:db8::1]:80")
    );
}

TEST(ConfigOriginsTest, GiveTheAuthorityThatWalletsShow) {
    EXPECT_EQ(authority_of("https://likeness.example:8443"), "likeness.example:8443");
}

}  // namespace
}  // namespace likeness::app
