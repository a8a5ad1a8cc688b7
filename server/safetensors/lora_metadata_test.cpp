#include "safetensors/lora_metadata.hpp"

#include "base/bytes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::safetensors {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Triggers

TEST(TriggerTest, ComesFromTheMostExplicitKey) {
    Metadata metadata = {
        {"trigger_word", "one"},
        {"modelspec.trigger_phrase", "two"},
        {"modelspec.usage_hint", "three"},
        {"ss_tag_frequency", R"({"10_x": {"four": 3}})"}};
    const auto next = [&](const char* key) {
        Trigger trigger = find_trigger(metadata);
        metadata.erase(key);
        return trigger;
    };

    EXPECT_EQ(next("trigger_word").phrase, "one");
    EXPECT_EQ(next("modelspec.trigger_phrase").phrase, "two");
    EXPECT_EQ(next("modelspec.usage_hint").phrase, "three");
    EXPECT_EQ(next("ss_tag_frequency").phrase, "four");
    EXPECT_EQ(find_trigger(metadata).phrase, "");
}

TEST(TriggerTest, NamesItsSource) {
    EXPECT_EQ(find_trigger({{"modelspec.trigger_phrase", "x"}}).source, "modelspec.trigger_phrase");
    EXPECT_EQ(
        find_trigger({{"ss_tag_frequency", R"({"a": {"x": 1}})"}}).source, "ss_tag_frequency"
    );
    EXPECT_EQ(find_trigger({}).source, "");
}

TEST(TriggerTest, PassesOverKeysWithNothingToShow) {
    EXPECT_EQ(
        find_trigger({{"trigger_word", " \n\t "}, {"modelspec.trigger_phrase", "x"}}).phrase, "x"
    );
}

TEST(TriggerTest, IsCleanAndBoundedWhateverTheFileSays) {
    EXPECT_EQ(
        find_trigger({{"trigger_word", "ohwx\r\n\x1b[0m \u202Eman\xFF"}}).phrase, "ohwx [0m man"
    );
    EXPECT_EQ(utf8_length(find_trigger({{"trigger_word", std::string(5'000, 'x')}}).phrase), 100U);
}

TEST(TriggerTest, IsTheMostFrequentTagOverAllFolders) {
    const Metadata metadata = {
        {"ss_tag_frequency", R"({"10_a": {"cat": 5, "ohwx": 4}, "5_b": {"dog": 6, " ohwx": 3}})"}};

    EXPECT_EQ(find_trigger(metadata).phrase, "ohwx");
}

TEST(TriggerTest, IsTheFirstBySpellingAmongEqualTags) {
    EXPECT_EQ(
        find_trigger({{"ss_tag_frequency", R"({"d": {"zebra": 2, "apple": 2}})"}}).phrase, "apple"
    );
}

TEST(TriggerTest, IsNoWholeCaption) {
    const std::string caption(101, 'x');

    EXPECT_EQ(
        find_trigger({{"ss_tag_frequency", R"({"d": {")" + caption + R"(": 9, "ohwx": 2}})"}}
        ).phrase,
        "ohwx"
    );
}

TEST(TriggerTest, IsEmptyForTagListsThatMakeNoSense) {
    for (const char* text :
         {"",
          "{",
          "[]",
          "1",
          "{}",
          R"({"d": 1})",
          R"({"d": {}})",
          R"({"d": {"x": "many"}})",
          R"({"d": {"": 3}})",
          R"({"d": {"x": -1}})",
          R"({"d": {"x": 0}})",
          R"({"a":{"b":{"c":{"d":{"e":1}}}}})"}) {
        EXPECT_EQ(find_trigger({{"ss_tag_frequency", text}}).phrase, "") << text;
    }
}

TEST(TriggerTest, IgnoresTagListsBeyondReason) {
    const std::string padding(std::size_t{3} << 20U, ' ');

    EXPECT_EQ(find_trigger({{"ss_tag_frequency", R"({"d": {"x": 1}})" + padding}}).phrase, "");
}

// Titles

TEST(TitleTest, ComesFromModelspecThenTheFilesOwnNames) {
    EXPECT_EQ(
        find_title(
            {{"modelspec.title", "A"}, {"title", "B"}, {"ss_output_name", "C"}, {"name", "D"}}
        ),
        "A"
    );
    EXPECT_EQ(find_title({{"title", "B"}, {"ss_output_name", "C"}, {"name", "D"}}), "B");
    EXPECT_EQ(find_title({{"ss_output_name", "C"}, {"name", "D"}}), "C");
    EXPECT_EQ(find_title({{"name", "D"}}), "D");
    EXPECT_EQ(find_title({}), "");
}

TEST(TitleTest, IsCleanAndBounded) {
    EXPECT_EQ(find_title({{"title", "My\nLoRA\x07"}}), "My LoRA");
    EXPECT_EQ(
        utf8_length(find_title({{"title", std::string(1'000, 'x')}})), 201U
    );  // with the ellipsis
}

// Alphas

TEST(AlphaTest, IsReadFromEveryTrainersKey) {
    EXPECT_EQ(find_alpha({{"ss_network_alpha", "16.0"}}), 16.0);
    EXPECT_EQ(find_alpha({{"lora_alpha", "8"}}), 8.0);
    EXPECT_EQ(
        find_alpha(
            {{"lora_adapter_metadata", R"({"transformer.r": 4, "transformer.lora_alpha": 32})"}}
        ),
        32.0
    );
    EXPECT_EQ(find_alpha({{"lora_adapter_metadata", R"({"lora_alpha": 0.5})"}}), 0.5);
}

TEST(AlphaTest, IsNothingForWhatIsNoPositiveNumber) {
    for (const char* text :
         {"", "None", "0", "-1", "nan", "inf", "1e999", "8 or so", " 8", "0x10"}) {
        EXPECT_FALSE(find_alpha({{"ss_network_alpha", text}})) << text;
    }
    EXPECT_FALSE(find_alpha({{"lora_adapter_metadata", R"({"lora_alpha": "8"})"}}));
    EXPECT_FALSE(find_alpha({}));
}

// Tags

TEST(TrainingTagsTest, TellKohyasSettings) {
    const Metadata metadata = {
        {"ss_base_model_version", "flux1"},
        {"modelspec.architecture", "flux-1-dev/lora"},
        {"modelspec.resolution", "1024x1024"},
        {"ss_steps", "1600"},
        {"ss_epoch", "16"},
        {"ss_network_module", "networks.lora_flux"},
        {"ss_training_comment", "None"},
        {"sshs_model_hash", "12ab"}};

    EXPECT_THAT(
        find_training_tags(metadata),
        ElementsAre(
            TrainingTag{"base model", "flux1"},
            TrainingTag{"architecture", "flux-1-dev/lora"},
            TrainingTag{"resolution", "1024x1024"},
            TrainingTag{"steps", "1600"},
            TrainingTag{"epoch", "16"},
            TrainingTag{"network", "networks.lora_flux"}
        )
    );
}

TEST(TrainingTagsTest, TellAiToolkitsSettings) {
    const Metadata metadata = {
        {"software",
         R"({"name": "ai-toolkit", "repo": "https://example.org/x", "version": "0.7.4"})"},
        {"training_info", R"({"step": 2000, "epoch": 39})"}};

    EXPECT_THAT(
        find_training_tags(metadata),
        ElementsAre(
            TrainingTag{"steps", "2000"},
            TrainingTag{"epoch", "39"},
            TrainingTag{"software", "ai-toolkit 0.7.4"}
        )
    );
}

TEST(TrainingTagsTest, TakeSoftwareInPlainText) {
    EXPECT_THAT(
        find_training_tags({{"software", "my trainer"}}),
        ElementsAre(TrainingTag{"software", "my trainer"})
    );
}

TEST(TrainingTagsTest, AreCleanAndBounded) {
    const auto tags =
        find_training_tags({{"ss_training_comment", "a\nb" + std::string(1'000, 'x')}});

    ASSERT_EQ(tags.size(), 1U);
    EXPECT_TRUE(tags[0].value.starts_with("a b"));
    EXPECT_EQ(utf8_length(tags[0].value), 201U);
}

TEST(TrainingTagsTest, LeaveOutThumbnailsAndOtherLargeThings) {
    EXPECT_THAT(
        find_training_tags(
            {{"modelspec.thumbnail", "data:image/png;base64,AAAA"}, {"ss_bucket_info", "{}"}}
        ),
        IsEmpty()
    );
}

}  // namespace
}  // namespace likeness::safetensors
