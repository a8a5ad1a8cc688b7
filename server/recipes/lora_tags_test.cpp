#include "recipes/lora_tags.hpp"

#include "recipes/test_files.hpp"

#include <gmock/gmock.h>

namespace likeness::recipes {
namespace {

using test::is_lora;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(LoraTagsTest, LeavesNoTraceOfATag) {
    EXPECT_EQ(take_lora_tags("a fox <lora:x:1> in snow").prompt, "a fox in snow");
    EXPECT_EQ(take_lora_tags("a fox, <lora:x:1>, snow").prompt, "a fox, snow");
    EXPECT_EQ(take_lora_tags("a fox <lora:x:1>, snow").prompt, "a fox, snow");
    EXPECT_EQ(take_lora_tags("<lora:x:1>, snow").prompt, "snow");
    EXPECT_EQ(take_lora_tags("a fox, <lora:x:1>").prompt, "a fox");
    EXPECT_EQ(take_lora_tags("a fox <lora:x:1><lora:y:1>\nsnow").prompt, "a fox\nsnow");
    EXPECT_EQ(take_lora_tags("fox<lora:x:1>trot").prompt, "foxtrot");
}

TEST(LoraTagsTest, ReadsEveryFormOfScale) {
    const auto loras =
        take_lora_tags(
            "<lora:none> <lora:one:0.5> <lora:two:0.2:0.9> <lora:named:te=0.1:unet=0.7> "
            "<lora:text:te=0.3> <lora:blocks:0.6:lbw=OUT> <lora:minus:-1.5> <lyco:old:0.4> "
            "<lora:bad:much>"
        )
            .loras;

    EXPECT_THAT(
        loras,
        ElementsAre(
            is_lora("none", 1),
            is_lora("one", 0.5),
            is_lora("two", 0.9),
            is_lora("named", 0.7),
            is_lora("text", 0.3),
            is_lora("blocks", 0.6),
            is_lora("minus", -1.5),
            is_lora("old", 0.4),
            is_lora("bad", 1)
        )
    );
}

TEST(LoraTagsTest, LeavesWhatIsNoTag) {
    for (const std::string_view text :
         {"a < b > c",
          "<lora:",
          "<lora:x",
          "<lora::1>",
          "<lora:a\nb>",
          "<hypernet:x:1>",
          "<lora:<b>"}) {
        const auto tagged = take_lora_tags(text);
        EXPECT_EQ(tagged.prompt, text);
        EXPECT_THAT(tagged.loras, IsEmpty());
    }
}

TEST(LoraTagsTest, KeepsALimitedNumber) {
    std::string prompt = "fox ";
    for (int i = 0; i < 5000; ++i) {
        prompt += "<lora:x:1>";
    }

    const auto tagged = take_lora_tags(prompt);

    EXPECT_EQ(tagged.prompt, "fox");
    EXPECT_THAT(tagged.loras, SizeIs(kMaxLoras));
}

}  // namespace
}  // namespace likeness::recipes
