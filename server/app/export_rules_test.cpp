#include "app/export_rules.hpp"

#include "app/export_tree.hpp"
#include "testing/samples.hpp"

#include <gtest/gtest.h>

namespace likeness::app {
namespace {

TEST(ExportRulesTest, TakeWhatTheDatabaseWrites) {
    const std::string id(32, 'a');
    EXPECT_TRUE(is_as_we_write("id", id));
    EXPECT_TRUE(is_as_we_write("id", std::int64_t{7}));  // of a person
    EXPECT_TRUE(is_as_we_write("created_at", std::string("2026-11-21T10:46:00.000Z")));
    EXPECT_TRUE(is_as_we_write("removed_at", nullptr));
    EXPECT_TRUE(is_as_we_write("wallet_address", test::sample_wallet(1).text()));
    EXPECT_TRUE(is_as_we_write("path", "2026/11/" + id + "/full.jpg"));
    EXPECT_TRUE(is_as_we_write("sha256", std::string(64, '0')));
    EXPECT_TRUE(is_as_we_write("visibility", std::string("link")));
    EXPECT_TRUE(is_as_we_write("warnings", std::string(R"(["one","two"])")));
    EXPECT_TRUE(is_as_we_write("details", std::string(R"({"a":"b"})")));
    EXPECT_TRUE(is_as_we_write("prompt", std::string("anything 🦊")));
    EXPECT_TRUE(is_as_we_write("seed", std::int64_t{-1}));
    EXPECT_TRUE(is_as_we_write("source", std::string("gallery")));
    EXPECT_TRUE(is_as_we_write("weights_path", std::string()));  // of a name alone
    EXPECT_TRUE(is_as_we_write("loras", std::string(R"([["mira",0.8]])")));
}

TEST(ExportRulesTest, RefuseWhatWouldBreakOrLeadElsewhere) {
    const std::vector<std::pair<std::string, Value>> wrong{
        {"id", std::string("1")},
        {"lora_training_id", std::string("'; DROP TABLE people; --")},
        {"created_at", std::string("yesterday")},
        {"created_at", std::string("2026-11-21T10:46:00Z")},
        {"wallet_address", std::string("0x1")},
        {"path", std::string("../../etc/passwd")},
        {"cover_path", std::string("/etc/passwd")},
        {"sha256", std::string("abc")},
        {"status", std::string("training")},
        {"state", std::string("running")},
        {"quota", std::string("reserved")},
        {"visibility", std::string("everyone")},
        {"content_type", std::string("text/html")},
        {"example_prompts", std::string("[1]")},
        {"details", std::string("[]")},
        {"loras", std::string(R"([["mira"]])")},
        {"source_sha256", std::string()},
        {"prompt", std::string("\xFF")},
        {"prompt", std::string(100'000, 'x')},
        {"image_width", std::int64_t{-1}},
        {"image_width", std::int64_t{1} << 40},
    };
    for (const auto& [column, value] : wrong) {
        EXPECT_FALSE(is_as_we_write(column, value)) << column;
    }
}

TEST(PlainPathTest, LeadsDownAndNowhereElse) {
    for (const char* path : {"a", "a/b.jpg", "käfer/夜.png", ".a", "a..b/c"}) {
        EXPECT_TRUE(is_plain_path(path)) << path;
    }
    for (const char* path : {"", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a\\b"}) {
        EXPECT_FALSE(is_plain_path(path)) << path;
    }
    EXPECT_FALSE(is_plain_path(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace likeness::app
