#include "imaging/format.hpp"

#include "imaging/codec.hpp"
#include "imaging/test_images.hpp"

#include <gmock/gmock.h>

namespace likeness::imaging {
namespace {

using testing::Eq;
using testing::Optional;

TEST(FormatTest, NamesEveryFormat) {
    EXPECT_EQ(content_type(Format::jpeg), "image/jpeg");
    EXPECT_EQ(file_extension(Format::jpeg), "jpg");
    EXPECT_EQ(content_type(Format::png), "image/png");
    EXPECT_EQ(file_extension(Format::png), "png");
    EXPECT_EQ(content_type(Format::webp), "image/webp");
    EXPECT_EQ(file_extension(Format::webp), "webp");
}

TEST(FormatTest, ReadsContentTypesInAnyCaseAndWithParameters) {
    EXPECT_THAT(format_from_content_type("image/png"), Optional(Format::png));
    EXPECT_THAT(format_from_content_type("Image/JPEG ; charset=binary"), Optional(Format::jpeg));
    EXPECT_THAT(format_from_content_type("image/jpg"), Optional(Format::jpeg));
}

TEST(FormatTest, KnowsNoOtherContentTypes) {
    EXPECT_THAT(format_from_content_type("image/gif"), Eq(std::nullopt));
    EXPECT_THAT(format_from_content_type("image/pngx"), Eq(std::nullopt));
    EXPECT_THAT(format_from_content_type(""), Eq(std::nullopt));
}

TEST(FormatTest, DetectsTheFormatFromTheFirstBytes) {
    for (const Format format : {Format::jpeg, Format::png, Format::webp}) {
        const Bytes file = encode(test::scene(8, 8), format).value();

        EXPECT_THAT(detect_format(file), Optional(format));
    }
}

TEST(FormatTest, DetectsNothingInOtherFiles) {
    EXPECT_THAT(detect_format(""), Eq(std::nullopt));
    EXPECT_THAT(detect_format("GIF89a"), Eq(std::nullopt));
    EXPECT_THAT(detect_format("<svg xmlns='http://www.w3.org/2000/svg'/>"), Eq(std::nullopt));
    EXPECT_THAT(detect_format("RIFF\x10WAVEfmt 12345"), Eq(std::nullopt));
}

}  // namespace
}  // namespace likeness::imaging
