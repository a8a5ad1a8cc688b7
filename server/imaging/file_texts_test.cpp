#include "imaging/file_texts.hpp"

#include "imaging/codec.hpp"
#include "imaging/exif.hpp"
#include "imaging/jpeg_segments.hpp"
#include "imaging/metadata.hpp"
#include "imaging/test_images.hpp"
#include "imaging/test_recipe.hpp"
#include "imaging/webp_chunks.hpp"

#include <gmock/gmock.h>

namespace likeness::imaging {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

auto is_text(std::string_view name, std::string_view text) {
    return AllOf(
        Field("name", &FileText::name, testing::Eq(name)),
        Field("text", &FileText::text, testing::Eq(text))
    );
}

Bytes png_with(const std::vector<test::NamedChunk>& chunks) {
    return test::raw_png({}, BytesView("\0\1\2\3", 4), chunks);
}

TEST(FileTextsTest, ReadsTheThreeChunksOfPng) {
    // "deflated" by zlib.
    const Bytes deflated("\x78\x9c\x4b\x49\x4d\xcb\x49\x2c\x49\x4d\x01\x00\x0e\x79\x03\x3a", 16);
    const Bytes file = png_with(
        {{"tEXt", Bytes("plain\0text", 10)},
         {"iTXt", Bytes("international\0\0\0en\0translated\0\xE9\x9B\xAA", 33)},
         {"zTXt", Bytes("compressed\0\0", 12) + deflated},
         {"iTXt", Bytes("both\0\1\0\0\0", 9) + deflated}}
    );

    EXPECT_THAT(
        file_texts(file),
        ElementsAre(
            is_text("plain", "text"),
            is_text("international", "\xE9\x9B\xAA"),
            is_text("compressed", "deflated"),
            is_text("both", "deflated")
        )
    );
}

TEST(FileTextsTest, LeavesOutBrokenChunksAndReadsTheOthers) {
    const Bytes file = png_with(
        {{"tEXt", "no end of the keyword"},
         {"tEXt", Bytes(80, 'k') + Bytes("\0long", 5)},
         {"tEXt", Bytes("Exif.UserComment\0forged", 23)},
         {"zTXt", Bytes("method\0\1xx", 10)},
         {"zTXt", Bytes("deflate\0\0no zlib", 16)},
         {"zTXt", Bytes("short\0", 6)},
         {"iTXt", Bytes("flags\0\1", 7)},
         {"iTXt", Bytes("languages\0\0\0en", 14)},
         {"eXIf", "II*"},
         {"tEXt", Bytes("good\0text", 9)}}
    );

    EXPECT_THAT(file_texts(file), ElementsAre(is_text("good", "text")));
}

TEST(FileTextsTest, KeepsItsLimits) {
    std::vector<test::NamedChunk> many(100, {"tEXt", Bytes("k\0x", 3)});
    std::vector<test::NamedChunk> large(
        6, {"tEXt", Bytes("k\0", 2) + Bytes(kMaxFileText - 100, 'x')}
    );

    EXPECT_THAT(file_texts(png_with(many)), SizeIs(64));
    EXPECT_THAT(file_texts(png_with(large)), SizeIs(4));
    EXPECT_THAT(
        file_texts(png_with({{"tEXt", Bytes("k\0", 2) + Bytes(kMaxFileText, 'x')}})), IsEmpty()
    );
}

TEST(FileTextsTest, ReadsWhatWeWriteInEveryFormat) {
    for (const Format format : {Format::png, Format::jpeg, Format::webp}) {
        const Bytes plain = encode(test::scene(8, 8), format).value();

        const auto texts = file_texts(write_recipe(plain, test::full_recipe()).value());

        EXPECT_THAT(texts, Contains(is_text(exif_name::kImageDescription, "a fox in the snow")));
        EXPECT_THAT(texts, Contains(is_text(exif_name::kDateTimeOriginal, "2026:11:21 10:46:00")));
        EXPECT_THAT(
            texts,
            Contains(AllOf(
                Field(&FileText::name, exif_name::kUserComment),
                Field(&FileText::text, HasSubstr("in the style of ohwx <lora:winter:1.5>\n"))
            ))
        );
    }
}

TEST(FileTextsTest, ReadsCommentsOfJpeg) {
    const Bytes file = test::with_segments(
        test::grey_jpeg(8, 8), test::jpeg_segment(jpeg_marker::kComment, "caf\xE9")
    );

    EXPECT_THAT(file_texts(file), ElementsAre(is_text(kJpegCommentName, "caf\xC3\xA9")));
}

TEST(FileTextsTest, ReadsWebpWhoseExifHasThePrefixOfJpeg) {
    const Bytes plain = encode(test::scene(8, 8), Format::webp).value();
    const Bytes exif = Bytes(kExifPrefix) + exif_block(test::full_recipe(), 1, 65'000).value();
    std::vector<WebpChunk> chunks = webp_chunks(plain).value();
    chunks.push_back({"EXIF", exif});

    EXPECT_THAT(
        file_texts(webp_file(chunks)), Contains(is_text(exif_name::kSoftware, "Likeness 0.1.0"))
    );
}

TEST(FileTextsTest, TellsNothingOfOtherAndCutFiles) {
    const Bytes file = png_with({{"tEXt", Bytes("plain\0text", 10)}});

    EXPECT_THAT(file_texts(""), IsEmpty());
    EXPECT_THAT(file_texts("GIF89a"), IsEmpty());
    EXPECT_THAT(file_texts(BytesView(file).substr(0, file.size() - 1)), IsEmpty());
}

}  // namespace
}  // namespace likeness::imaging
