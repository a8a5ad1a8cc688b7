#include "app/copy_database.hpp"

#include "testing/fake_clock.hpp"
#include "testing/kept_images.hpp"
#include "testing/moved_samples.hpp"
#include "testing/postgres_test_database.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::app {
namespace {

using test::sample_wallet;
using ::testing::HasSubstr;
using ::testing::Not;

class CopyDatabaseTest : public ::testing::Test {
protected:
    CopyDatabaseTest() {
        lora_ = run_.value(sqlite_.loras().add(samples_.lora(sample_wallet(1))));
        Person ada{0, sample_wallet(1), "Ada", "Lovelace \"née\" Byron", clock_.now()};
        run_.value(sqlite_.people().add(ada, 10));
        const Lora second = run_.value(sqlite_.loras().add(samples_.lora(sample_wallet(1))));
        NewBatch batch = samples_.batch(*lora_, sample_wallet(1), 4);
        batch.batch.further_loras = {{second.id, 0.25}};
        batch.batch.jobs[1].lora_scale = 0.4;
        batch_ = batch.batch.id.text();
        const std::vector<Timestamp> times(4, clock_.now());
        images_ = test::keep_images(run_, sqlite_, clock_.now(), batch, times);
        moved_ = test::moved_image(samples_, random_, sample_wallet(1), clock_.now());
        run_.value(sqlite_.moved_images().add(*moved_));
        EXPECT_TRUE(run_(sqlite_.shares().add(share_, {images_[0].id, images_[1].id}, 10)));
        EXPECT_TRUE(run_(
            sqlite_.ledger().accept(samples_.batch(*lora_, sample_wallet(2), 3))  // stays open
        ));
    }

    CopyEnd sqlite() { return {sqlite_.database(), Catalogue::sqlite}; }

    CopyEnd postgres() { return {postgres_.database(), Catalogue::postgres}; }

    /// What a visitor would see of it.
    static void expect_the_same(const GeneratedImage& there, const GeneratedImage& here) {
        EXPECT_EQ(there.id, here.id);
        EXPECT_EQ(there.prompt, here.prompt);
        EXPECT_EQ(there.seed.value, here.seed.value);
        EXPECT_EQ(there.lora_scale, here.lora_scale);
        EXPECT_EQ(there.sha256, here.sha256);
        EXPECT_EQ(there.crc32, here.crc32);
        EXPECT_EQ(there.created_at, here.created_at);
    }

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    std::set<std::string> texts_;
    test::Samples samples_{clock_, random_};
    test::TestDatabase sqlite_;
    test::PostgresTestDatabase postgres_;
    const Share share_{random_.id<ShareId>(clock_.now()), sample_wallet(1), "token"};
    std::optional<Lora> lora_;
    std::string batch_;
    std::vector<GeneratedImage> images_;
    std::optional<NewMovedImage> moved_;
};

TEST_F(CopyDatabaseTest, BringsEverythingToPostgresAndCountsOn) {
    const auto copied = run_(copy_database(sqlite(), postgres(), texts_, {}));

    ASSERT_TRUE(copied) << copied.error().message << copied.error().detail;
    const Lora lora = run_.value(postgres_.loras().find(LoraRef(lora_->id)));
    EXPECT_EQ(lora.name, lora_->name);
    EXPECT_EQ(lora.default_scale, lora_->default_scale);
    EXPECT_EQ(lora.image_count, 4);
    const GenerationBatch batch = run_.value(postgres_.ledger().find(BatchId::trusted(batch_)));
    ASSERT_EQ(batch.further_loras.size(), 1U);
    EXPECT_EQ(batch.further_loras[0].scale, 0.25);
    EXPECT_EQ(batch.jobs[1].lora_scale, 0.4);
    for (const GeneratedImage& image : images_) {
        expect_the_same(run_.value(postgres_.images().find(image.id)), image);
    }
    const std::optional<Share> share = run_.value(postgres_.shares().find_by_token("token"));
    ASSERT_TRUE(share);
    EXPECT_EQ(run_.value(postgres_.shares().contents(*share)).image_count, 2);
    EXPECT_EQ(run_.value(postgres_.moved_images().origin(moved_->image.id)), moved_->origin);
    EXPECT_EQ(run_.value(postgres_.queue().waiting()), 3);
    EXPECT_EQ(
        run_.value(postgres_.loras().add(samples_.lora(sample_wallet(1)))).number, lora_->number + 3
    );
}

TEST_F(CopyDatabaseTest, BringsEverythingBack) {
    ASSERT_TRUE(run_(copy_database(sqlite(), postgres(), texts_, {})));
    test::TestDatabase other;

    const auto copied =
        run_(copy_database(postgres(), {other.database(), Catalogue::sqlite}, texts_, {}));

    ASSERT_TRUE(copied) << copied.error().message << copied.error().detail;
    for (const GeneratedImage& image : images_) {
        expect_the_same(run_.value(other.images().find(image.id)), image);
    }
    EXPECT_EQ(run_.value(other.moved_images().origin(moved_->image.id)), moved_->origin);
    EXPECT_EQ(
        run_.value(other.loras().find(LoraRef(lora_->id))).default_scale, lora_->default_scale
    );
    EXPECT_EQ(run_.value(other.people().of_wallet(sample_wallet(1))).size(), 1U);
}

TEST_F(CopyDatabaseTest, LeavesADatabaseAloneThatHoldsSomething) {
    ASSERT_TRUE(run_(postgres_.loras().add(samples_.lora(sample_wallet(3)))));

    const auto copied = run_(copy_database(sqlite(), postgres(), texts_, {}));

    ASSERT_FALSE(copied);
    EXPECT_EQ(copied.error().code, ErrorCode::conflict);
    EXPECT_THAT(copied.error().message, HasSubstr("not empty"));
    EXPECT_FALSE(run_(postgres_.images().find(images_.front().id)));
}

TEST_F(CopyDatabaseTest, GoesOnWhereACopyWasCutShort) {
    CopyOptions cut_short;
    cut_short.on_progress = [](const TableCopied& copied) {
        if (copied.table == "generation_batches") {
            throw std::runtime_error("cut short");
        }
    };
    EXPECT_THROW(run_(copy_database(sqlite(), postgres(), texts_, cut_short)), std::runtime_error);
    EXPECT_FALSE(run_(copy_database(sqlite(), postgres(), texts_, {})));
    CopyOptions resume;
    resume.resume = true;

    const auto copied = run_(copy_database(sqlite(), postgres(), texts_, resume));

    ASSERT_TRUE(copied) << copied.error().message;
    EXPECT_EQ(run_.value(postgres_.images().find(images_.back().id)).id, images_.back().id);
}

TEST_F(CopyDatabaseTest, SaysWhenSomethingElseWritesMeanwhile) {
    bool has_written = false;
    CopyOptions disturbed;
    disturbed.on_progress = [&](const TableCopied& copied) {
        if (copied.table == "lora_trainings" && !has_written) {
            has_written = true;
            test::PostgresCluster::shared().execute(
                postgres_.name()->text(), "DELETE FROM lora_trainings"
            );
        }
    };

    const auto copied = run_(copy_database(sqlite(), postgres(), texts_, disturbed));

    ASSERT_FALSE(copied);
    EXPECT_THAT(copied.error().message, HasSubstr("lora_trainings"));
}

}  // namespace
}  // namespace likeness::app
