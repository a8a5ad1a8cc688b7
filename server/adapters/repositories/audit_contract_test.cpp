#include "testing/repository_contract.hpp"

#include <gmock/gmock.h>

#include <set>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class AuditRepositoryContract : public RepositoryContract {
protected:
    NewBatch batch(int jobs) { return samples_.batch(lora_, sample_wallet(1), jobs); }

    /// Walks in pages of three and returns the ids seen.
    template <class Row>
    std::multiset<std::string> walk(Task<std::vector<Row>> (AuditRepository::*page
    )(std::string, int)) {
        std::multiset<std::string> ids;
        std::string after;
        while (true) {
            const std::vector<Row> rows = run_.value((audit().*page)(after, 3));
            for (const Row& row : rows) {
                EXPECT_GT(row.id.text(), after);
                after = row.id.text();
                ids.insert(after);
            }
            if (rows.size() < 3) {
                return ids;
            }
        }
    }

    Lora lora_ = added_lora(sample_wallet(9));
};

TEST_P(AuditRepositoryContract, WalksThroughEveryImageOnce) {
    std::multiset<std::string> expected;
    for (const GeneratedImage& image : kept(batch(7), std::vector<Timestamp>(7, kNoon))) {
        expected.insert(image.id.text());
    }

    EXPECT_EQ(walk(&AuditRepository::images), expected);
}

TEST_P(AuditRepositoryContract, TellsWhereAnImageLiesAndWhatItHolds) {
    const GeneratedImage image = kept(batch(1), {kNoon})[0];

    const std::vector<AuditImage> images = run_.value(audit().images("", 10));

    ASSERT_THAT(images, SizeIs(1));
    EXPECT_EQ(images[0].path, image.path);
    EXPECT_EQ(images[0].byte_count, image.byte_count);
    EXPECT_EQ(images[0].sha256, image.sha256);
}

TEST_P(AuditRepositoryContract, WalksThroughEveryLoraRemovedOnesToo) {
    std::multiset<std::string> expected{lora_.id.text()};
    for (int i = 0; i < 5; ++i) {
        expected.insert(added_lora(sample_wallet(1)).id.text());
    }
    ASSERT_TRUE(run_(loras().remove(lora_.id, clock_.now())));

    EXPECT_EQ(walk(&AuditRepository::loras), expected);
}

TEST_P(AuditRepositoryContract, CountsTheImagesOfALoraBesideTheNumberNoted) {
    kept(batch(2), {kNoon, kNoon});

    const std::vector<AuditLora> loras = run_.value(audit().loras("", 10));

    ASSERT_THAT(loras, SizeIs(1));
    EXPECT_EQ(loras[0].weights, lora_.file.path);
    EXPECT_EQ(loras[0].byte_count, lora_.file.byte_count);
    EXPECT_EQ(loras[0].image_count, 2);
    EXPECT_EQ(loras[0].counted_images, 2);
}

TEST_P(AuditRepositoryContract, WalksThroughEveryBatchOnce) {
    std::multiset<std::string> expected;
    for (int i = 0; i < 7; ++i) {
        expected.insert(accepted(batch(1)).text());
    }

    EXPECT_EQ(walk(&AuditRepository::batches), expected);
}

TEST_P(AuditRepositoryContract, TellsHowABatchAndItsJobsStand) {
    accepted(batch(2));
    const LeasedJob job = begun();
    ASSERT_TRUE(run_(queue().complete(job.id, Samples::image(job, kNoon))));

    const std::vector<AuditBatch> batches = run_.value(audit().batches("", 10));

    ASSERT_THAT(batches, SizeIs(1));
    EXPECT_EQ(batches[0].state, BatchState::running);
    EXPECT_EQ(batches[0].quota, QuotaState::reserved);
    EXPECT_EQ(batches[0].image_count, 1);
    EXPECT_EQ(
        std::multiset<JobState>(batches[0].jobs.begin(), batches[0].jobs.end()),
        (std::multiset<JobState>{JobState::completed, JobState::queued})
    );
}

TEST_P(AuditRepositoryContract, KnowsImagesThatAreKeptAndThoseThatMayBeOnTheirWay) {
    const NewBatch asked = batch(2);
    accepted(asked);
    const LeasedJob first = begun();
    ASSERT_TRUE(run_(queue().complete(first.id, Samples::image(first, kNoon))));
    EXPECT_TRUE(run_.value(audit().is_known_image(asked.images[0].text())));
    EXPECT_TRUE(run_.value(audit().is_known_image(asked.images[1].text())));

    ASSERT_TRUE(run_(queue().cancel(asked.batch.id, kNoon)));

    EXPECT_TRUE(run_.value(audit().is_known_image(first.image.text())));
    const ImageId other = asked.images[first.index == 0 ? 1 : 0];
    EXPECT_FALSE(run_.value(audit().is_known_image(other.text())));
    EXPECT_FALSE(run_.value(audit().is_known_image("")));
}

TEST_P(AuditRepositoryContract, KnowsTheLorasThatItsFilesBelongTo) {
    EXPECT_TRUE(run_.value(audit().is_known_lora(added_lora(sample_wallet(1)).id.text())));
    EXPECT_FALSE(run_.value(audit().is_known_lora(random_.bytes(16))));
    EXPECT_FALSE(run_.value(audit().is_known_lora("")));
}

TEST_P(AuditRepositoryContract, AccountsForEveryImageThatWasAskedFor) {
    accepted(batch(6));
    const LeasedJob completed = begun();
    ASSERT_TRUE(run_(queue().complete(completed.id, Samples::image(completed, kNoon))));
    for (const JobState state : {JobState::failed, JobState::blocked}) {
        ASSERT_TRUE(
            run_(queue().fail(begun().id, state, {ErrorCode::upstream_failed, "It broke."}, kNoon))
        );
    }
    const BatchId cancelled = accepted(batch(2));
    ASSERT_TRUE(run_(queue().cancel(cancelled, kNoon)));
    leased();
    begun();

    const Accounting accounting = run_.value(audit().accounting());

    EXPECT_EQ(accounting.submitted, 8);
    EXPECT_EQ(accounting.kept, 1);
    EXPECT_EQ(accounting.refunded, 2);
    EXPECT_EQ(accounting.cancelled, 2);
    EXPECT_EQ(accounting.running, 3);
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    AuditRepositoryContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
