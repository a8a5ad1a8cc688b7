#include "core/file_names.hpp"

#include "testing/fake_clock.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

TEST(SlugTest, KeepsLettersAndDigitsAndJoinsThemByHyphens) {
    EXPECT_EQ(slug("A Fox, at Night!"), "a-fox-at-night");
    EXPECT_EQ(slug("  24 mm -- f/1.8  "), "24-mm-f-1-8");
    EXPECT_EQ(slug("already-a-slug"), "already-a-slug");
}

TEST(SlugTest, KeepsLettersOfAllScripts) {
    EXPECT_EQ(slug("Bär im Schnee"), "bär-im-schnee");
    EXPECT_EQ(slug("夜の狐"), "夜の狐");
    EXPECT_EQ(slug("лиса"), "лиса");
}

TEST(SlugTest, DropsWhatCouldMeanSomethingToAFileSystemOrATerminal) {
    EXPECT_EQ(slug("../../etc/passwd"), "etc-passwd");
    EXPECT_EQ(slug("a\\b:c*d?e\"f<g>h|i\nj"), "a-b-c-d-e-f-g-h-i-j");
    EXPECT_EQ(slug("a\xE2\x80\xAE gpj.exe"), "a-gpj-exe");  // turns the direction of writing
    EXPECT_EQ(slug("a\xE3\x80\x80z"), "a-z");               // a wide space
    EXPECT_EQ(slug("fox \xF0\x9F\xA6\x8A!"), "fox");
}

TEST(SlugTest, IsCutBetweenWords) {
    EXPECT_EQ(slug("a lighthouse in the fog", 16), "a-lighthouse-in");
    EXPECT_EQ(slug("incomprehensibilities", 8), "incompre");
    EXPECT_EQ(slug("ääää", 5), "ää");
}

TEST(SlugTest, IsEmptyForTextsWithoutLetters) {
    EXPECT_EQ(slug("?!"), "");
    EXPECT_EQ(slug(""), "");
    EXPECT_EQ(slug("\xFF\xFE"), "");
}

class FileNamesTest : public ::testing::Test {
protected:
    GeneratedImage image(std::string prompt) {
        const auto id = random_.id<ImageId>(clock_.now());
        return GeneratedImage{
            .id = id,
            .lora = random_.id<LoraId>(clock_.now()),
            .batch = random_.id<BatchId>(clock_.now()),
            .wallet = test::sample_wallet(1),
            .prompt = std::move(prompt),
            .seed = {42},
            .size = {256, 256},
            .content_type = "image/jpeg",
            .sha256 = {},
            .thumbhash = {},
            .path = full_image_key(id, clock_.now(), OutputFormat::jpeg),
            .created_at = *parse_iso("2026-11-21T23:59:00Z"),
            .engine = "fake",
        };
    }

    test::FakeClock clock_;
    test::SeededRandom random_;
};

TEST_F(FileNamesTest, TellLoraDayAndSeed) {
    EXPECT_EQ(downloaded_name(image("x"), "Paper Boats"), "paper-boats-2026-11-21-42.jpg");
    EXPECT_EQ(downloaded_name(image("x"), "!"), "2026-11-21-42.jpg");
}

TEST_F(FileNamesTest, OfArchivesTellDayPromptAndSeed) {
    EXPECT_EQ(archived_name(image("A lighthouse")), "2026-11-21-a-lighthouse-42.jpg");
    EXPECT_EQ(archived_name(image("...")), "2026-11-21-42.jpg");
}

TEST_F(FileNamesTest, AreHandedOutOnce) {
    UniqueNames names;

    EXPECT_EQ(names.take("a.jpg"), "a.jpg");
    EXPECT_EQ(names.take("a.jpg"), "a-2.jpg");
    EXPECT_EQ(names.take("a-2.jpg"), "a-2-2.jpg");
    EXPECT_EQ(names.take("a.jpg"), "a-3.jpg");
    EXPECT_EQ(names.take("b"), "b");
    EXPECT_EQ(names.take("b"), "b-2");
}

}  // namespace
}  // namespace likeness
