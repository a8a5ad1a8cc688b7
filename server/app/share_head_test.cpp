#include "app/share_head.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ShareHeadTest, CountsPictures) {
    EXPECT_EQ(pictures_text(0, {}), "0 pictures");
    EXPECT_EQ(pictures_text(1, "Noir"), "1 picture made with Noir");
    EXPECT_EQ(pictures_text(4, "Noir"), "4 pictures made with Noir");
    EXPECT_EQ(pictures_text(999, {}), "999 pictures");
    EXPECT_EQ(pictures_text(1'000, {}), "1,000 pictures");
    EXPECT_EQ(pictures_text(1'234'567, {}), "1,234,567 pictures");
}

TEST(ShareHeadTest, KeepsWhatPeopleWriteText) {
    const std::string tags = share_tags(
        {R"("><script>alert('x')</script>&)", "</title><b>", "https://likeness.example/s/t", {}}
    );

    EXPECT_THAT(tags, Not(HasSubstr("<script")));
    EXPECT_THAT(tags, Not(HasSubstr("<b>")));
    EXPECT_THAT(
        tags,
        HasSubstr(
            R"(<meta property="og:title" content="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;" />)"
        )
    );
    EXPECT_THAT(tags, HasSubstr("<title>&quot;&gt;&lt;script&gt;"));
}

TEST(ShareHeadTest, NamesACoverWithItsSizeOnlyWhereThereIsOne) {
    ShareHead head{"Four foxes", "4 pictures.", "https://likeness.example/s/t"};
    EXPECT_THAT(share_tags(head), Not(HasSubstr("image\"")));
    EXPECT_THAT(share_tags(head), HasSubstr(R"(name="twitter:card" content="summary")"));

    head.cover = ShareHead::Cover{"https://likeness.example/s/t/cover.jpg", 768, 512};

    const std::string tags = share_tags(head);
    EXPECT_THAT(
        tags, HasSubstr(R"(property="og:image" content="https://likeness.example/s/t/cover.jpg")")
    );
    EXPECT_THAT(tags, HasSubstr(R"(property="og:image:width" content="768")"));
    EXPECT_THAT(tags, HasSubstr(R"(property="og:image:height" content="512")"));
    EXPECT_THAT(tags, HasSubstr(R"(name="twitter:card" content="summary_large_image")"));
}

TEST(ShareHeadTest, KeepsSearchEnginesAway) {
    EXPECT_THAT(
        share_tags({"a", "b", "c", {}}), HasSubstr(R"(name="robots" content="noindex, nofollow")")
    );
}

}  // namespace
}  // namespace likeness::app
