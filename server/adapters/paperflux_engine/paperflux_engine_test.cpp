#include "imaging/codec.hpp"
#include "imaging/image_header.hpp"
#include "testing/code_of.hpp"
#include "testing/shared_paperflux.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace likeness::paperflux_engine {
namespace {

using test::code_of;
using test::file_bytes;
using test::kModelFolder;
using test::PaperfluxEngineTest;
using test::shipped_files;
using ::testing::ElementsAre;

using Steps = std::vector<std::pair<int, int>>;

TEST_F(PaperfluxEngineTest, SaysWhatItCanDo) {
    const EngineProfile& profile = engine_.profile();

    EXPECT_EQ(profile.id, "paperflux");
    EXPECT_TRUE(profile.takes("paperflux-1"));
    EXPECT_FALSE(profile.takes("flux.1"));
    EXPECT_TRUE(profile.repeatable);
    EXPECT_TRUE(profile.reports_steps);
    EXPECT_TRUE(engine_.health().available);
}

TEST_F(PaperfluxEngineTest, DrawsInTheSizeAndFormatThatWereAskedFor) {
    const std::vector<std::pair<OutputFormat, imaging::Format>> formats{
        {OutputFormat::jpeg, imaging::Format::jpeg},
        {OutputFormat::png, imaging::Format::png},
        {OutputFormat::webp, imaging::Format::webp}};
    for (const auto& [asked, expected] : formats) {
        EngineRequest request = this->request();
        request.settings.output_format = asked;

        const Bytes bytes = drawn(std::move(request));
        const imaging::ImageHeader header = imaging::read_header(bytes).value();

        EXPECT_EQ(header.format, expected);
        EXPECT_EQ(header.width, 256);
        EXPECT_EQ(header.height, 320);
    }
}

TEST_F(PaperfluxEngineTest, DrawsTheSameImageAgainFromTheSameSeed) {
    const Bytes first = drawn(request(7));
    const Bytes other = drawn(request(8));

    EXPECT_EQ(drawn(request(7)), first);
    EXPECT_NE(other, first);
}

TEST_F(PaperfluxEngineTest, DrawsTheSameImageInAnotherProcess) {
    PaperfluxEngine another(run_.executor(), objects_, random_, shipped_files(), 2);
    const std::string id = run_.value(another.submit(request(7)));

    EXPECT_EQ(run_.value(another.result(id, ignore_steps)).bytes, drawn(request(7)));
}

TEST_F(PaperfluxEngineTest, FollowsTheSettings) {
    const Bytes plain = drawn(request());
    EngineRequest scaled = request();
    scaled.loras[0].scale = 0.5;
    EngineRequest guided = request();
    guided.settings.guidance_scale = 9;
    EngineRequest prompted = request();
    prompted.prompt = "a lighthouse at night";

    EXPECT_NE(drawn(std::move(scaled)), plain);
    EXPECT_NE(drawn(std::move(guided)), plain);
    EXPECT_NE(drawn(std::move(prompted)), plain);
}

TEST_F(PaperfluxEngineTest, TellsOfEveryStep) {
    Steps steps;

    ASSERT_TRUE(draw(request(), [&](int step, int of) { steps.emplace_back(step, of); }));

    EXPECT_THAT(steps, ElementsAre(std::pair{1, 3}, std::pair{2, 3}, std::pair{3, 3}));
}

TEST_F(PaperfluxEngineTest, StopsSoonAfterACancellation) {
    EngineRequest request = this->request();
    request.settings.num_inference_steps = SettingsLimits::kMaxSteps;
    request.settings.size = {512, 512};
    const std::string id = run_.value(engine_.submit(std::move(request)));
    int last = 0;

    const Result<EngineImage> image = run_(engine_.result(id, [&](int step, int) {
        last = step;
        engine_.cancel(id);
    }));

    EXPECT_EQ(code_of(image), ErrorCode::conflict);
    EXPECT_LT(last, SettingsLimits::kMaxSteps / 2);
}

TEST_F(PaperfluxEngineTest, DrawsNothingThatWasCancelledBefore) {
    const std::string id = run_.value(engine_.submit(request()));
    Steps steps;
    engine_.cancel(id);

    const Result<EngineImage> image =
        run_(engine_.result(id, [&](int step, int of) { steps.emplace_back(step, of); }));

    EXPECT_EQ(code_of(image), ErrorCode::conflict);
    EXPECT_TRUE(steps.empty());
}

TEST_F(PaperfluxEngineTest, CancelsOneOfTwo) {
    const std::string first = run_.value(engine_.submit(request(1)));
    const std::string second = run_.value(engine_.submit(request(2)));
    engine_.cancel(first);

    const auto [cancelled, drawn] =
        run_.all(engine_.result(first, ignore_steps), engine_.result(second, ignore_steps));

    EXPECT_EQ(code_of(cancelled), ErrorCode::conflict);
    EXPECT_TRUE(drawn);
}

TEST_F(PaperfluxEngineTest, KnowsNoRequestOfAnotherProcess) {
    engine_.cancel("paperflux-000000000000000000000000");

    EXPECT_EQ(
        code_of(run_(engine_.result("paperflux-000000000000000000000000", ignore_steps))),
        ErrorCode::not_found
    );
}

TEST_F(PaperfluxEngineTest, ForgetsARequestThatHasEnded) {
    const std::string id = run_.value(engine_.submit(request()));
    ASSERT_TRUE(run_(engine_.result(id, ignore_steps)));

    EXPECT_EQ(code_of(run_(engine_.result(id, ignore_steps))), ErrorCode::not_found);
}

TEST_F(PaperfluxEngineTest, DrawsNoMoreAtOnceThanItHasThreads) {
    std::vector<int> order;
    std::vector<Task<EngineImage>> drawings;
    for (int number = 0; number < 3; ++number) {
        const std::string id = run_.value(engine_.submit(request()));
        const auto note = [&order, number](int, int) { order.push_back(number); };
        drawings.push_back(engine_.result(id, note));
    }

    for (const Result<EngineImage>& image : run_.all(std::move(drawings))) {
        EXPECT_TRUE(image);
    }

    EXPECT_THAT(order, ElementsAre(0, 0, 0, 1, 1, 1, 2, 2, 2));
}

TEST_F(PaperfluxEngineTest, RefusesASizeThatItCannotDraw) {
    EngineRequest request = this->request();
    request.settings.size = {128, 4096};

    EXPECT_EQ(code_of(draw(std::move(request))), ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace likeness::paperflux_engine
