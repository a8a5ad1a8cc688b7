#include "app/page.hpp"

#include "net/in_memory_request.hpp"
#include "testing/body_of.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace likeness::app {
namespace {

using net::InMemoryRequest;
using net::Method;
using test::body_of;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

bool is_compressed(std::string_view path) {
    return path.ends_with(".br") || path.ends_with(".gz");
}

/// The file of web/dist; the program may have been built without.
std::optional<std::string_view> built(std::string_view path) {
    const auto files = page_files();
    const auto found = std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& file) {
        return file.path == path;
    });
    return found == files.end() ? std::nullopt : std::optional(found->bytes);
}

/// What the document's bytes must be.
std::string_view document_bytes() {
    return built("index.html")
        .value_or("This program was built without its page. Run ./run to build both.\n");
}

class PageTest : public ::testing::Test {
protected:
    net::Response document(InMemoryRequest& request) { return page_.document(request.request()); }

    net::Response document() {
        InMemoryRequest request;
        return document(request);
    }

    std::optional<net::Response> asset(const std::string& path, const std::string& codings = "") {
        InMemoryRequest request(Method::get, path);
        request.header("Accept-Encoding", codings);
        return page_.asset(request.request());
    }

    Page page_{{"https://images.example", "http://[::1]:8080"}};
};

TEST_F(PageTest, HasOneDocumentForEveryAddressOrSaysThatItWasBuiltWithout) {
    const net::Response response = document();

    EXPECT_EQ(response.status, built("index.html") ? 200 : 404);
    EXPECT_EQ(body_of(response), document_bytes());
}

TEST_F(PageTest, LetsNothingRunThatIsNotOurs) {
    const net::Response response = document();
    const std::string policy(response.header("Content-Security-Policy").value_or(""));

    ASSERT_EQ(!policy.empty(), built("index.html").has_value());
    if (!policy.empty()) {
        EXPECT_THAT(
            policy,
            AllOf(
                HasSubstr("default-src 'none'; script-src 'self'; style-src 'self';"),
                HasSubstr("img-src 'self' data: blob: https://images.example;"),
                HasSubstr("frame-ancestors 'none'"),
                Not(HasSubstr("unsafe"))
            )
        );
        EXPECT_EQ(response.header("Referrer-Policy"), "same-origin");
    }
}

TEST_F(PageTest, ServesEveryFileOfTheBuildUnderItsName) {
    for (const EmbeddedFile& file : page_files()) {
        if (is_compressed(file.path)) {
            continue;
        }
        const std::optional<net::Response> response = asset("/" + std::string(file.path));

        ASSERT_TRUE(response) << file.path;
        EXPECT_EQ(body_of(*response), file.bytes) << file.path;
        EXPECT_NE(response->header("Content-Type"), "application/octet-stream") << file.path;
    }
}

TEST_F(PageTest, LetsBrowsersKeepFilesWithHashedNamesOnly) {
    for (const EmbeddedFile& file : page_files()) {
        if (is_compressed(file.path)) {
            continue;
        }
        const net::Response response = *asset("/" + std::string(file.path));
        const bool is_kept = response.header("Cache-Control").value_or("").find("immutable") !=
                             std::string_view::npos;

        EXPECT_EQ(is_kept, file.path.starts_with("assets/")) << file.path;
    }
}

TEST_F(PageTest, SendsTheFormThatTheClientUnderstands) {
    for (const EmbeddedFile& file : page_files()) {
        if (!is_compressed(file.path)) {
            continue;
        }
        const bool is_brotli = file.path.ends_with(".br");
        const std::string path = "/" + std::string(file.path.substr(0, file.path.size() - 3));

        const net::Response response = *asset(path, is_brotli ? "br, gzip" : "gzip");

        EXPECT_EQ(body_of(response), file.bytes) << file.path;
        EXPECT_EQ(response.header("Content-Encoding"), is_brotli ? "br" : "gzip") << file.path;
        EXPECT_EQ(response.header("Vary"), "Accept-Encoding") << file.path;
    }
}

TEST_F(PageTest, DoesNotServeTheCompressedFormsByTheirOwnNames) {
    EXPECT_FALSE(asset("/index.html.br"));
    EXPECT_FALSE(asset("/index.html.gz"));
    EXPECT_FALSE(asset("/missing.js"));
}

TEST_F(PageTest, SendsNothingToWhoHasTheDocumentAlready) {
    const net::Response first = document();
    InMemoryRequest again;
    again.header("If-None-Match", std::string(first.header("ETag").value_or("\"none\"")));

    EXPECT_EQ(document(again).status, built("index.html") ? 304 : 404);
}

}  // namespace
}  // namespace likeness::app
