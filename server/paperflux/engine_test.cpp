#include "paperflux/engine.hpp"

#include "paperflux/testing_engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace likeness::paperflux {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST_F(EngineTest, DrawsAPictureOfTheAskedSize) {
    Request request = quick("a red house in the snow");
    request.width = 300;
    request.height = 257;

    const Picture picture = draw(request);

    EXPECT_EQ(picture.width, 300);
    EXPECT_EQ(picture.height, 257);
    EXPECT_EQ(picture.rgb.size(), 3U * 300 * 257);
}

TEST_F(EngineTest, DrawsTheSameBytesForTheSameRequest) {
    const Request request = quick_with("neon-arcade", 1.2F);

    EXPECT_EQ(draw(request), draw(request));
}

TEST_F(EngineTest, DrawsOtherPicturesForOtherSeedsPromptsAndAdapters) {
    const Picture picture = draw(quick("a boat on the sea", 1));

    EXPECT_NE(draw(quick("a boat on the sea", 2)), picture);
    EXPECT_NE(draw(quick("a cat in the forest", 1)), picture);
    EXPECT_NE(draw(quick_with("neon-arcade", 1)), picture);
    EXPECT_NE(draw(quick_with("neon-arcade", 1)), draw(quick_with("neon-arcade", 2)));
}

TEST_F(EngineTest, DrawsAsIfAnAdapterOfScaleZeroWereNotThere) {
    EXPECT_EQ(draw(quick_with("neon-arcade", 0)), draw(quick("a boat on the sea")));
}

TEST_F(EngineTest, DrawsTheSameBytesWhateverWasDrawnBefore) {
    const Request request = quick("two sailboats on the sea at sunset");
    const Picture before = draw(request);

    draw(quick_with("midnight-linocut", 2));
    draw(quick_with("mira", 1));

    EXPECT_EQ(draw(request), before);
    EXPECT_EQ(Engine(shipped_model(), 0).draw(request)->value(), before);
}

TEST_F(EngineTest, DrawsTheSameBytesOnManyThreadsAtOnce) {
    std::vector<Request> requests;
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
        requests.push_back(quick("three pumpkins under a full moon", seed));
        requests.push_back(quick_with("neon-arcade", 0.5F + static_cast<float>(seed)));
    }
    std::vector<Picture> expected(requests.size());
    Engine fresh(shipped_model(), kTestCacheLimit);
    std::transform(requests.begin(), requests.end(), expected.begin(), [&](const Request& request) {
        return fresh.draw(request)->value();
    });

    // Every thread draws all requests, each starting with another one.
    std::vector<std::vector<Picture>> drawn(4, std::vector<Picture>(requests.size()));
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < drawn.size(); ++t) {
        threads.emplace_back([&, t] {
            for (std::size_t i = 0; i < requests.size(); ++i) {
                const std::size_t which = (i + t) % requests.size();
                drawn[t][which] = engine.draw(requests[which])->value();
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }

    for (const std::vector<Picture>& pictures : drawn) {
        EXPECT_EQ(pictures, expected);
    }
    EXPECT_EQ(engine.merge_cache().merges(), 3U);
}

// ---- progress

TEST_F(EngineTest, ReportsEveryStep) {
    Request request = quick("a cat");
    request.steps = 3;
    std::vector<std::pair<int, int>> reports;

    const auto picture = engine.draw(request, [&](int step, int steps) {
        reports.emplace_back(step, steps);
        return true;
    });

    ASSERT_TRUE(picture);
    EXPECT_TRUE(*picture);
    EXPECT_THAT(reports, ElementsAre(Pair(1, 3), Pair(2, 3), Pair(3, 3)));
}

TEST_F(EngineTest, StopsWithoutAPictureWhenToldTo) {
    Request request = quick("a cat");
    request.steps = 100;
    int reports = 0;

    const auto picture = engine.draw(request, [&](int step, int /*steps*/) {
        ++reports;
        return step < 2;
    });

    ASSERT_TRUE(picture);
    EXPECT_FALSE(*picture);
    EXPECT_EQ(reports, 2);
}

class EngineReferenceTest : public ::testing::TestWithParam<ReferenceCase> {};

INSTANTIATE_TEST_SUITE_P(AllCases, EngineReferenceTest, ::testing::ValuesIn(reference_cases()));

TEST_P(EngineReferenceTest, DrawsThePictureOfTheReference) {
    const ReferenceCase& reference = GetParam();
    Request request;
    request.prompt = reference.prompt;
    request.seed = reference.seed;
    request.steps = reference.steps;
    request.guidance = reference.guidance;
    request.width = reference.width;
    request.height = reference.height;
    request.adapters = reference.adapters();
    Engine engine(shipped_model(), kTestCacheLimit);

    const auto picture = engine.draw(request);

    ASSERT_TRUE(picture) << picture.error().message;
    EXPECT_LT(mean_difference(every_fifth(picture->value()), reference.sampled_picture()), 2.0);
}

}  // namespace
}  // namespace likeness::paperflux
