#include "app/front.hpp"

#include "api/decode.hpp"
#include "app/testing_app.hpp"
#include "testing/body_of.hpp"

#include <gmock/gmock.h>

namespace likeness::app {
namespace {

using namespace std::chrono_literals;
using net::InMemoryRequest;
using net::Method;
using test::body_of;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class FrontTest : public ::testing::Test {
protected:
    TestApp app_;
};

TEST_F(FrontTest, AnswersBothWiresWithTheSameValue) {
    const std::string rest = body_of(app_.ask("/api/auth/session"));
    const std::string trpc = body_of(app_.ask("/api/trpc/auth.session"));

    EXPECT_EQ(rest, R"({"session":null})");
    EXPECT_EQ(trpc, "{\"result\":{\"data\":" + rest + "}}");
}

TEST_F(FrontTest, TellsUnknownAddressesOfTheApiInTheFormOfTheirWire) {
    const net::Response rest = app_.ask("/api/nothing");
    const net::Response trpc = app_.ask("/api/trpc/nothing.here");

    EXPECT_EQ(rest.status, 404);
    EXPECT_EQ(rest.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(trpc.status, 404);
    EXPECT_THAT(body_of(trpc), StartsWith("{\"error\":{\"message\":\"No procedure found"));
}

TEST_F(FrontTest, ServesObjectsByTheirSignedLinks) {
    const ObjectKey key = ObjectKey::parse("2026/a.jpg").value();
    app_.run.value(app_.storage->objects().put(Bucket::generated, key, "picture", "image/jpeg"));
    const std::string url = app_.storage->objects().signed_url(Bucket::generated, key, 1h);
    const std::string target = url.substr(std::string_view(TestApp::kOrigin).size());

    const net::Response whole = app_.ask(target);
    const net::Response cut = app_.ask(target.substr(0, target.size() - 1));

    EXPECT_EQ(whole.status, 200);
    EXPECT_EQ(whole.header("Content-Type"), "image/jpeg");
    EXPECT_EQ(cut.status, 403);
    EXPECT_EQ(cut.header("Content-Type"), "application/problem+json");
}

TEST_F(FrontTest, TellsWhetherItIsAliveAndReady) {
    EXPECT_EQ(body_of(app_.ask("/healthz")), "ok\n");
    EXPECT_EQ(app_.ask("/readyz").status, 200);

    app_.is_ready = false;

    EXPECT_EQ(app_.ask("/healthz").status, 200);
    EXPECT_EQ(app_.ask("/readyz").status, 503);
}

TEST_F(FrontTest, ServesMetricsInTheFormOfPrometheus) {
    const net::Response response = app_.ask("/metrics");

    EXPECT_EQ(body_of(response), "metrics of a test\n");
    EXPECT_EQ(response.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
}

TEST_F(FrontTest, ServesTheDescriptionOfItsApi) {
    const net::Response response = app_.ask("/api/openapi.json");

    EXPECT_EQ(response.header("Content-Type"), "application/json");
    EXPECT_TRUE(api::parse_json(body_of(response)));
    EXPECT_THAT(body_of(response), HasSubstr("\"url\":\"https://likeness.example\""));
}

TEST_F(FrontTest, TellsMissingFilesFromPages) {
    for (const char* file :
         {"/missing.js", "/assets/app-1a2b3c", "/assets/", "/deep/missing.png"}) {
        const net::Response response = app_.ask(file);
        EXPECT_EQ(response.status, 404) << file;
        EXPECT_EQ(response.header("Content-Type"), "application/problem+json") << file;
    }
}

TEST_F(FrontTest, ChangesNothingByAnAddressThatCanOnlyBeRead) {
    for (const char* path : {"/", "/gallery", "/healthz", "/metrics", "/api/openapi.json"}) {
        EXPECT_EQ(app_.ask(path, Method::post).status, 405) << path;
    }
}

TEST_F(FrontTest, RefusesWhatPagesOfOtherSitesSend) {
    InMemoryRequest foreign(Method::post, "/api/auth/nonce");
    foreign.header("Origin", "https://evil.example");
    InMemoryRequest own(Method::post, "/api/auth/nonce");
    own.header("Origin", TestApp::kOrigin);

    EXPECT_EQ(app_.ask(foreign).status, 403);
    EXPECT_EQ(app_.ask(own).status, 200);
}

TEST_F(FrontTest, AnswersForTheServerInTheFormOfTheWire) {
    const net::Response rest = app_.front.refusal(431, "/api/loras", "00ff");
    const net::Response trpc = app_.front.refusal(503, "/api/trpc/a.b", "00ff");

    EXPECT_EQ(rest.status, 431);
    EXPECT_THAT(body_of(rest), HasSubstr("\"detail\":\"The request's headers are too large.\""));
    EXPECT_EQ(trpc.status, 503);
    EXPECT_THAT(body_of(trpc), StartsWith("{\"error\":{\"message\":\"The server is busy."));
}

TEST_F(FrontTest, AnswersForTheServerWithoutAPathToo) {
    for (const int status : {400, 408, 413, 414, 431, 500, 501, 503, 505}) {
        const net::Response response = app_.front.refusal(status, "", "00ff");

        EXPECT_EQ(response.status, status);
        EXPECT_TRUE(api::parse_json(body_of(response))) << status;
        EXPECT_THAT(body_of(response), HasSubstr("\"status\":" + std::to_string(status) + ","));
    }
}

}  // namespace
}  // namespace likeness::app
