#include "adapters/s3_store/s3_xml.hpp"

#include <gtest/gtest.h>

namespace likeness::s3_store {
namespace {

TEST(S3XmlTest, FindsTheTextOfAnElementWithItsEntities) {
    EXPECT_EQ(
        xml_text("<a><Key>x&amp;&lt;&gt;&quot;&apos;&#34;&#x41;</Key></a>", "Key"), "x&<>\"'\"A"
    );
    EXPECT_EQ(xml_text("<KeyCount>1</KeyCount><Key>k</Key>", "Key"), "k");
    EXPECT_EQ(xml_text("<Key/><Key>k</Key>", "Key"), "k");
    EXPECT_EQ(xml_text("<a xmlns=\"x\">t</a>", "a"), "t");
}

TEST(S3XmlTest, FindsEveryElementOfAName) {
    const auto found = xml_elements("<C><K>1</K></C><C><K>2</K></C>", "C");

    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(xml_text(found[1], "K"), "2");
}

TEST(S3XmlTest, FindsNothingInWhatIsBroken) {
    for (const char* xml : {"", "<", "<Key", "<Key>", "<Key>x", "Key>x</Key>", "<Keys>x</Keys>"}) {
        EXPECT_EQ(xml_text(xml, "Key"), std::nullopt) << xml;
    }
    EXPECT_EQ(xml_text("<Key>&unknown;&;&#xZZ;&#999;&</Key>", "Key"), "&unknown;&;&#xZZ;&#999;&");
}

TEST(S3XmlTest, EscapesWhatItWrites) {
    EXPECT_EQ(xml_escaped("\"a&b<c>'"), "&quot;a&amp;b&lt;c&gt;&apos;");
}

}  // namespace
}  // namespace likeness::s3_store
