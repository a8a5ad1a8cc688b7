#include "paperflux/model.hpp"

#include "paperflux/testing_reference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::paperflux {
namespace {

using ::testing::HasSubstr;

std::string refusal(const ShippedModelFiles& files) {
    const auto model = Model::load(files.views());
    EXPECT_FALSE(model);
    if (model) {
        return "";
    }
    EXPECT_EQ(model.error().code, ErrorCode::unprocessable);
    return model.error().message;
}

TEST(ModelTest, LoadsTheShippedFiles) {
    const auto model = Model::load(shipped_model_files().views());

    ASSERT_TRUE(model) << model.error().message;
    EXPECT_EQ((*model)->vocabulary().size(), 633U);
    for (const auto& linear : (*model)->network()->linears) {
        EXPECT_GT(linear->bytes(), 0U);
    }
}

TEST(ModelTest, KeepsNoViewOfItsFiles) {
    auto files = std::make_unique<ShippedModelFiles>(shipped_model_files());
    const auto model = Model::load(files->views());
    ASSERT_TRUE(model);

    files.reset();

    const TextEncoding encoding =
        (*model)->text_encoder().encode(tokenize((*model)->vocabulary(), "a cat"));
    EXPECT_EQ(encoding.tokens, 2U);
    EXPECT_EQ((*model)->config().types[2], "hills");
}

TEST(ModelTest, RefusesWeightsThatAreCutOff) {
    ShippedModelFiles files = shipped_model_files();
    files.weights.resize(files.weights.size() - 1);

    EXPECT_THAT(refusal(files), HasSubstr("cut off"));
}

TEST(ModelTest, NamesATensorThatIsMissing) {
    ShippedModelFiles files = shipped_model_files();
    files.weights.replace(files.weights.find("\"norm_out.linear.bias"), 9, "\"norm_OUT");

    EXPECT_THAT(refusal(files), HasSubstr("norm_out.linear.bias"));
}

TEST(ModelTest, RefusesAVocabularyThatDoesNotFitTheWeights) {
    ShippedModelFiles files = shipped_model_files();
    files.vocab.replace(files.vocab.find("\"2\""), 3, R"("2", "zzz")");

    EXPECT_THAT(refusal(files), HasSubstr("token_embedding"));
}

TEST(ModelTest, RefusesEmptyFiles) {
    EXPECT_THAT(refusal({}), HasSubstr("config.json"));
}

}  // namespace
}  // namespace likeness::paperflux
