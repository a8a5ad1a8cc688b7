#include "paperflux/text.hpp"

#include "paperflux/dimensions.hpp"
#include "paperflux/testing_reference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::paperflux {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Lt;
using ::testing::SizeIs;

const Vocabulary& vocabulary() {
    static const Vocabulary shipped = Vocabulary::parse(shipped_model_files().vocab).value();
    return shipped;
}

TEST(SplitWordsTest, TakesRunsOfLettersAndDigitsInLowerCase) {
    EXPECT_THAT(split_words("A Cat-and 3 DOGS!"), ElementsAre("a", "cat", "and", "3", "dogs"));
}

TEST(SplitWordsTest, LeavesLettersBeyondAsciiAsTheyAre) {
    EXPECT_THAT(split_words("Übergroßer Bär"), ElementsAre("Übergroßer", "bär"));
}

TEST(SplitWordsTest, FindsNoWordsInPunctuation) {
    EXPECT_THAT(split_words(" \t\n.,;:!?()[]{}\"'/\\-_+*#@\x01\x7f"), IsEmpty());
}

TEST(SplitWordsTest, TakesBytesThatAreNotUtf8ForWords) {
    EXPECT_THAT(split_words("\xff\xfe ok \xc3"), ElementsAre("\xff\xfe", "ok", "\xc3"));
}

TEST(SplitWordsTest, KeepsTheFirst32Words) {
    std::string prompt;
    for (int i = 0; i < 10'000; ++i) {
        prompt += "word" + std::to_string(i) + " ";
    }

    const std::vector<std::string> words = split_words(prompt);

    ASSERT_THAT(words, SizeIs(32));
    EXPECT_EQ(words.back(), "word31");
}

TEST(NgramBucketsTest, GivesAShortWordOneBucket) {
    EXPECT_THAT(ngram_buckets("a"), ElementsAre(496U));
}

TEST(NgramBucketsTest, CountsTheMarkedWordAndItsGroupsOfThreeThenFour) {
    // <cat>: itself; <ca cat at>; <cat cat>
    EXPECT_THAT(ngram_buckets("cat"), SizeIs(1 + 3 + 2));
}

TEST(NgramBucketsTest, StopsAt16AndStaysBelowTheNumberOfBuckets) {
    const std::vector<std::uint32_t> buckets = ngram_buckets(std::string(1'000'000, 'x'));

    EXPECT_THAT(buckets, AllOf(SizeIs(kMaxNgrams), Each(Lt(kNgramBuckets))));
}

TEST(VocabularyTest, NumbersWordsByTheirPlaceInTheFile) {
    const auto small = Vocabulary::parse(R"(["<pad>","<unk>","sun","moon"])");

    ASSERT_TRUE(small) << small.error().message;
    EXPECT_EQ(small->id("sun"), 2U);
    EXPECT_EQ(small->id("moon"), 3U);
    EXPECT_EQ(small->id("star"), Vocabulary::kUnknown);
}

TEST(VocabularyTest, RefusesAWordThatIsListedTwice) {
    const auto broken = Vocabulary::parse(R"(["<pad>","<unk>","sun","sun"])");

    ASSERT_FALSE(broken);
    EXPECT_THAT(broken.error().message, HasSubstr("twice"));
}

TEST(VocabularyTest, RefusesWhatIsNoListOfWords) {
    for (const char* json : {"", "{", "{}", "[1]", "null", "[\"a\""}) {
        const auto broken = Vocabulary::parse(json);

        ASSERT_FALSE(broken) << json;
        EXPECT_EQ(broken.error().code, ErrorCode::unprocessable) << json;
        EXPECT_THAT(broken.error().message, HasSubstr("vocab.json")) << json;
    }
}

TEST(TokenizeTest, GivesAPromptWithoutWordsThePaddingWord) {
    const std::vector<TextToken> padding{{Vocabulary::kPad, {0}}};

    EXPECT_EQ(tokenize(vocabulary(), ""), padding);
    EXPECT_EQ(tokenize(vocabulary(), " ... "), padding);
}

class TokenizeReferenceTest : public ::testing::TestWithParam<ReferenceCase> {};

INSTANTIATE_TEST_SUITE_P(AllCases, TokenizeReferenceTest, ::testing::ValuesIn(reference_cases()));

TEST_P(TokenizeReferenceTest, FindsTheWords) {
    EXPECT_EQ(split_words(GetParam().prompt), GetParam().words);
}

TEST_P(TokenizeReferenceTest, FindsTheIdsAndBuckets) {
    std::vector<TextToken> expected = GetParam().tokens;
    if (expected.empty()) {
        expected.push_back({Vocabulary::kPad, {0}});
    }

    EXPECT_EQ(tokenize(vocabulary(), GetParam().prompt), expected);
}

}  // namespace
}  // namespace likeness::paperflux
