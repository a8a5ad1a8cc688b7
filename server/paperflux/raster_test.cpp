#include "paperflux/raster.hpp"

#include "paperflux/testing_reference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace likeness::paperflux {
namespace {

using ::testing::HasSubstr;

Scene reference_scene(const ReferenceCase& reference) {
    const Floats tensor = reference.tensor("final");
    Latent tokens{};
    std::copy(tensor.begin(), tensor.end(), tokens.begin());
    return decode_scene(shipped_model()->config(), tokens).value();
}

Picture render_scene(const Scene& scene, int width, int height) {
    return render(shipped_model()->glyphs(), scene, width, height).value();
}

int byte_at(const Picture& picture, std::size_t index) {
    return static_cast<unsigned char>(picture.rgb[index]);
}

class RasterReferenceTest : public ::testing::TestWithParam<ReferenceCase> {};

INSTANTIATE_TEST_SUITE_P(AllCases, RasterReferenceTest, ::testing::ValuesIn(reference_cases()));

TEST_P(RasterReferenceTest, PaintsTheReferencePicture) {
    const ReferenceCase& reference = GetParam();
    const Picture picture =
        render_scene(reference_scene(reference), reference.width, reference.height);

    const double difference = mean_difference(every_fifth(picture), reference.sampled_picture());
    RecordProperty("mean_difference_of_255", std::to_string(difference));
    EXPECT_LT(difference, 2.0);
}

TEST(RasterTest, PaintsAWholeReferencePicture) {
    const ReferenceCase& reference = reference_cases()[2];
    const Picture expected = read_png("tests/data/paperflux/case2.png");

    const Picture picture =
        render_scene(reference_scene(reference), reference.width, reference.height);

    EXPECT_LT(mean_difference(picture, expected), 2.0);
}

TEST(RasterTest, PaintsTheSameBytesEveryTime) {
    const Scene scene = reference_scene(reference_cases()[2]);

    EXPECT_EQ(render_scene(scene, 300, 400), render_scene(scene, 300, 400));
}

TEST(RasterTest, PaintsTheSamePictureInAnotherSize) {
    const Scene scene = reference_scene(reference_cases()[0]);
    const Picture large = render_scene(scene, 1000, 1000);
    const Picture small = render_scene(scene, 500, 500);

    double sum = 0;
    for (std::size_t i = 0; i < small.rgb.size(); ++i) {
        const std::size_t x = i / 3 % 500;
        const std::size_t y = i / 1500;
        sum += std::abs(byte_at(small, i) - byte_at(large, (2 * y * 1000 + 2 * x) * 3 + i % 3));
    }
    EXPECT_LT(sum / static_cast<double>(small.rgb.size()), 6.0);
}

// ---- one element

Scene grey_scene() {
    Scene scene;
    scene.style.sky_top = {0.5, 0, 0};
    scene.style.sky_bottom = {0.5, 0, 0};
    return scene;
}

Element circle(double lightness, double depth) {
    const std::vector<std::string>& types = shipped_model()->config().types;
    Element element;
    element.type =
        static_cast<std::size_t>(std::find(types.begin(), types.end(), "circle") - types.begin());
    element.slot = 1;
    element.colours.fill({lightness, 0, 0});
    element.depth = depth;
    return element;
}

int middle_of(const Scene& scene) {
    const Picture picture = render_scene(scene, 101, 101);
    return byte_at(picture, picture.rgb.size() / 2);
}

TEST(RasterTest, PaintsTheSky) {
    EXPECT_NEAR(middle_of(grey_scene()), 99, 1);
}

TEST(RasterTest, PaintsNearElementsOverFarOnes) {
    Scene scene = grey_scene();
    scene.elements = {circle(1, 0.5), circle(0, 0.2)};

    EXPECT_GT(middle_of(scene), 240);
}

TEST(RasterTest, PaintsTheLaterOfElementsThatAreEquallyFar) {
    Scene scene = grey_scene();
    scene.elements = {circle(1, 0.5), circle(0, 0.5)};

    EXPECT_LT(middle_of(scene), 15);
}

TEST(RasterTest, LetsWhatIsBelowShineThrough) {
    Scene scene = grey_scene();
    scene.elements = {circle(1, 0)};
    const int opaque = middle_of(scene);
    scene.elements[0].opacity = 0.3;

    const int veiled = middle_of(scene);

    EXPECT_GT(veiled, 99 + 10);
    EXPECT_LT(veiled, opaque - 10);
}

TEST(RasterTest, LeavesOutWhatIsInvisible) {
    Scene scene = grey_scene();
    scene.elements = {circle(1, 0)};
    scene.elements[0].opacity = 0.019;

    EXPECT_NEAR(middle_of(scene), 99, 1);
}

TEST(RasterTest, LeavesOutTypesThatDoNotExist) {
    Scene scene = grey_scene();
    scene.elements = {circle(1, 0)};
    scene.elements[0].type = 4711;

    EXPECT_NEAR(middle_of(scene), 99, 1);
}

// ---- odd input

TEST(RasterTest, RefusesSizesItCannotPaint) {
    for (const auto& [width, height] :
         {std::pair(0, 10), {10, 0}, {-5, 10}, {4097, 10}, {10, 4097}}) {
        const auto picture = render(shipped_model()->glyphs(), grey_scene(), width, height);

        ASSERT_FALSE(picture) << width << "x" << height;
        EXPECT_THAT(picture.error().message, HasSubstr("size"));
    }
}

TEST(RasterTest, PaintsVerySmallAndVeryLongPictures) {
    const Scene scene = reference_scene(reference_cases()[6]);
    for (const auto& [width, height] :
         {std::pair(1, 1), {1, 300}, {300, 1}, {2048, 17}, {16, 2048}}) {
        const Picture picture = render_scene(scene, width, height);

        EXPECT_EQ(picture.rgb.size(), static_cast<std::size_t>(3 * width * height));
    }
}

TEST(RasterTest, PaintsAnyShapeFromAnyNumbers) {
    std::mt19937 generator(1);
    std::normal_distribution<float> normal;
    for (const float spread : {1.0F, 5.0F, 100.0F, 1e6F, 1e30F}) {
        for (int round = 0; round < 12; ++round) {
            Latent tokens{};
            for (float& number : tokens) {
                number = spread * normal(generator);
            }
            const auto scene = decode_scene(shipped_model()->config(), tokens);
            ASSERT_TRUE(scene);

            const Picture picture = render_scene(*scene, 96, 64);

            EXPECT_EQ(picture.rgb.size(), 96U * 64 * 3);
        }
    }
}

TEST(RasterTest, PaintsEveryShape) {
    for (std::size_t type = 2; type < shipped_model()->glyphs().size(); ++type) {
        Scene scene = grey_scene();
        scene.elements = {circle(1, 0)};
        scene.elements[0].type = type;
        scene.elements[0].y = 0.3;
        scene.elements[0].colours.fill({0.9, 0.1, 0.1});

        const Picture picture = render_scene(scene, 64, 64);

        EXPECT_NE(picture, render_scene(grey_scene(), 64, 64))
            << shipped_model()->config().types[type];
    }
}

}  // namespace
}  // namespace likeness::paperflux
