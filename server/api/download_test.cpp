#include "api/download.hpp"

#include "net/in_memory_request.hpp"
#include "testing/body_of.hpp"

#include <gtest/gtest.h>

namespace likeness::api {
namespace {

using net::InMemoryRequest;

Download sample() {
    return {"image/png", "paper-boats-2026-11-21-7.png", "abc", Bytes("0123456789")};
}

net::Response answer(InMemoryRequest& request) {
    return download_response(request.request(), sample());
}

TEST(AttachmentTest, SaysPlainNamesOnce) {
    EXPECT_EQ(attachment("a-7.jpg"), "attachment; filename=\"a-7.jpg\"");
}

TEST(AttachmentTest, SaysOthersInAsciiAndInFull) {
    EXPECT_EQ(
        attachment("bär-7.jpg"),
        "attachment; filename=\"b_r-7.jpg\"; filename*=UTF-8''b%C3%A4r-7.jpg"
    );
}

TEST(AttachmentTest, CannotBeEndedByAName) {
    EXPECT_EQ(
        attachment("a\"; x=\"b\r\n.jpg"),
        "attachment; filename=\"a_; x=_b__.jpg\"; filename*=UTF-8''a%22%3B%20x%3D%22b%0D%0A.jpg"
    );
}

TEST(DownloadResponseTest, IsAnAttachmentThatCanBeTakenUpAgain) {
    InMemoryRequest plain;
    const net::Response whole = answer(plain);
    const net::Response part =
        answer(InMemoryRequest().header("Range", "bytes=4-").header("If-Range", "\"abc\""));
    const net::Response changed =
        answer(InMemoryRequest().header("Range", "bytes=4-").header("If-Range", "\"abd\""));

    EXPECT_EQ(whole.status, 200);
    EXPECT_EQ(whole.header("Content-Type"), "image/png");
    EXPECT_EQ(
        whole.header("Content-Disposition"), "attachment; filename=\"paper-boats-2026-11-21-7.png\""
    );
    EXPECT_EQ(whole.header("ETag"), "\"abc\"");
    EXPECT_EQ(whole.header("Cache-Control"), "private, no-cache");
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(test::body_of(part), "456789");
    EXPECT_EQ(changed.status, 200);
}

}  // namespace
}  // namespace likeness::api
