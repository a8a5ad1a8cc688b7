#include "testing/object_store_contract.hpp"

#include <algorithm>
#include <vector>

namespace likeness::test {

namespace {

constexpr std::size_t kMostPages = 1'000;  // of a listing; more means that it does not end

}  // namespace

void ObjectStoreContract::put_all(const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
        ASSERT_TRUE(put(Bucket::generated, key, "x")) << key;
    }
}

std::vector<std::string> ObjectStoreContract::listed(const std::string& prefix) {
    std::vector<std::string> keys;
    std::optional<std::string> from;
    for (std::size_t pages = 0; pages < kMostPages; ++pages) {
        const ObjectPage page = run_.value(store().list(Bucket::generated, prefix, from));
        for (const StoredObject& object : page.objects) {
            keys.push_back(object.key.text());
        }
        if (!page.next) {
            return keys;
        }
        from = page.next;
    }
    ADD_FAILURE() << "the listing does not end";
    return keys;
}

TEST_P(ObjectStoreContract, ListsNothingInAnEmptyBucket) {
    ASSERT_TRUE(put(Bucket::loras, "a", "x"));

    EXPECT_TRUE(listed("").empty());
}

TEST_P(ObjectStoreContract, ListsEveryKeyOnceInTheOrderOfItsBytes) {
    std::vector<std::string> keys{
        "a",
        "a-b",
        "a.b",
        "a0",
        "a_b/c",
        "b/a/a",
        "b/a-a",
        "b/a.a",
        "b/a0/deep",
        "b/b/c/d",
        "b0",
        "c"};
    put_all({keys.rbegin(), keys.rend()});

    const std::vector<std::string> found = listed("");

    std::sort(keys.begin(), keys.end());
    EXPECT_EQ(found, keys);
}

TEST_P(ObjectStoreContract, ListsTheKeysThatBeginWithThePrefix) {
    put_all({"2025/12/a", "2026/1", "2026/11/a", "2026/11/b", "2026/12/a", "20267"});

    EXPECT_EQ(
        listed("2026/1"),
        (std::vector<std::string>{"2026/1", "2026/11/a", "2026/11/b", "2026/12/a"})
    );
    EXPECT_EQ(listed("2026/11/"), (std::vector<std::string>{"2026/11/a", "2026/11/b"}));
    EXPECT_EQ(listed("2026/11/b"), std::vector<std::string>{"2026/11/b"});
    EXPECT_TRUE(listed("2027").empty());
}

TEST_P(ObjectStoreContract, ListsSizesToo) {
    ASSERT_TRUE(put(Bucket::generated, "a", "12345"));

    const ObjectPage page = run_.value(store().list(Bucket::generated, "", std::nullopt));

    ASSERT_EQ(page.objects.size(), 1U);
    EXPECT_EQ(page.objects[0].size, 5U);
}

TEST_P(ObjectStoreContract, SkipsNothingWhenListedObjectsGoBetweenPages) {
    put_all({"a", "b/a", "b/b", "c", "d", "e", "f"});
    std::vector<std::string> seen;
    std::optional<std::string> from;

    for (bool more = true; more && seen.size() < 10;) {
        const ObjectPage page = run_.value(store().list(Bucket::generated, "", from));
        for (const StoredObject& object : page.objects) {
            seen.push_back(object.key.text());
            ASSERT_TRUE(run_(store().remove(Bucket::generated, object.key)));
        }
        from = page.next;
        more = from.has_value();
    }

    EXPECT_EQ(seen, (std::vector<std::string>{"a", "b/a", "b/b", "c", "d", "e", "f"}));
}

}  // namespace likeness::test
