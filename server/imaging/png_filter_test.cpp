#include "imaging/png_filter.hpp"

#include "imaging/codec.hpp"
#include "imaging/test_images.hpp"

#include <gmock/gmock.h>

#include <set>

namespace likeness::imaging {
namespace {

/// Rows of noise, of slopes and of repetitions in turns: each filter is the best somewhere.
Picture varied_picture(int channels) {
    Picture picture = test::scene(64, 64, channels);
    unsigned noise = 1;
    for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
        noise = noise * 1664525U + 1013904223U;
        const std::size_t band = i / picture.row_bytes() / 8;
        const unsigned amplitude = band % 4 == 0 ? 255 : 1U << (band % 4);
        picture.pixels[i] = static_cast<char>(
            static_cast<unsigned>(picture.pixels[i]) + (noise >> 16U) % amplitude
        );
    }
    return picture;
}

std::set<char> chosen_filters(const Picture& picture) {
    const Bytes rows = filter_rows(picture);
    std::set<char> filters;
    for (std::size_t at = 0; at < rows.size(); at += picture.row_bytes() + 1) {
        filters.insert(rows[at]);
    }
    return filters;
}

TEST(PngFilterTest, EveryFilterIsUndoneByDecoders) {
    for (const int channels : {3, 4}) {
        const Picture picture = varied_picture(channels);

        EXPECT_THAT(chosen_filters(picture), testing::ElementsAre(0, 1, 2, 3, 4)) << channels;
        EXPECT_EQ(decode(encode(picture, Format::png).value()).value(), picture) << channels;
    }
}

TEST(PngFilterTest, SubtractsTheRowAboveWhereRowsRepeat) {
    const Picture picture{2, 2, 3, "abcdefabcdef"};

    const Bytes rows = filter_rows(picture);

    EXPECT_EQ(rows.substr(7), Bytes("\x02\0\0\0\0\0\0", 7));
}

}  // namespace
}  // namespace likeness::imaging
