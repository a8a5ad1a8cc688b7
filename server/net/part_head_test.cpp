#include "net/part_head.hpp"

#include <gtest/gtest.h>

#include <string>

namespace likeness::net {
namespace {

using namespace std::string_literals;

TEST(PartHeadTest, ReadsNameFileNameAndType) {
    const auto part = parse_part_head(
        "Content-Disposition: form-data; name=\"images\"; filename=\"a;b.png\"\r\nContent-Type: "
        "image/png\r\nX: y\r\n"
    );

    ASSERT_TRUE(part);
    EXPECT_EQ(part->name, "images");
    EXPECT_EQ(part->filename, "a;b.png");
    EXPECT_EQ(part->content_type, "image/png");
}

TEST(PartHeadTest, HasNoFileNameForPlainFields) {
    const auto part = parse_part_head("content-disposition:FORM-DATA;name=title\r\n");

    ASSERT_TRUE(part);
    EXPECT_EQ(part->name, "title");
    EXPECT_FALSE(part->filename);
    EXPECT_EQ(part->content_type, "text/plain");
}

TEST(PartHeadTest, RefusesWhatIsNoFormField) {
    for (const std::string& head :
         {""s,
          "Content-Type: image/png\r\n"s,
          "Content-Disposition: attachment; name=\"a\"\r\n"s,
          "Content-Disposition: form-data\r\n"s,
          "Content-Disposition: form-data; filename=\"a\"\r\n"s,
          "Content-Disposition: form-data; name=\"a\r\n"s,
          "Content-Disposition: form-data; name=a b\r\n"s,
          "Content-Disposition: form-data; name=\"\xff\"\r\n"s,
          "Content-Disposition: form-data; name=\"a\"; filename=\"\xc3\"\r\n"s,
          "Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n"s,
          "Content-Disposition: form-data; name=\"a\"\r\n folded\r\n"s,
          "Content-Disposition : form-data; name=\"a\"\r\n"s,
          "Content-Disposition: form-data; name=\"a\0b\"\r\n"s,
          "Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n"s}) {
        EXPECT_FALSE(parse_part_head(head)) << head;
    }
}

TEST(UnquoteTest, LeavesTheBackslashesOfFileNames) {
    EXPECT_EQ(unquote(R"("C:\images\a.png")"), R"(C:\images\a.png)");
    EXPECT_EQ(unquote(R"("say \"hi\"")"), "say \"hi\"");
    EXPECT_EQ(unquote("token"), "token");
    EXPECT_EQ(unquote("\"\""), "");
}

TEST(UnquoteTest, RefusesOpenQuotesAndBareText) {
    for (const std::string_view text : {"\"", "\"a", "a\"", "a b", "", "\"a\"b\""}) {
        EXPECT_FALSE(unquote(text)) << text;
    }
}

}  // namespace
}  // namespace likeness::net
