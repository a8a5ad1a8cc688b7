#include "base/json_text.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

std::string in_quotes(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

TEST(JsonTextTest, EscapesWhatJsonAsksFor) {
    EXPECT_EQ(in_quotes("a\"b\\c\n\x01"), R"("a\"b\\c\n\u0001")");
    EXPECT_EQ(in_quotes("ü😀"), "\"ü😀\"");
}

TEST(JsonTextTest, EscapesTheStartOfATagSoThatItMayStandInAScript) {
    EXPECT_EQ(in_quotes("</script>"), R"("\u003c/script>")");
}

TEST(JsonTextTest, FindsWhatNeedsEscapingWhereverItStands) {
    for (int byte = 0; byte < 0x80; ++byte) {
        const std::string alone = in_quotes(std::string(1, static_cast<char>(byte)));
        const std::string escaped = alone.substr(1, alone.size() - 2);
        for (std::size_t place = 0; place < 20; ++place) {
            std::string text(20, 'a');
            text[place] = static_cast<char>(byte);
            std::string expected = "\"" + std::string(20, 'a') + "\"";
            expected.replace(place + 1, 1, escaped);

            EXPECT_EQ(in_quotes(text), expected) << byte << " at " << place;
        }
    }
}

TEST(JsonTextTest, PutsAReplacementWhereBytesAreNoText) {
    EXPECT_EQ(
        in_quotes("a\xff"
                  "b\xc3"),
        "\"a\xEF\xBF\xBD"
        "b\xEF\xBF\xBD\""
    );
}

}  // namespace
}  // namespace likeness
