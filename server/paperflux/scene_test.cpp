#include "paperflux/scene.hpp"

#include "paperflux/testing_reference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace likeness::paperflux {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Config& config() {
    return shipped_model()->config();
}

std::size_t type_named(const std::string& name) {
    for (std::size_t type = 0; type < config().types.size(); ++type) {
        if (config().types[type] == name) {
            return type;
        }
    }
    ADD_FAILURE() << "no type " << name;
    return 0;
}

/// All tokens of type none, all numbers 0.
Latent empty_scene() {
    Latent tokens{};
    for (std::size_t slot = 0; slot < kTokens; ++slot) {
        for (std::size_t bit = 0; bit < 16; ++bit) {
            tokens[slot * kTokenWidth + bit] = (config().type_codes[0] >> bit & 1) != 0 ? 1 : -1;
        }
    }
    return tokens;
}

void set_type(Latent& tokens, std::size_t slot, const std::string& name) {
    const unsigned code = config().type_codes[type_named(name)];
    for (std::size_t bit = 0; bit < 16; ++bit) {
        tokens[slot * kTokenWidth + bit] = (code >> bit & 1U) != 0 ? 1 : -1;
    }
}

float& number(Latent& tokens, std::size_t slot, std::size_t index) {
    return tokens[slot * kTokenWidth + 16 + index];
}

Element only_element(const Latent& tokens) {
    const auto scene = decode_scene(config(), tokens);
    EXPECT_TRUE(scene);
    EXPECT_EQ(scene->elements.size(), 1U);
    return scene->elements.at(0);
}

class SceneReferenceTest : public ::testing::TestWithParam<ReferenceCase> {};

INSTANTIATE_TEST_SUITE_P(AllCases, SceneReferenceTest, ::testing::ValuesIn(reference_cases()));

TEST_P(SceneReferenceTest, HasTheElementsOfTheReference) {
    const Floats tensor = GetParam().tensor("final");
    Latent tokens{};
    ASSERT_EQ(tensor.size(), tokens.size());
    std::copy(tensor.begin(), tensor.end(), tokens.begin());

    const auto scene = decode_scene(config(), tokens);

    ASSERT_TRUE(scene) << scene.error().message;
    std::vector<ReferenceElement> expected = GetParam().elements;
    ASSERT_EQ(expected.at(0).type, "global");
    expected.erase(expected.begin());
    ASSERT_EQ(scene->elements.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const Element& element = scene->elements[i];
        EXPECT_EQ(element.slot, expected[i].slot);
        EXPECT_EQ(config().types[element.type], expected[i].type);
        EXPECT_NEAR(element.x, expected[i].x, 6e-4);
        EXPECT_NEAR(element.y, expected[i].y, 6e-4);
        EXPECT_NEAR(element.height, expected[i].height, 6e-4);
        EXPECT_NEAR(element.depth, expected[i].depth, 6e-4);
    }
}

TEST(SceneTest, HasNoElementsForNoneAndForAGlobalTokenInAnotherSlot) {
    Latent tokens = empty_scene();
    set_type(tokens, 7, "global");

    const auto scene = decode_scene(config(), tokens);

    ASSERT_TRUE(scene);
    EXPECT_THAT(scene->elements, IsEmpty());
}

TEST(SceneTest, TakesTheFirstOfTypesThatAreEquallyNear) {
    Latent tokens = empty_scene();
    for (std::size_t bit = 0; bit < 16; ++bit) {
        tokens[3 * kTokenWidth + bit] = 0;
    }

    const auto scene = decode_scene(config(), tokens);

    ASSERT_TRUE(scene);
    EXPECT_THAT(scene->elements, IsEmpty());
}

TEST(SceneTest, ReadsPlaceSizeAndTurn) {
    Latent tokens = empty_scene();
    set_type(tokens, 9, "fox");
    number(tokens, 9, 0) = -1;
    number(tokens, 9, 1) = 0.5F;
    number(tokens, 9, 3) = 4;
    number(tokens, 9, 4) = 2;
    number(tokens, 9, 22) = 0.5F;
    number(tokens, 9, 23) = -3;

    const Element fox = only_element(tokens);

    EXPECT_EQ(fox.slot, 9U);
    EXPECT_EQ(fox.type, type_named("fox"));
    EXPECT_DOUBLE_EQ(fox.x, -0.7);
    EXPECT_DOUBLE_EQ(fox.y, 0.35);
    EXPECT_DOUBLE_EQ(fox.height, 0.4);
    EXPECT_DOUBLE_EQ(fox.stretch, std::exp(1.0));
    EXPECT_DOUBLE_EQ(fox.rotation, 1.0);
    EXPECT_DOUBLE_EQ(fox.opacity, 0.75);
    EXPECT_DOUBLE_EQ(fox.depth, -3);
}

TEST(SceneTest, ReadsTheStyleFromTheFirstToken) {
    Latent tokens = empty_scene();
    number(tokens, 0, 2) = 0.5F;  // frame
    number(tokens, 0, 3) = -2;    // glow
    number(tokens, 0, 4) = 0.4F;  // angle
    number(tokens, 0, 6) = 1;     // shadow
    number(tokens, 0, 11) = -1;   // hatching
    number(tokens, 0, 13) = 1;    // lightness of the sky's top

    const auto scene = decode_scene(config(), tokens);

    ASSERT_TRUE(scene);
    EXPECT_DOUBLE_EQ(scene->style.frame, 0.5);
    EXPECT_DOUBLE_EQ(scene->style.glow, 0);
    EXPECT_NEAR(scene->style.hatch_angle, 0.9, 1e-6);
    EXPECT_DOUBLE_EQ(scene->style.shadow, 0.8);
    EXPECT_DOUBLE_EQ(scene->style.hatching, 0);
    EXPECT_DOUBLE_EQ(scene->style.sky_top.lightness, 0.85);
}

TEST(SceneTest, KeepsHugeNumbersInBounds) {
    for (const float huge :
         {std::numeric_limits<float>::max(), -std::numeric_limits<float>::max()}) {
        Latent tokens = empty_scene();
        set_type(tokens, 9, "fox");
        for (std::size_t i = 0; i < 24; ++i) {
            number(tokens, 9, i) = huge;
        }

        const Element fox = only_element(tokens);

        EXPECT_LE(std::abs(fox.x), 1000);
        EXPECT_LE(fox.height, 3);
        EXPECT_LE(fox.stretch, 3);
        EXPECT_LE(std::abs(fox.bends[0]), 1.6);
        EXPECT_LE(fox.opacity, 1);
    }
}

TEST(SceneTest, RefusesNumbersThatAreNotFinite) {
    for (const float bad : {std::numeric_limits<float>::infinity(), std::nanf("")}) {
        Latent tokens = empty_scene();
        number(tokens, 31, 23) = bad;

        const auto scene = decode_scene(config(), tokens);

        ASSERT_FALSE(scene);
        EXPECT_EQ(scene.error().code, ErrorCode::unprocessable);
        EXPECT_THAT(scene.error().message, HasSubstr("smaller scale"));
    }
}

}  // namespace
}  // namespace likeness::paperflux
