#include "core/expected_times.hpp"

#include "testing/fake_clock.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_database.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;

constexpr ImageSize kLarge{1024, 1024};
constexpr ImageSize kSmall{512, 512};

PastRun run_of(std::chrono::milliseconds duration, ImageSize size = kLarge, int steps = 28) {
    return {"fal", size, steps, duration};
}

class ExpectedTimesTest : public ::testing::Test {
protected:
    std::optional<double> seconds(ImageSize size = kLarge, int steps = 28) const {
        const auto expected = times_.of_image("fal", size, steps);
        return expected ? std::optional(expected->count()) : std::nullopt;
    }

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::Samples samples_{clock_, random_};
    test::TestDatabase database_;
    ExpectedTimes times_{database_.usage()};
};

TEST_F(ExpectedTimesTest, KnowNothingBeforeThreeRuns) {
    times_.learn({run_of(4s), run_of(5s)});
    EXPECT_FALSE(seconds());

    times_.learn({run_of(4s), run_of(5s), run_of(60s)});
    EXPECT_EQ(seconds(), 5);
    EXPECT_FALSE(times_.of_image("sdcpp", kLarge, 28));
}

TEST_F(ExpectedTimesTest, LearnFromRunsOfTheSameSizeAndSteps) {
    times_.learn(
        {run_of(8s),
         run_of(8s),
         run_of(8s),
         run_of(3s, kSmall),
         run_of(3s, kSmall),
         run_of(3s, kSmall)}
    );

    EXPECT_EQ(seconds(kLarge), 8);
    EXPECT_EQ(seconds(kSmall), 3);
}

TEST_F(ExpectedTimesTest, GoByTheWorkWhereNoRunIsAlike) {
    times_.learn({run_of(8s), run_of(8s), run_of(8s)});

    EXPECT_DOUBLE_EQ(*seconds(kLarge, 14), 4);
    EXPECT_DOUBLE_EQ(*seconds(kSmall, 28), 2);
}

TEST_F(ExpectedTimesTest, ForgetWhatIsLongAgo) {
    std::vector<PastRun> runs(25, run_of(2s));
    runs.resize(200, run_of(90s));
    times_.learn(std::move(runs));

    EXPECT_EQ(seconds(), 2);
}

TEST_F(ExpectedTimesTest, CountThoseAheadAndHowManyAreMadeAtOnce) {
    times_.learn({run_of(10s), run_of(10s), run_of(10s)});
    GenerationBatch batch =
        samples_.batch(samples_.lora(test::sample_wallet(1)), test::sample_wallet(1), 4).batch;
    batch.engine = "fal";
    const Timestamp now = clock_.now();

    EXPECT_EQ(times_.of_batch(batch, 0, 4, now)->count(), 10);
    EXPECT_EQ(times_.of_batch(batch, 2, 4, now)->count(), 20);
    EXPECT_EQ(times_.of_batch(batch, 2, 1, now)->count(), 60);
    batch.state = BatchState::running;
    batch.started_at = now - 7s;
    EXPECT_EQ(times_.of_batch(batch, 0, 4, now)->count(), 3);
    batch.started_at = now - 70s;
    EXPECT_EQ(times_.of_batch(batch, 0, 4, now)->count(), 1);
    batch.state = BatchState::completed;
    EXPECT_FALSE(times_.of_batch(batch, 0, 4, now));
}

TEST_F(ExpectedTimesTest, KnowThePriceOfImagesOfThisSize) {
    const auto paid = [](std::int64_t price, ImageSize size) {
        return PastRun{"fal", size, 28, 1s, price};
    };
    EXPECT_FALSE(times_.price_of_image("fal", kLarge));

    times_.learn(
        {paid(35'000, kLarge),
         paid(35'000, kLarge),
         paid(36'000, kLarge),
         paid(10'000, kSmall),
         run_of(1s)}
    );

    EXPECT_EQ(times_.price_of_image("fal", kLarge), 35'000);
    EXPECT_EQ(times_.price_of_image("fal", kSmall), 35'000);
    EXPECT_FALSE(times_.price_of_image("paperflux", kLarge));
}

}  // namespace
}  // namespace likeness
