#include "net/static_files.hpp"

#include "net/in_memory_request.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>

namespace likeness::net {
namespace {

constexpr std::array kAssets = {
    Asset{"/", "text/html; charset=utf-8", "\"page\"", false, "<html>", "gz", "br"},
    Asset{"/assets/app-1a2b.js", "text/javascript", "\"app\"", true, "code", "", "brcode"},
    Asset{"/icon.png", "image/png", "\"icon\"", false, "png"},
};

std::string_view bytes_of(const Response& response) {
    return std::get<StaticBody>(response.body).bytes;
}

TEST(StaticFilesTest, KnowsWhatItHas) {
    const StaticFiles files(kAssets);
    InMemoryRequest source;
    const Request request = source.request();

    EXPECT_EQ(bytes_of(*files.find(request, "/icon.png")), "png");
    EXPECT_FALSE(files.find(request, "/icon"));
}

TEST(StaticFilesTest, SendsTheFormThatTheClientPrefers) {
    const StaticFiles files(kAssets);
    InMemoryRequest source;
    source.header("Accept-Encoding", "gzip, br");

    const Response response = *files.find(source.request(), "/");

    EXPECT_EQ(bytes_of(response), "br");
    EXPECT_EQ(response.header("Content-Encoding"), "br");
    EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
    EXPECT_EQ(response.header("ETag"), "\"page-br\"");
    EXPECT_EQ(response.header("Content-Type"), "text/html; charset=utf-8");
}

TEST(StaticFilesTest, SendsLargeFormsFromAFileWithTheSameBytes) {
    const std::string first(20'000, 'a');
    const std::string second(30'000, 'b');
    const std::array assets{
        Asset{"/first.js", "text/javascript", "\"1\"", false, first},
        Asset{"/second.js", "text/javascript", "\"2\"", false, second},
    };
    const StaticFiles files(assets);
    InMemoryRequest source;

    const Response response = *files.find(source.request(), "/second.js");

    const auto& body = std::get<FileBody>(response.body);
    std::string sent(body.length, '\0');
    ASSERT_EQ(
        ::pread(body.file->descriptor(), sent.data(), sent.size(), static_cast<off_t>(body.offset)),
        30'000
    );
    EXPECT_EQ(sent, second);
}

TEST(StaticFilesTest, SendsThePlainFormWithoutAnEncoding) {
    const StaticFiles files(kAssets);
    InMemoryRequest source;

    const Response response = *files.find(source.request(), "/");

    EXPECT_EQ(bytes_of(response), "<html>");
    EXPECT_FALSE(response.header("Content-Encoding"));
    EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
    EXPECT_EQ(response.header("ETag"), "\"page\"");
}

TEST(StaticFilesTest, DoesNotVaryWhereThereIsOneForm) {
    const StaticFiles files(kAssets);
    InMemoryRequest source;

    EXPECT_FALSE(files.find(source.request(), "/icon.png")->header("Vary"));
}

TEST(StaticFilesTest, LetsBrowsersKeepWhatNeverChanges) {
    const StaticFiles files(kAssets);
    InMemoryRequest source;
    const Request request = source.request();

    EXPECT_EQ(
        files.find(request, "/assets/app-1a2b.js")->header("Cache-Control"),
        "public, max-age=31536000, immutable"
    );
    EXPECT_EQ(files.find(request, "/")->header("Cache-Control"), "no-cache");
}

TEST(StaticFilesTest, KnowsEachFormByItsTag) {
    const StaticFiles files(kAssets);
    InMemoryRequest same;
    same.header("Accept-Encoding", "br").header("If-None-Match", "\"page-br\"");
    InMemoryRequest other;
    other.header("If-None-Match", "\"page-br\"");

    const Response unchanged = *files.find(same.request(), "/");
    EXPECT_EQ(unchanged.status, 304);
    EXPECT_EQ(unchanged.header("ETag"), "\"page-br\"");
    EXPECT_EQ(unchanged.header("Vary"), "Accept-Encoding");
    EXPECT_FALSE(unchanged.header("Content-Type"));
    EXPECT_EQ(files.find(other.request(), "/")->status, 200);
}

}  // namespace
}  // namespace likeness::net
