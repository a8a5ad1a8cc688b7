#include "paperflux/text_encoder.hpp"

#include "paperflux/testing_reference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::paperflux {
namespace {

using ::testing::HasSubstr;

constexpr double kTolerance = 1e-4;

TextEncoding encode(std::string_view prompt) {
    const auto model = shipped_model();
    return model->text_encoder().encode(tokenize(model->vocabulary(), prompt));
}

class TextEncoderReferenceTest : public ::testing::TestWithParam<ReferenceCase> {};

INSTANTIATE_TEST_SUITE_P(
    AllCases,
    TextEncoderReferenceTest,
    ::testing::ValuesIn(reference_cases())
);

TEST_P(TextEncoderReferenceTest, GivesEveryWordItsState) {
    const Floats expected = GetParam().tensor("txt");

    const TextEncoding encoding = encode(GetParam().prompt);

    EXPECT_LT(
        largest_difference(expected, encoding.states.data(), encoding.states.size()), kTolerance
    );
}

TEST_P(TextEncoderReferenceTest, PoolsTheStates) {
    const Floats expected = GetParam().tensor("pooled");

    const TextEncoding encoding = encode(GetParam().prompt);

    EXPECT_LT(
        largest_difference(expected, encoding.pooled.data(), encoding.pooled.size()), kTolerance
    );
}

TEST(TextEncoderTest, TakesUpTo32Words) {
    std::string prompt;
    for (int i = 0; i < 40; ++i) {
        prompt += "moon ";
    }

    const TextEncoding encoding = encode(prompt);

    EXPECT_EQ(encoding.tokens, 32U);
    EXPECT_EQ(encoding.states.size(), 32U * 128U);
}

TEST(TextEncoderTest, TellsTheOrderOfWords) {
    const TextEncoding one = encode("red cat");
    const TextEncoding other = encode("cat red");

    EXPECT_GT(largest_difference(one.pooled, other.pooled.data(), other.pooled.size()), 1e-3);
}

TEST(TextEncoderTest, RefusesAVocabularyOfAnotherSize) {
    const auto file = TensorFile::open(shipped_model_files().weights);
    ASSERT_TRUE(file);

    const auto encoder = TextEncoder::load(*file, 634);

    ASSERT_FALSE(encoder);
    EXPECT_THAT(encoder.error().message, HasSubstr("token_embedding"));
}

}  // namespace
}  // namespace likeness::paperflux
