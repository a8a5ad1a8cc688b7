#include "core/image.hpp"

#include "testing/fake_clock.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

const ImageId kImage = ImageId::trusted("0123456789abcdef0123456789abcdef");

TEST(ImageKeyTest, FilesAnImageUnderTheMonthInWhichItWasAskedFor) {
    EXPECT_EQ(
        full_image_key(kImage, test::kNoon, OutputFormat::jpeg).text(),
        "2026/11/0123456789abcdef0123456789abcdef/full.jpg"
    );
}

TEST(ImageKeyTest, HasTheExtensionOfTheFormat) {
    EXPECT_TRUE(full_image_key(kImage, test::kNoon, OutputFormat::png).text().ends_with("/full.png")
    );
    EXPECT_TRUE(
        full_image_key(kImage, test::kNoon, OutputFormat::webp).text().ends_with("/full.webp")
    );
}

TEST(ImageKeyTest, PutsThumbnailsBesideTheImage) {
    const ObjectKey full = full_image_key(kImage, test::kNoon, OutputFormat::png);

    EXPECT_EQ(
        thumbnail_key(full, 384).text(), "2026/11/0123456789abcdef0123456789abcdef/thumb-384.webp"
    );
    EXPECT_EQ(
        thumbnail_key(full, 768).text(), "2026/11/0123456789abcdef0123456789abcdef/thumb-768.webp"
    );
}

TEST(ImageKeyTest, TellsWhichImageLiesUnderIt) {
    EXPECT_EQ(image_under(full_image_key(kImage, test::kNoon, OutputFormat::jpeg)), kImage);
    for (const char* other :
         {"a",
          "0123456789abcdef0123456789abcdef/cover/full.jpg",
          "2026/11/0123456789abcdef0123456789abcdeg/full.jpg",
          "2026/11/0123456789abcdef0123456789abcdef"}) {
        EXPECT_EQ(image_under(ObjectKey::trusted(other)), std::nullopt) << other;
    }
}

TEST(ImageKeyTest, FollowsTheRuleOfObjectKeys) {
    const ObjectKey full = full_image_key(kImage, test::kNoon, OutputFormat::jpeg);

    EXPECT_EQ(ObjectKey::parse(full.text()), full);
    EXPECT_EQ(ObjectKey::parse(thumbnail_key(full, 384).text()), thumbnail_key(full, 384));
}

TEST(ContentTypeTest, IsTheFormatsOwn) {
    EXPECT_EQ(content_type_of(OutputFormat::jpeg), "image/jpeg");
    EXPECT_EQ(content_type_of(OutputFormat::png), "image/png");
    EXPECT_EQ(content_type_of(OutputFormat::webp), "image/webp");
}

}  // namespace
}  // namespace likeness
