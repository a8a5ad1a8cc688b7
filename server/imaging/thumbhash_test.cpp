#include "imaging/thumbhash.hpp"

#include "imaging/test_images.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace likeness::imaging {
namespace {

using Opacity = std::function<int(int x, int y)>;

int opaque(int /*x*/, int /*y*/) {
    return 255;
}

int sloping(int x, int y) {
    return (x * 9 + y * 4) % 256;
}

int opaque_but_one(int x, int y) {
    return x == 0 && y == 0 ? 254 : 255;
}

int transparent(int /*x*/, int /*y*/) {
    return 0;
}

Bytes pattern(int width, int height, const Opacity& opacity) {
    Bytes rgba;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            rgba += static_cast<char>((x * 7 + y * 3) % 256);
            rgba += static_cast<char>((x * x + y * 5) % 256);
            rgba += static_cast<char>((x * y * 2 + 40) % 256);
            rgba += static_cast<char>(opacity(x, y));
        }
    }
    return rgba;
}

struct HashCase {
    std::string name;
    int width;
    int height;
    Opacity opacity;
    std::string expected;  // computed by npm thumbhash 0.1.1 on Node 20
};

class ThumbhashTest : public testing::TestWithParam<HashCase> {};

TEST_P(ThumbhashTest, EqualsThePublishedImplementation) {
    const HashCase& given = GetParam();

    const auto hash =
        thumbhash(given.width, given.height, pattern(given.width, given.height, given.opacity));

    EXPECT_EQ(to_hex(hash.value()), given.expected);
}

INSTANTIATE_TEST_SUITE_P(
    Patterns,
    ThumbhashTest,
    testing::Values(
        HashCase{"OnePixel", 1, 1, opaque, "c3060a570008f708888788708f7088f80888707ff8000000"},
        HashCase{"Square", 32, 32, opaque, "5f18061f0a20468724588985876977688876077391406906"},
        HashCase{"Landscape", 100, 40, opaque, "1f08060b8286953065656478f744088e7a"},
        HashCase{"Portrait", 20, 64, opaque, "5f18061a08433308577876767723600581"},
        HashCase{"Largest", 100, 100, opaque, "1ff801070265559057491b34250326455795b7f965658f04"},
        HashCase{"Sloping", 48, 32, sloping, "dee7810b84180ca056a3760e57ca808896507554878677"},
        HashCase{
            "OpaqueButOne",
            31,
            17,
            opaque_but_one,
            "1d288e2b8e0f506575877770880a7b7900000000000000"},
        HashCase{
            "Transparent",
            8,
            8,
            transparent,
            "00088205000000000000000000000000000000000000000000"},
        HashCase{"Sliver", 3, 100, sloping, "9ed88519082630822a1bbbcf78849707777876877028d8"}
    ),
    [](const auto& param) { return param.param.name; }
);

TEST(ThumbhashTest, EqualsThePublishedImplementationOnAFlatColour) {
    // All terms lie on rounding edges here: one other last bit of a cosine shows.
    const Bytes rgba = test::flat(4, 10, "\xC8\x50\x1E\xFF").pixels;

    EXPECT_EQ(to_hex(thumbhash(4, 10, rgba).value()), "5aeb020300688f58877b868b087885b308");
}

TEST(ThumbhashTest, RefusesSizesThatDoNotFit) {
    EXPECT_FALSE(thumbhash(101, 1, Bytes(404, '\0')));
    EXPECT_FALSE(thumbhash(1, 101, Bytes(404, '\0')));
    EXPECT_FALSE(thumbhash(0, 1, ""));
    EXPECT_FALSE(thumbhash(-4, -4, Bytes(64, '\0')));
    EXPECT_FALSE(thumbhash(4, 4, Bytes(63, '\0')));
}

}  // namespace
}  // namespace likeness::imaging
