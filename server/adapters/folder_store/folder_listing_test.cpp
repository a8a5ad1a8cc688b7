#include "adapters/folder_store/folder_listing.hpp"

#include "testing/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace likeness::folder_store {
namespace {

class FolderListingTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::filesystem::create_directories(root_.path() / "a/b");
        for (const char* key : {"a/1", "a/2", "a/b/1", "a/b/2", "a/c", "b"}) {
            root_.write(key, "x");
        }
    }

    ObjectPage page(const std::string& prefix, std::optional<std::string> from, std::size_t limit) {
        return list_folder(root_.path(), prefix, from, limit).value();
    }

    static std::vector<std::string> keys(const ObjectPage& page) {
        std::vector<std::string> keys;
        for (const StoredObject& object : page.objects) {
            keys.push_back(object.key.text());
        }
        return keys;
    }

    test::TemporaryFolder root_{test::memory_folder()};
};

TEST_F(FolderListingTest, EndsAPageAtTheLimitAndGoesOnBehindIt) {
    const ObjectPage first = page("", std::nullopt, 3);
    const ObjectPage second = page("", first.next, 10);

    EXPECT_EQ(keys(first), (std::vector<std::string>{"a/1", "a/2", "a/b/1"}));
    EXPECT_EQ(keys(second), (std::vector<std::string>{"a/b/2", "a/c", "b"}));
    EXPECT_EQ(second.next, std::nullopt);
}

TEST_F(FolderListingTest, GoesOnBehindAKeyThatIsGone) {
    EXPECT_EQ(keys(page("", "a/b/15", 10)), (std::vector<std::string>{"a/b/2", "a/c", "b"}));
    EXPECT_EQ(keys(page("a/b", "a/b/15", 10)), std::vector<std::string>{"a/b/2"});
}

TEST_F(FolderListingTest, CoversEveryKeyWithPagesOfAnySize) {
    for (std::size_t limit = 1; limit <= 7; ++limit) {
        std::vector<std::string> all;
        std::optional<std::string> from;
        do {
            const ObjectPage part = page("", from, limit);
            for (const std::string& key : keys(part)) {
                all.push_back(key);
            }
            from = part.next;
        } while (from && all.size() < 20);

        EXPECT_EQ(all, (std::vector<std::string>{"a/1", "a/2", "a/b/1", "a/b/2", "a/c", "b"}))
            << limit;
    }
}

TEST_F(FolderListingTest, PassesOverFilesThatAreNoObjects) {
    root_.write("Thumbs.db", "x");
    root_.write("a/with space", "x");

    EXPECT_EQ(keys(page("", std::nullopt, 10)).size(), 6U);
}

TEST_F(FolderListingTest, SaysThatAFolderCannotBeRead) {
    const Result<ObjectPage> listed = list_folder(root_.path() / "missing", "", std::nullopt, 10);

    EXPECT_FALSE(listed);
}

}  // namespace
}  // namespace likeness::folder_store
