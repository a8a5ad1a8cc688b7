#include "paperflux/engine.hpp"
#include "paperflux/testing_engine.hpp"

#include <gtest/gtest.h>

namespace likeness::paperflux {
namespace {

using EnginePromptTest = EngineTest;

struct OddPrompt {
    std::string name;
    std::string prompt;
};

class OddPromptTest : public ::testing::TestWithParam<OddPrompt> {};

INSTANTIATE_TEST_SUITE_P(
    AnyText,
    OddPromptTest,
    ::testing::Values(
        OddPrompt{"Empty", ""},
        OddPrompt{"Spaces", "   \t\r\n "},
        OddPrompt{"German", "Drei Kürbisse unter dem großen Mond"},
        OddPrompt{"Japanese", "満月の下の三つのかぼちゃ"},
        OddPrompt{"Arabic", "ثلاث يقطينات تحت القمر"},
        OddPrompt{"Emoji", "🎃🎃🎃 🌕 👩‍👩‍👧‍👦"},
        OddPrompt{"BrokenUtf8", "\xff\xfe\xc3 \x80 cat \xed\xa0\x80"},
        OddPrompt{"Zeros", std::string("a\0cat\0", 6)},
        OddPrompt{"OneLongWord", std::string(1'000'000, 'a')},
        OddPrompt{"OnlyMarks", std::string(100'000, '!')},
        OddPrompt{"Formats", "%s%n{} ${x} <script>"}
    ),
    [](const auto& odd) { return odd.param.name; }
);

TEST_P(OddPromptTest, GivesAPicture) {
    Engine engine(shipped_model(), 0);

    const auto picture = engine.draw(quick(GetParam().prompt));

    ASSERT_TRUE(picture) << picture.error().message;
    EXPECT_TRUE(*picture);
}

TEST_F(EnginePromptTest, ReadsTheFirst32OfTenThousandWords) {
    std::string words;
    for (int i = 0; i < 32; ++i) {
        words += "pumpkin ";
    }
    std::string more = words;
    for (int i = 0; i < 10'000; ++i) {
        more += "moon ";
    }

    EXPECT_EQ(draw(quick(more)), draw(quick(words)));
}

}  // namespace
}  // namespace likeness::paperflux
