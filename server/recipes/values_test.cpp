#include "recipes/values.hpp"

#include <gmock/gmock.h>

namespace likeness::recipes {
namespace {

using testing::Eq;
using testing::Optional;

std::string iso_of(std::string_view text, std::string_view zone = {}) {
    const auto time = time_in(text, zone);
    return time ? to_iso(*time) : "none";
}

TEST(ValuesTest, ReadsTimesInEveryForm) {
    EXPECT_EQ(iso_of("2024-07-30T18:49:30.3434Z"), "2024-07-30T18:49:30.343Z");
    EXPECT_EQ(iso_of("2024-07-30T1849:30.3434Z"), "2024-07-30T18:49:30.343Z");
    EXPECT_EQ(iso_of("2024-07-30 18:49:30"), "2024-07-30T18:49:30.000Z");
    EXPECT_EQ(iso_of("2024:07:30 18:49:30", "-01:00"), "2024-07-30T19:49:30.000Z");
    EXPECT_EQ(iso_of(" 2024-07-30 "), "2024-07-30T00:00:00.000Z");
    EXPECT_EQ(iso_of("2024:07:30"), "2024-07-30T00:00:00.000Z");
}

TEST(ValuesTest, ReadsNoTimeWhereThereIsNone) {
    for (const std::string_view text :
         {"",
          "yesterday",
          "2024-13-01",
          "0000:00:00 00:00:00",
          "2024-07-30T18",
          "2024-07-30Tnoon"}) {
        EXPECT_EQ(iso_of(text), "none") << text;
    }
}

TEST(ValuesTest, ReadsNumbersThatStandAlone) {
    EXPECT_THAT(seed_in(" 42 "), Optional(42U));
    EXPECT_THAT(seed_in("4.2"), Eq(std::nullopt));
    EXPECT_THAT(seed_in("18446744073709551616"), Eq(std::nullopt));
    EXPECT_THAT(steps_in("20.0"), Optional(20));
    EXPECT_THAT(steps_in("0"), Eq(std::nullopt));
    EXPECT_THAT(steps_in("20 of 30"), Eq(std::nullopt));
    EXPECT_THAT(guidance_in("nan"), Eq(std::nullopt));
    EXPECT_THAT(guidance_in("-1"), Eq(std::nullopt));
    EXPECT_THAT(scale_in("-0.5"), Optional(-0.5));
    EXPECT_THAT(scale_in("inf"), Eq(std::nullopt));
}

TEST(ValuesTest, NamesFilesWithoutFoldersAndEndings) {
    EXPECT_EQ(plain_name("Flux\\people/coat.v2.SafeTensors"), "coat.v2");
    EXPECT_EQ(plain_name("coat"), "coat");
    EXPECT_EQ(plain_name("folder/"), "");
    EXPECT_EQ(plain_name(".safetensors"), ".safetensors");
}

}  // namespace
}  // namespace likeness::recipes
