#include "core/verify_storage.hpp"

#include "base/digest.hpp"
#include "testing/code_of.hpp"
#include "testing/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness {
namespace {

using test::Process;
using test::sample_wallet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class VerifyStorageTest : public ::testing::Test {
protected:
    VerifyStorageTest() {
        world_.run.value(world_.store.put(
            Bucket::loras, lora_.file.path, std::string(123'456, 'w'), "application/octet-stream"
        ));
        process_.runner.start();
    }

    GeneratedImage kept() { return process_.ended(process_.submit(lora_)).images.at(0); }

    VerifyReport verify(VerifyOptions options = {}) {
        return world_.run.value(verify_.run(options));
    }

    static std::vector<std::string> kinds(const VerifyReport& report) {
        std::vector<std::string> kinds;
        for (const Discrepancy& found : report.discrepancies) {
            kinds.push_back(found.kind);
        }
        return kinds;
    }

    void put(const ObjectKey& key, Bytes bytes) {
        world_.run.value(world_.store.put(Bucket::generated, key, std::move(bytes), "image/jpeg"));
    }

    test::World world_;
    Lora lora_ = world_.add_lora(sample_wallet(1));
    Process process_{world_};
    VerifyStorage verify_{world_.database.audit(), world_.store};
};

TEST_F(VerifyStorageTest, FindsNothingWhereAllIsWell) {
    kept();
    process_.ended(process_.submit(lora_, 4));

    const VerifyReport report = verify({.deep = true});

    EXPECT_THAT(kinds(report), IsEmpty());
    EXPECT_TRUE(report.is_clean());
    EXPECT_EQ(report.images, 5);
    EXPECT_EQ(report.loras, 1);
    EXPECT_EQ(report.batches, 2);
    EXPECT_EQ(report.objects, 16);  // three of each image, and the LoRA's file
    EXPECT_EQ(report.accounting.submitted, 5);
    EXPECT_EQ(report.accounting.kept, 5);
}

TEST_F(VerifyStorageTest, TakesObjectsOfAnOpenJobForNoOrphans) {
    world_.store.putting.close();
    process_.submit(lora_);
    world_.run.until([&] { return world_.store.putting.waiting() == 1; });
    world_.store.puts.after(1, Error::unavailable("The disk is full."));
    world_.store.putting.open();
    world_.run.until([&] { return world_.store.puts.calls() >= 2; });
    world_.store.putting.close();

    EXPECT_THAT(kinds(verify()), IsEmpty());
}

TEST_F(VerifyStorageTest, FindsMissingObjects) {
    const GeneratedImage image = kept();
    world_.run.value(world_.store.remove(Bucket::generated, image.path));
    world_.run.value(world_.store.remove(Bucket::generated, thumbnail_key(image.path, 384)));
    world_.run.value(world_.store.remove(Bucket::loras, lora_.file.path));

    const VerifyReport report = verify({.deep = true});

    EXPECT_THAT(kinds(report), ElementsAre("missing object", "missing object", "missing object"));
    EXPECT_FALSE(report.is_clean());
}

TEST_F(VerifyStorageTest, FindsAnObjectOfAnotherSize) {
    put(kept().path, "short");

    EXPECT_THAT(kinds(verify()), ElementsAre("wrong size"));
}

TEST_F(VerifyStorageTest, FindsOtherBytesOfTheSameSizeOnlyWhenItLooksInside) {
    const GeneratedImage image = kept();
    put(image.path, std::string(static_cast<std::size_t>(image.byte_count), 'x'));

    EXPECT_THAT(kinds(verify()), IsEmpty());
    EXPECT_THAT(kinds(verify({.deep = true})), ElementsAre("wrong content"));
}

TEST_F(VerifyStorageTest, FindsOrphansAndRemovesThemWhenAsked) {
    kept();
    const ObjectKey orphan =
        ObjectKey::trusted("2026/11/0123456789abcdef0123456789abcdef/full.jpg");
    put(orphan, "of no row");

    const VerifyReport before = verify();
    const VerifyReport repaired = verify({.repair = true});
    const VerifyReport after = verify();

    EXPECT_THAT(kinds(before), ElementsAre("orphan object"));
    EXPECT_FALSE(before.is_clean());
    EXPECT_THAT(kinds(repaired), ElementsAre("orphan object"));
    EXPECT_TRUE(repaired.is_clean());
    EXPECT_THAT(kinds(after), IsEmpty());
    EXPECT_EQ(world_.store.find(Bucket::generated, orphan), nullptr);
    EXPECT_THAT(world_.store.keys(Bucket::generated), SizeIs(3));
}

TEST_F(VerifyStorageTest, TellsOfAStoreThatDoesNotAnswerInsteadOfBlamingItsObjects) {
    kept();
    world_.store.gets.next(Error::unavailable("The store does not answer."));

    EXPECT_EQ(test::code_of(world_.run(verify_.run({}))), ErrorCode::unavailable);
}

}  // namespace
}  // namespace likeness
