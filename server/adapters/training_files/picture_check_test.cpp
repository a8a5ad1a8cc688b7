#include "adapters/training_files/picture_check.hpp"

#include "adapters/training_files/testing_photos.hpp"
#include "base/digest.hpp"
#include "imaging/codec.hpp"
#include "imaging/image_header.hpp"

#include <gmock/gmock.h>

namespace likeness::training_files {
namespace {

using imaging::Format;
using ::testing::HasSubstr;

Bytes photo(int width, int height, Format format = Format::jpeg) {
    const imaging::Picture picture = imaging::decode(test::photo(40, width, height)).value();
    return imaging::encode(picture, format).value();
}

ReceivedPicture received(const Bytes& file) {
    return std::get<ReceivedPicture>(check_picture(file, "me.jpg", "at the sea"));
}

std::string refusal(const Bytes& file) {
    const IncomingPicture picture = check_picture(file, "me.jpg", "");
    const auto* refused = std::get_if<RefusedPicture>(&picture);
    EXPECT_NE(refused, nullptr);
    return refused == nullptr ? "" : refused->reason;
}

TEST(PictureCheckTest, TakesJpegPngAndWebpWhateverTheirNames) {
    const std::vector<std::pair<Format, OutputFormat>> formats{
        {Format::jpeg, OutputFormat::jpeg},
        {Format::png, OutputFormat::png},
        {Format::webp, OutputFormat::webp}};
    for (const auto& [format, expected] : formats) {
        const ReceivedPicture picture = received(photo(300, 260, format));

        EXPECT_EQ(picture.format, expected);
        EXPECT_EQ(picture.size, (ImageSize{300, 260}));
        EXPECT_EQ(picture.file_name, "me.jpg");
        EXPECT_EQ(picture.caption, "at the sea");
        EXPECT_EQ(picture.sha256, to_hex(sha256(picture.file)));
        EXPECT_EQ(imaging::read_header(picture.thumbnail_384).value().width, 300);
        EXPECT_FALSE(picture.thumbhash.empty());
    }
}

TEST(PictureCheckTest, RefusesWhatIsNoImage) {
    EXPECT_THAT(refusal("<html></html>"), HasSubstr("no JPEG, PNG or WebP"));
    EXPECT_THAT(refusal(""), HasSubstr("no JPEG, PNG or WebP"));
}

TEST(PictureCheckTest, SaysWhatToDoWithHeic) {
    EXPECT_THAT(
        refusal(Bytes(
            "\0\0\0\x18"
            "ftypheic\0\0\0\0",
            16
        )),
        HasSubstr("Save it as JPEG")
    );
}

TEST(PictureCheckTest, RefusesACutOrDamagedImage) {
    const Bytes file = photo(300, 260, Format::png);
    Bytes damaged = file;
    damaged[file.size() / 2] = static_cast<char>(damaged[file.size() / 2] ^ 0x55);

    EXPECT_FALSE(refusal(file.substr(0, file.size() / 2)).empty());
    EXPECT_FALSE(refusal(damaged).empty());
}

TEST(PictureCheckTest, RefusesAnImageThatIsTooSmallToLearnFrom) {
    EXPECT_THAT(refusal(photo(800, 255)), HasSubstr("256 pixels"));
}

}  // namespace
}  // namespace likeness::training_files
