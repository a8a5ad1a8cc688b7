#include "core/copy_objects.hpp"

#include "testing/memory_object_store.hpp"
#include "testing/run_task.hpp"
#include "testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace likeness {
namespace {

/// By get(), which does for the small objects of tests.
class SmallFetcher final : public ObjectFetcher {
public:
    explicit SmallFetcher(ObjectStore& store) : store_(store) {}

    Task<void> fetch(Bucket bucket, StoredObject object, std::filesystem::path into) override {
        ++fetched;
        LIKENESS_CO_TRY(const Bytes data, co_await store_.get(bucket, object.key, 1'000));
        std::ofstream(into, std::ios::binary) << data;
        co_return Result<void>{};
    }

    int fetched = 0;

private:
    ObjectStore& store_;
};

class CopyObjectsTest : public ::testing::Test {
protected:
    void put(test::MemoryObjectStore& store, Bucket bucket, const std::string& key, Bytes data) {
        ASSERT_TRUE(run_(store.put(bucket, ObjectKey::trusted(key), std::move(data), "x/y")));
    }

    CopyProgress copy() {
        CopyOptions options;
        options.scratch = scratch_.path();
        options.at_once = 3;
        CopyObjects copy(run_.executor(), from_, fetcher_, to_, options);
        return run_.value(copy.run([](const CopyProgress&) {}));
    }

    test::TaskRunner run_;
    test::TemporaryFolder scratch_;
    test::MemoryObjectStore from_{run_.executor()};
    test::MemoryObjectStore to_{run_.executor()};
    SmallFetcher fetcher_{from_};
};

TEST_F(CopyObjectsTest, CopiesEveryObjectOfEveryBucket) {
    for (int i = 0; i < 700; ++i) {
        put(from_, Bucket::generated, "2026/" + std::to_string(i) + ".jpg", "image");
    }
    put(from_, Bucket::loras, "a/weights.safetensors", "weights");
    put(from_, Bucket::uploads, "b.webp", "");

    const CopyProgress progress = copy();

    EXPECT_TRUE(progress.is_complete());
    EXPECT_EQ(progress.copied, 702U);
    EXPECT_EQ(progress.bytes, 700 * 5U + 7U);
    for (const Bucket bucket : {Bucket::loras, Bucket::generated, Bucket::uploads}) {
        EXPECT_EQ(to_.keys(bucket), from_.keys(bucket));
    }
    const auto* image = to_.find(Bucket::generated, ObjectKey::trusted("2026/7.jpg"));
    ASSERT_NE(image, nullptr);
    EXPECT_EQ(image->data, "image");
    EXPECT_EQ(image->content_type, "image/jpeg");
    EXPECT_TRUE(std::filesystem::is_empty(scratch_.path()));
}

TEST_F(CopyObjectsTest, SkipsWhatIsThereAndReplacesWhatHasAnotherSize) {
    put(from_, Bucket::generated, "a", "same");
    put(from_, Bucket::generated, "b", "whole");
    put(from_, Bucket::generated, "c", "new");
    put(to_, Bucket::generated, "a", "same");
    put(to_, Bucket::generated, "b", "cut");
    put(to_, Bucket::generated, "z", "of another");

    const CopyProgress progress = copy();

    EXPECT_TRUE(progress.is_complete());
    EXPECT_EQ(progress.there, 1U);
    EXPECT_EQ(progress.copied, 2U);
    EXPECT_EQ(fetcher_.fetched, 2);
    EXPECT_EQ(to_.find(Bucket::generated, ObjectKey::trusted("b"))->data, "whole");
    EXPECT_NE(to_.find(Bucket::generated, ObjectKey::trusted("z")), nullptr);
}

TEST_F(CopyObjectsTest, TellsWhatCouldNotBeCopiedAndBringsItNextTime) {
    for (const char* key : {"a", "b", "c"}) {
        put(from_, Bucket::generated, key, key);
    }
    to_.puts.next({ErrorCode::unavailable, "The disk is full."});

    const CopyProgress first = copy();
    const CopyProgress second = copy();

    EXPECT_FALSE(first.is_complete());
    EXPECT_EQ(first.failed, 1U);
    EXPECT_EQ(first.missing, 1U);
    ASSERT_FALSE(first.trouble.empty());
    EXPECT_NE(first.trouble[0].find("The disk is full."), std::string::npos);
    EXPECT_TRUE(second.is_complete());
    EXPECT_EQ(second.copied, 1U);
}

}  // namespace
}  // namespace likeness
