#include "base/json_text.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

std::string quoted(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

TEST(JsonTextTest, EscapesWhatJsonAsksFor) {
    EXPECT_EQ(quoted("a\"b\\c\n\x01"), R"("a\"b\\c\n\u0001")");
    EXPECT_EQ(quoted("ü😀"), "\"ü😀\"");
}

TEST(JsonTextTest, EscapesTheStartOfATagSoThatItMayStandInAScript) {
    EXPECT_EQ(quoted("</script>"), R"("\u003c/script>")");
}

TEST(JsonTextTest, PutsAReplacementWhereBytesAreNoText) {
    EXPECT_EQ(
        quoted("a\xff"
               "b\xc3"),
        "\"a\xEF\xBF\xBD"
        "b\xEF\xBF\xBD\""
    );
}

}  // namespace
}  // namespace likeness
