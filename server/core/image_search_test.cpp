#include "core/image_search.hpp"

#include "testing/code_of.hpp"

#include <gmock/gmock.h>

namespace likeness {
namespace {

using Kind = ImageTerm::Kind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<ImageTerm> terms(std::string_view text) {
    return parse_image_search(text).value().terms;
}

std::string refusal(std::string_view text) {
    const Result<ImageSearch> search = parse_image_search(text);
    if (search) {
        return {};
    }
    EXPECT_EQ(search.error().fields.at(0).path, "q") << text;
    return search.error().fields.at(0).message;
}

TEST(ImageSearchTest, ReadsWordsOfWhichTheLastMayGoOn) {
    const auto found = terms("three pumpkins");

    ASSERT_EQ(found.size(), 2U);
    EXPECT_THAT(found[0].words, ElementsAre("three"));
    EXPECT_FALSE(found[0].is_prefix);
    EXPECT_THAT(found[1].words, ElementsAre("pumpkins"));
    EXPECT_TRUE(found[1].is_prefix);
}

TEST(ImageSearchTest, ReadsPhrasesThatAreFinished) {
    const auto found = terms(R"(-"full moon")");

    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].words, ElementsAre("full", "moon"));
    EXPECT_TRUE(found[0].is_negated);
    EXPECT_FALSE(found[0].is_prefix);
}

TEST(ImageSearchTest, TakesSignsBetweenLettersForBlanks) {
    EXPECT_THAT(
        words_of("full-body, 50mm (\xE2\x80\x9Csoft\xE2\x80\x9D)"),
        ElementsAre("full", "body", "50mm", "soft")
    );
    EXPECT_THAT(words_of("caf\xC3\xA9 \xE6\x9C\x88"), ElementsAre("caf\xC3\xA9", "\xE6\x9C\x88"));
    EXPECT_THAT(words_of("!?* "), IsEmpty());
}

TEST(ImageSearchTest, LeavesADashBetweenWordsAlone) {
    EXPECT_EQ(terms("moon ... night").size(), 2U);
}

TEST(ImageSearchTest, ReadsEveryFilter) {
    const auto found = terms(
        "lora:\"Film Noir\" person:ada tag:\" Best  Of \" fav:yes rating:3 rating:=4 engine:FAL "
        "seed:18446744073709551615 batch:00000000000000000000000000000001"
    );

    ASSERT_EQ(found.size(), 9U);
    EXPECT_EQ(found[0], (ImageTerm{Kind::lora, false, "film noir"}));
    EXPECT_EQ(found[1], (ImageTerm{Kind::person, false, "ada"}));
    EXPECT_EQ(found[2], (ImageTerm{Kind::tag, false, "best of"}));
    EXPECT_EQ(found[3], (ImageTerm{Kind::favorite}));
    EXPECT_EQ(found[4].kind, Kind::rated);
    EXPECT_EQ(found[4].number, 3);
    EXPECT_EQ(found[5].kind, Kind::stars);
    EXPECT_EQ(found[5].number, 4);
    EXPECT_EQ(found[6], (ImageTerm{Kind::engine, false, "fal"}));
    EXPECT_EQ(found[7].number, -1);
    EXPECT_EQ(found[8].text, "00000000000000000000000000000001");
}

TEST(ImageSearchTest, ReadsMonthsDaysAndYears) {
    EXPECT_EQ(to_iso(terms("after:2026-03")[0].time), "2026-03-01T00:00:00.000Z");
    EXPECT_EQ(terms("after:2026-03")[0].kind, Kind::since);
    EXPECT_EQ(to_iso(terms("before:2026-03-09")[0].time), "2026-03-09T00:00:00.000Z");
    EXPECT_EQ(terms("before:2026-03-09")[0].kind, Kind::before);
    EXPECT_EQ(to_iso(terms("after:2026")[0].time), "2026-01-01T00:00:00.000Z");
}

TEST(ImageSearchTest, TurnsFiltersRound) {
    EXPECT_EQ(terms("-after:2026-03")[0].kind, Kind::before);
    EXPECT_EQ(terms("-before:2026-03")[0].kind, Kind::since);
    EXPECT_TRUE(terms("fav:no")[0].is_negated);
    EXPECT_FALSE(terms("-fav:no")[0].is_negated);
    EXPECT_TRUE(terms("-tag:draft")[0].is_negated);
}

TEST(ImageSearchTest, KnowsTheTrash) {
    EXPECT_TRUE(parse_image_search("is:trashed")->in_trash);
    EXPECT_FALSE(parse_image_search("-is:trashed")->in_trash);
    EXPECT_TRUE(parse_image_search("  ")->is_plain());
}

TEST(ImageSearchTest, SaysWhatIsWrong) {
    EXPECT_THAT(refusal("\"full moon"), HasSubstr("not closed"));
    EXPECT_THAT(refusal("style:noir"), HasSubstr("style:, which is no filter"));
    EXPECT_THAT(refusal("lora:"), HasSubstr("lora: with nothing after it"));
    EXPECT_THAT(refusal("fav:maybe"), HasSubstr("fav:yes or fav:no"));
    EXPECT_THAT(refusal("rating:6"), HasSubstr("0 to 5"));
    EXPECT_THAT(refusal("after:yesterday"), HasSubstr("yesterday"));
    EXPECT_THAT(refusal("after:2026-13"), HasSubstr("2026-13"));
    EXPECT_THAT(refusal("seed:-1"), HasSubstr("64 bits"));
    EXPECT_THAT(refusal("batch:7"), HasSubstr("32 hex digits"));
    EXPECT_THAT(refusal("is:lost"), HasSubstr("is:trashed"));
    EXPECT_THAT(refusal("moon -"), HasSubstr("nothing after it"));
    EXPECT_THAT(refusal("a\x01"), HasSubstr("control characters"));
    EXPECT_THAT(refusal("\xFF"), HasSubstr("UTF-8"));
    EXPECT_THAT(refusal(std::string(501, 'a')), HasSubstr("500"));
    std::string many;
    for (int i = 0; i < 25; ++i) {
        many += "w ";
    }
    EXPECT_THAT(refusal(many), HasSubstr("24"));
}

TEST(ImageSearchTest, CleansTags) {
    EXPECT_EQ(*clean_tag("tag", "  Two\t Words "), "two words");
    EXPECT_EQ(test::code_of(clean_tag("tag", "   ")), ErrorCode::invalid_argument);
    EXPECT_EQ(test::code_of(clean_tag("tag", std::string(41, 'x'))), ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace likeness
