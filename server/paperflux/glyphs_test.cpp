#include "paperflux/glyphs.hpp"

#include "paperflux/testing_reference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::paperflux {
namespace {

using ::testing::HasSubstr;

const Config kOneType{
    .types = {"none", "global", "box"},
    .type_codes = {0, 1, 2},
    .bands = {"box"}};

std::string file_with(const std::string& layer) {
    return R"({"stand": {"box": 0.5}, "glyphs": {"box": [)" + layer + "]}}";
}

Result<Glyphs> parse(const std::string& layer) {
    return Glyphs::parse(file_with(layer), kOneType);
}

std::string refusal(const std::string& layer) {
    const auto glyphs = parse(layer);
    EXPECT_FALSE(glyphs) << layer;
    return glyphs ? "" : glyphs.error().message;
}

TEST(GlyphsTest, ReadsTheShippedFile) {
    const auto model = shipped_model();
    const std::size_t stars = 11;
    ASSERT_EQ(model->config().types[stars], "stars");

    const Shape& shape = model->glyphs().shape(stars);

    EXPECT_EQ(model->glyphs().size(), model->config().types.size());
    ASSERT_TRUE(shape.layers[0].scatter);
    EXPECT_EQ(shape.layers[0].scatter->count, 46);
    EXPECT_TRUE(shape.layers[0].scatter->twinkle);
    EXPECT_FALSE(shape.is_band);
}

TEST(GlyphsTest, ReadsALayerWithEverything) {
    const auto glyphs = parse(
        R"({"role":"k","dl":-0.1,"ops":"MLC","pts":[0,0,1,1,2,2,3,3,4,4],"s":0.5,"alpha":0.8,"glow":0.3,
            "w":0.05,"band":1,"d":{"-3":[1,0,1,0,1,0,1,0,1,0]},"scatter":[7,2.5,1.5,1]})"
    );

    ASSERT_TRUE(glyphs) << glyphs.error().message;
    const Shape& shape = glyphs->shape(2);
    EXPECT_EQ(shape.foot, 0.5);
    EXPECT_TRUE(shape.is_band);
    const Layer& layer = shape.layers.at(0);
    EXPECT_EQ(layer.role, Role::ink);
    EXPECT_EQ(layer.lightness, -0.1);
    EXPECT_EQ(layer.points.size(), 5U);
    EXPECT_EQ(layer.elevation, 0.5);
    EXPECT_EQ(layer.opacity, 0.8);
    EXPECT_EQ(layer.glow, 0.3);
    EXPECT_EQ(layer.stroke_width, 0.05);
    EXPECT_TRUE(layer.spans_picture);
    EXPECT_EQ(layer.bends.at(0).parameter, 3U);
    EXPECT_FALSE(layer.bends.at(0).positive);
    EXPECT_EQ(layer.scatter.value().width, 2.5);
}

TEST(GlyphsTest, RefusesAShapeThatIsMissing) {
    const auto glyphs = Glyphs::parse(R"({"stand": {}, "glyphs": {}})", kOneType);

    ASSERT_FALSE(glyphs);
    EXPECT_THAT(glyphs.error().message, HasSubstr("no shape for box"));
}

TEST(GlyphsTest, RefusesPathsThatDoNotFitTheirPoints) {
    EXPECT_THAT(refusal(R"({"role":"a","ops":"ML","pts":[0,0]})"), HasSubstr("fit its points"));
    EXPECT_THAT(refusal(R"({"role":"a","ops":"MC","pts":[0,0,1,1,2,2]})"), HasSubstr("fit"));
    EXPECT_THAT(refusal(R"({"role":"a","ops":"M","pts":[0,0,1,1]})"), HasSubstr("fit"));
    EXPECT_THAT(refusal(R"({"role":"a","ops":"LL","pts":[0,0,1,1]})"), HasSubstr("fit"));
    EXPECT_THAT(refusal(R"({"role":"a","ops":"","pts":[]})"), HasSubstr("fit"));
    EXPECT_THAT(refusal(R"({"role":"a","ops":"MQ","pts":[0,0,1,1]})"), HasSubstr("operation Q"));
}

TEST(GlyphsTest, RefusesBendsThatDoNotFitThePoints) {
    const auto bent = [](const std::string& bends) {
        return R"({"role":"a","ops":"ML","pts":[0,0,1,1],"d":)" + bends + "}";
    };

    EXPECT_THAT(refusal(bent(R"({"+0":[1,1]})")), HasSubstr("one offset for each point"));
    EXPECT_THAT(refusal(bent(R"({"+7":[1,1,1,1]})")), HasSubstr("no bend +7"));
    EXPECT_THAT(refusal(bent(R"({"0":[1,1,1,1]})")), HasSubstr("no bend 0"));
}

TEST(GlyphsTest, RefusesRolesItDoesNotKnow) {
    EXPECT_THAT(refusal(R"({"role":"z","ops":"M","pts":[0,0]})"), HasSubstr("no role z"));
    EXPECT_THAT(refusal(R"({"role":"","ops":"M","pts":[0,0]})"), HasSubstr("no role"));
}

TEST(GlyphsTest, RefusesNumbersThatAreNone) {
    EXPECT_THAT(refusal(R"({"role":"a","ops":"M","pts":["x",0]})"), HasSubstr("glyphs.json"));
    EXPECT_THAT(
        refusal(R"({"role":"a","ops":"M","pts":[0,0],"w":null})"), HasSubstr("glyphs.json")
    );
}

TEST(GlyphsTest, DrawsABoundedNumberOfCopies) {
    const auto glyphs = parse(R"({"role":"a","ops":"M","pts":[0,0],"scatter":[2000000000,1,1,0]})");

    ASSERT_TRUE(glyphs) << glyphs.error().message;
    EXPECT_EQ(glyphs->shape(2).layers[0].scatter->count, 1000);
}

}  // namespace
}  // namespace likeness::paperflux
