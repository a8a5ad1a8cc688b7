#include "paperflux/engine.hpp"
#include "paperflux/testing_engine.hpp"
#include "safetensors/testing_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

namespace likeness::paperflux {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using EngineLimitsTest = EngineTest;

TEST_F(EngineLimitsTest, TakesTheEndsOfAllRanges) {
    Request request = quick("a cat");
    request.steps = 1;
    request.guidance = 20;
    request.width = 2048;
    draw(request);
    request.steps = 100;
    request.guidance = 1;
    request.width = 256;
    request.height = 2048;
    request.seed = std::numeric_limits<std::uint64_t>::max();
    draw(request);
}

TEST_F(EngineLimitsTest, NamesEveryFieldThatIsOutOfRange) {
    Request request = quick("a cat");
    request.steps = 0;
    request.guidance = 20.1;
    request.width = 255;
    request.height = 2049;

    EXPECT_THAT(refused_fields(request), ElementsAre("steps", "guidance", "width", "height"));
}

TEST_F(EngineLimitsTest, RefusesNumbersThatAreNone) {
    const float nan = std::nanf("");
    const float infinity = std::numeric_limits<float>::infinity();
    for (const float bad : {nan, infinity, -infinity, 1e30F, -11.0F}) {
        Request request = quick_with("mira", bad);
        request.guidance = static_cast<double>(bad);

        EXPECT_THAT(refused_fields(request), ElementsAre("guidance", "adapters[0].scale")) << bad;
    }
}

TEST_F(EngineLimitsTest, RefusesStepsOutOfRange) {
    for (const int steps :
         {std::numeric_limits<int>::min(), -1, 0, 101, std::numeric_limits<int>::max()}) {
        Request request = quick("a cat");
        request.steps = steps;

        EXPECT_THAT(refused_fields(request), ElementsAre("steps")) << steps;
    }
}

TEST_F(EngineLimitsTest, RefusesAdaptersThatAreNotThereOrTooMany) {
    Request request = quick("a cat");
    request.adapters = {{nullptr, 1.0F}};
    EXPECT_THAT(refused_fields(request), ElementsAre("adapters[0]"));

    request.adapters.assign(9, {shipped_adapter("mira"), 1.0F});
    EXPECT_THAT(refused_fields(request), ElementsAre("adapters"));
}

TEST_F(EngineLimitsTest, DrawsWithAllAdaptersAtOnce) {
    Request request = quick("a cat");
    for (const char* name :
         {"mira",
          "riso-duo",
          "cyanotype",
          "sugar-fog",
          "tall-tales",
          "harvest-moon",
          "carnival-gold",
          "baron-the-cat"}) {
        request.adapters.push_back({shipped_adapter(name), 0.3F});
    }

    draw(request);
}

TEST_F(EngineLimitsTest, SaysThatAnAdapterDrivesTheNetworkOutOfItsRange) {
    const auto huge = [](std::size_t count) {
        const std::vector<float> numbers(count, 1e30F);
        Bytes bytes(count * sizeof(float), '\0');
        std::memcpy(bytes.data(), numbers.data(), bytes.size());
        return bytes;
    };
    const Bytes file = safetensors::write_safetensors(
        {{"transformer.proj_out.lora_A.weight", safetensors::DType::f32, {1, 160}, huge(160)},
         {"transformer.proj_out.lora_B.weight", safetensors::DType::f32, {40, 1}, huge(40)}},
        {{"base_model", "paperflux-1"}}
    );
    Request request = quick("a cat");
    request.adapters = {{Adapter::load(file, "huge").value(), 1.0F}};

    const auto picture = engine.draw(request);

    ASSERT_FALSE(picture);
    EXPECT_EQ(picture.error().code, ErrorCode::unprocessable);
    EXPECT_THAT(picture.error().message, HasSubstr("smaller scale"));
}

}  // namespace
}  // namespace likeness::paperflux
