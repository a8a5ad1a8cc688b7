#include "adapters/s3_store/s3_etag.hpp"

#include <gtest/gtest.h>

namespace likeness::s3_store {
namespace {

bool fits(const std::string& etag, BytesView data, http_client::Headers headers = {}) {
    http_client::Response response;
    response.headers = std::move(headers);
    response.headers.emplace_back("etag", etag);
    return may_be_etag_of(response, data, 3);
}

TEST(S3EtagTest, ComparesTheMd5OfWholeUploads) {
    EXPECT_TRUE(fits("\"900150983cd24fb0d6963f7d28e17f72\"", "abc"));
    EXPECT_FALSE(fits("\"900150983cd24fb0d6963f7d28e17f72\"", "abd"));
}

TEST(S3EtagTest, ComparesTheMd5sOfOurParts) {
    // md5(md5("abc") + md5("d"))
    EXPECT_TRUE(fits("\"26b10a702bd95f42e3c2737f5975aa20-2\"", "abcd"));
    EXPECT_FALSE(fits("\"00000000000000000000000000000000-2\"", "abcd"));
}

TEST(S3EtagTest, KnowsNothingOfPartsOfAnotherSizeAndOfEncryptedObjects) {
    EXPECT_TRUE(fits("\"00000000000000000000000000000000-3\"", "abcd"));
    EXPECT_TRUE(fits(
        "\"00000000000000000000000000000000\"", "abc", {{"x-amz-server-side-encryption", "aws:kms"}}
    ));
    EXPECT_TRUE(fits("\"opaque\"", "abc"));
    EXPECT_TRUE(fits("", "abc"));
}

}  // namespace
}  // namespace likeness::s3_store
