#include "adapters/folder_store/object_route.hpp"

#include "net/in_memory_request.hpp"
#include "testing/body_of.hpp"
#include "testing/code_of.hpp"
#include "testing/run_task.hpp"
#include "testing/test_folder_store.hpp"

#include <gmock/gmock.h>

namespace likeness::folder_store {
namespace {

using namespace std::chrono_literals;
using net::InMemoryRequest;
using net::Method;
using test::body_of;
using test::code_of;
using ::testing::HasSubstr;

class ObjectRouteTest : public ::testing::Test {
protected:
    void put(Bucket bucket, std::string_view key, Bytes data) {
        run_.value(store_->put(bucket, ObjectKey::parse(key).value(), std::move(data), ""));
    }

    /// The address with a signature that fits, whatever the path.
    std::string signed_target(const std::string& path) {
        return path + store_->signer().query_for(path, store_.clock.now(), 1h);
    }

    InMemoryRequest ask(const std::string& path, Method method = Method::get) {
        return InMemoryRequest(method, signed_target(path));
    }

    Result<net::Response> answer(InMemoryRequest& request) {
        return route_.respond(request.request());
    }

    Result<net::Response> answer(InMemoryRequest&& request) { return answer(request); }

    test::TaskRunner run_;
    test::TestFolderStore store_;
    ObjectRoute route_{*store_, store_.clock};
};

TEST_F(ObjectRouteTest, ServesTheLinkOfTheStore) {
    put(Bucket::generated, "2026/11/a.jpg", "picture");
    const std::string url =
        store_->signed_url(Bucket::generated, ObjectKey::parse("2026/11/a.jpg").value(), 1h);
    ASSERT_TRUE(url.starts_with("https://likeness.example/objects/"));

    const auto response = answer(
        InMemoryRequest(Method::get, url.substr(std::string("https://likeness.example").size()))
    );

    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(body_of(*response), "picture");
}

TEST_F(ObjectRouteTest, LetsBrowsersKeepAnObjectForEverAndProxiesNot) {
    put(Bucket::generated, "a.jpg", "picture");

    const auto response = answer(ask("/objects/generated/a.jpg"));

    EXPECT_EQ(response.value().header("Cache-Control"), "private, max-age=31536000, immutable");
}

TEST_F(ObjectRouteTest, NamesTheKindOfFileByItsKey) {
    const std::vector<std::pair<std::string, std::string>> kinds{
        {"a.jpg", "image/jpeg"},
        {"a.png", "image/png"},
        {"a.webp", "image/webp"},
        {"a.safetensors", "application/octet-stream"},
        {"a.html", "application/octet-stream"},
        {"a", "application/octet-stream"}};
    for (const auto& [key, type] : kinds) {
        put(Bucket::generated, key, "x");

        EXPECT_EQ(answer(ask("/objects/generated/" + key)).value().header("Content-Type"), type)
            << key;
    }
}

TEST_F(ObjectRouteTest, ServesRanges) {
    put(Bucket::generated, "a.jpg", "0123456789");

    const auto middle = answer(ask("/objects/generated/a.jpg").header("Range", "bytes=2-4"));
    const auto end = answer(ask("/objects/generated/a.jpg").header("Range", "bytes=-3"));
    const auto beyond = answer(ask("/objects/generated/a.jpg").header("Range", "bytes=10-"));

    EXPECT_EQ(middle.value().status, 206);
    EXPECT_EQ(middle->header("Content-Range"), "bytes 2-4/10");
    EXPECT_EQ(body_of(*middle), "234");
    EXPECT_EQ(body_of(end.value()), "789");
    EXPECT_EQ(beyond.value().status, 416);
}

TEST_F(ObjectRouteTest, AnswersHeadWithTheHeadersOfGet) {
    put(Bucket::generated, "a.jpg", "0123456789");

    const auto head = answer(ask("/objects/generated/a.jpg", Method::head));
    const auto get = answer(ask("/objects/generated/a.jpg"));

    EXPECT_EQ(head.value().status, 200);
    EXPECT_EQ(head->header_lines(), get.value().header_lines());
}

TEST_F(ObjectRouteTest, SendsNothingToWhoHasItAlready) {
    put(Bucket::generated, "a.jpg", "picture");
    const auto first = answer(ask("/objects/generated/a.jpg"));
    const std::string etag(first.value().header("ETag").value());

    const auto again = answer(ask("/objects/generated/a.jpg").header("If-None-Match", etag));
    const auto other = answer(ask("/objects/generated/a.jpg").header("If-None-Match", "\"other\""));

    EXPECT_EQ(again.value().status, 304);
    EXPECT_EQ(other.value().status, 200);
}

TEST_F(ObjectRouteTest, RefusesOtherMethods) {
    put(Bucket::generated, "a.jpg", "picture");

    for (const Method method :
         {Method::post, Method::put, Method::patch, Method::delete_, Method::options}) {
        EXPECT_EQ(
            code_of(answer(ask("/objects/generated/a.jpg", method))),
            ErrorCode::method_not_supported
        );
    }
}

TEST_F(ObjectRouteTest, RefusesALinkWithoutASignature) {
    put(Bucket::generated, "a.jpg", "picture");

    EXPECT_EQ(
        code_of(answer(InMemoryRequest(Method::get, "/objects/generated/a.jpg"))),
        ErrorCode::permission_denied
    );
}

TEST_F(ObjectRouteTest, DoesNotTellWithoutASignatureWhetherAnObjectExists) {
    put(Bucket::generated, "a.jpg", "picture");

    const auto there = answer(InMemoryRequest(Method::get, "/objects/generated/a.jpg"));
    const auto missing = answer(InMemoryRequest(Method::get, "/objects/generated/b.jpg"));

    EXPECT_EQ(there.error().message, missing.error().message);
}

TEST_F(ObjectRouteTest, SaysThatALinkHasExpired) {
    put(Bucket::generated, "a.jpg", "picture");
    InMemoryRequest request = ask("/objects/generated/a.jpg");
    store_.clock.advance(2h);

    const auto response = route_.respond(request.request());

    ASSERT_EQ(code_of(response), ErrorCode::permission_denied);
    EXPECT_THAT(response.error().message, HasSubstr("expired"));
}

TEST_F(ObjectRouteTest, FindsNoObjectThatIsMissing) {
    EXPECT_EQ(code_of(answer(ask("/objects/generated/a.jpg"))), ErrorCode::not_found);
}

TEST_F(ObjectRouteTest, ServesNothingThatWasRemovedAMomentAgo) {
    put(Bucket::generated, "a.jpg", "picture");
    ASSERT_TRUE(answer(ask("/objects/generated/a.jpg")));

    run_.value(store_->remove(Bucket::generated, ObjectKey::parse("a.jpg").value()));

    EXPECT_EQ(code_of(answer(ask("/objects/generated/a.jpg"))), ErrorCode::not_found);
}

TEST_F(ObjectRouteTest, ServesWhatReplacedAnObjectAMomentAgo) {
    put(Bucket::generated, "a.jpg", "picture");
    ASSERT_TRUE(answer(ask("/objects/generated/a.jpg")));

    put(Bucket::generated, "a.jpg", "another picture");

    EXPECT_EQ(body_of(*answer(ask("/objects/generated/a.jpg"))), "another picture");
}

TEST_F(ObjectRouteTest, KnowsItsBucketsOnly) {
    put(Bucket::generated, "a.jpg", "picture");

    for (const char* path :
         {"/objects/other/a.jpg",
          "/objects/uploads/a.jpg",
          "/objects//a.jpg",
          "/objects/generated",
          "/objects/generated/",
          "/objects/.scratch/a.jpg",
          "/objects/"}) {
        EXPECT_EQ(code_of(answer(ask(path))), ErrorCode::not_found) << path;
    }
}

TEST_F(ObjectRouteTest, LeavesItsFolderByNoPathThatWasSigned) {
    store_.lay_down("secret", "secret");
    store_.lay_down("generated/secret", "secret");
    std::filesystem::create_symlink(store_.root() / "secret", store_.root() / "generated/link.jpg");

    for (const char* path :
         {"/objects/generated/../secret",
          "/objects/generated/%2e%2e/secret",
          "/objects/generated/..%2fsecret",
          "/objects/generated/./secret",
          "/objects/generated//secret",
          "/objects/generated/%73ecret",
          "/objects/generated/link.jpg"}) {
        EXPECT_EQ(code_of(answer(ask(path))), ErrorCode::not_found) << path;
    }
}

TEST_F(ObjectRouteTest, TakesAFolderForNoObject) {
    put(Bucket::generated, "2026/a.jpg", "picture");

    EXPECT_EQ(code_of(answer(ask("/objects/generated/2026"))), ErrorCode::not_found);
}

}  // namespace
}  // namespace likeness::folder_store
