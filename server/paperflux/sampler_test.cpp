#include "paperflux/sampler.hpp"

#include "paperflux/testing_reference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace likeness::paperflux {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;

TEST(ScheduleTest, GoesFromNoiseToNothing) {
    const std::vector<float> times = schedule(28, 2.0);

    ASSERT_EQ(times.size(), 29U);
    EXPECT_EQ(times.front(), 1.0F);
    EXPECT_EQ(times.back(), 0.0F);
    EXPECT_TRUE(std::is_sorted(times.rbegin(), times.rend()));
}

TEST(ScheduleTest, IsEvenWithoutShift) {
    EXPECT_THAT(
        schedule(4, 1.0),
        ElementsAre(1.0F, FloatNear(0.75F, 1e-6F), 0.5F, FloatNear(0.25F, 1e-6F), 0.0F)
    );
}

TEST(ScheduleTest, SpendsMoreStepsNearTheNoiseWithShift) {
    EXPECT_THAT(schedule(2, 2.0), ElementsAre(1.0F, FloatNear(2.0F / 3.0F, 1e-6F), 0.0F));
}

TEST(ScheduleTest, TakesOneStepAllTheWay) {
    EXPECT_THAT(schedule(1, 2.0), ElementsAre(1.0F, 0.0F));
}

TEST(GuidanceWeightTest, IsDampedAndOneForGuidanceOne) {
    EXPECT_EQ(guidance_weight(1.0, 0.4), 1.0F);
    EXPECT_NEAR(static_cast<double>(guidance_weight(3.5, 0.4)), 2.0, 1e-6);
}

// ---- against the reference

struct Trace {
    Latent first_velocity{};
    Latent first_x{};
    Latent last_velocity{};
    std::optional<Latent> scene;
};

Trace run(const ReferenceCase& reference) {
    const auto model = shipped_model();
    const Network network = merge(*model->network(), reference.adapters());
    const Sampling sampling{
        .seed = reference.seed,
        .steps = reference.steps,
        .guidance = reference.guidance,
        .aspect = static_cast<double>(reference.width) / reference.height};
    Trace trace;
    trace.scene = sample(
        *model,
        network,
        reference.prompt,
        sampling,
        [&](int step, const Latent& velocity, const Latent& x) {
            if (step == 1) {
                trace.first_velocity = velocity;
                trace.first_x = x;
            }
            trace.last_velocity = velocity;
            return true;
        }
    );
    return trace;
}

class SamplerReferenceTest : public ::testing::TestWithParam<ReferenceCase> {
protected:
    /// Sampling is what takes time here, so the tests of a case share it.
    static const Trace& trace() {
        static std::map<std::size_t, Trace> traces;
        const auto [found, added] = traces.try_emplace(GetParam().number);
        if (added) {
            found->second = run(GetParam());
        }
        return found->second;
    }

    static double difference(const std::string& tensor, const Latent& x) {
        return largest_difference(GetParam().tensor(tensor), x.data(), x.size());
    }
};

INSTANTIATE_TEST_SUITE_P(AllCases, SamplerReferenceTest, ::testing::ValuesIn(reference_cases()));

TEST_P(SamplerReferenceTest, FindsTheFirstVelocity) {
    EXPECT_LT(difference("velocity_0", trace().first_velocity), 1e-3);
}

TEST_P(SamplerReferenceTest, TakesTheFirstStep) {
    EXPECT_LT(difference("x_1", trace().first_x), 1e-3);
}

TEST_P(SamplerReferenceTest, FindsTheLastVelocity) {
    EXPECT_LT(difference("velocity_last", trace().last_velocity), 1e-3);
}

TEST_P(SamplerReferenceTest, ArrivesAtTheScene) {
    ASSERT_TRUE(trace().scene);
    EXPECT_LT(difference("final", *trace().scene), 5e-3);
}

// ---- the observer

TEST(SamplerTest, TellsEveryStepOnce) {
    std::vector<int> steps;

    sample(
        *shipped_model(),
        *shipped_model()->network(),
        "a cat",
        {.steps = 4},
        [&](int step, const auto&, const auto&) {
            steps.push_back(step);
            return true;
        }
    );

    EXPECT_THAT(steps, ElementsAre(1, 2, 3, 4));
}

TEST(SamplerTest, StopsWhereTheObserverSaysSo) {
    int calls = 0;

    const auto scene = sample(
        *shipped_model(),
        *shipped_model()->network(),
        "a cat",
        {.steps = 50},
        [&](int step, const auto&, const auto&) {
            ++calls;
            return step < 3;
        }
    );

    EXPECT_FALSE(scene);
    EXPECT_EQ(calls, 3);
}

}  // namespace
}  // namespace likeness::paperflux
