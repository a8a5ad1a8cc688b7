#include "core/engines.hpp"

#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/fake_engine.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness {
namespace {

using ::testing::HasSubstr;

EngineProfile profile(std::string id, std::vector<std::string> base_models) {
    EngineProfile profile = test::fake_engine_profile();
    profile.id = std::move(id);
    profile.base_models = std::move(base_models);
    return profile;
}

class EnginesTest : public ::testing::Test {
protected:
    Lora lora(std::string base_model) {
        Lora lora = samples_.lora(test::sample_wallet(1));
        lora.file.base_model = std::move(base_model);
        return lora;
    }

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::Samples samples_{clock_, random_};
    test::FakeEngine small_{run_.executor(), profile("paperflux", {"paperflux-1"})};
    test::FakeEngine first_{run_.executor(), profile("fal", {"flux.1"})};
    test::FakeEngine second_{run_.executor(), profile("sdcpp", {"flux.1", "sdxl"})};
    Engines engines_{{small_, first_, second_}};
};

TEST_F(EnginesTest, ChoosesTheFirstThatTakesTheBaseModel) {
    EXPECT_EQ(engines_.choose(lora("flux.1"), {})->get().profile().id, "fal");
    EXPECT_EQ(engines_.choose(lora("sdxl"), {})->get().profile().id, "sdcpp");
}

TEST_F(EnginesTest, LetsAnotherStepInForOneThatIsOutOfOrderOnlyWhenToldSo) {
    const Engines with_fallback({small_, first_, second_}, Engines::Fallback::on);
    first_.set_health({false, "no credit"});

    EXPECT_EQ(engines_.choose(lora("flux.1"), {})->get().profile().id, "fal");
    EXPECT_EQ(with_fallback.choose(lora("flux.1"), {})->get().profile().id, "sdcpp");
    EXPECT_EQ(with_fallback.choose(lora("flux.1"), "fal")->get().profile().id, "fal");
    second_.set_health({false, "switched off"});
    EXPECT_EQ(with_fallback.choose(lora("flux.1"), {})->get().profile().id, "fal");
}

TEST_F(EnginesTest, ChoosesTheOneThatIsAskedFor) {
    EXPECT_EQ(engines_.choose(lora("flux.1"), "sdcpp")->get().profile().id, "sdcpp");
}

TEST_F(EnginesTest, RefusesAnUnknownNameNamingTheField) {
    const auto chosen = engines_.choose(lora("flux.1"), "dall-e");

    ASSERT_FALSE(chosen);
    EXPECT_EQ(test::code_of(chosen), ErrorCode::invalid_argument);
    EXPECT_EQ(chosen.error().fields[0].path, "engine");
}

TEST_F(EnginesTest, RefusesTheOneThatCannotUseTheLora) {
    const auto chosen = engines_.choose(lora("sdxl"), "fal");

    ASSERT_FALSE(chosen);
    EXPECT_EQ(test::code_of(chosen), ErrorCode::conflict);
    EXPECT_THAT(chosen.error().message, HasSubstr("sdxl"));
}

TEST_F(EnginesTest, SaysThatNoneCanUseTheLora) {
    const auto chosen = engines_.choose(lora("sd3"), {});

    ASSERT_FALSE(chosen);
    EXPECT_EQ(test::code_of(chosen), ErrorCode::conflict);
    EXPECT_THAT(chosen.error().message, HasSubstr("sd3"));
    EXPECT_FALSE(engines_.can_use("sd3"));
    EXPECT_TRUE(engines_.can_use("sdxl"));
}

TEST_F(EnginesTest, FindsAnEngineByItsName) {
    EXPECT_EQ(engines_.find("sdcpp"), &second_);
    EXPECT_EQ(engines_.find("nobody"), nullptr);
}

}  // namespace
}  // namespace likeness
