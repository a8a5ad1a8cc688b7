#include "api/rest.hpp"

#include "api/testing_stream.hpp"
#include "api/testing_table.hpp"
#include "net/in_memory_request.hpp"
#include "testing/body_of.hpp"
#include "testing/test_services.hpp"

#include <gmock/gmock.h>

namespace likeness::api {
namespace {

using net::InMemoryRequest;
using net::Method;
using test::body_of;
using ::testing::HasSubstr;

class RestTest : public ::testing::Test {
protected:
    net::Response answer(InMemoryRequest& request) {
        net::Request asked = request.request();
        return world_.run(rest_.handle(asked));
    }

    net::Response ask(const std::string& target, Method method = Method::get) {
        InMemoryRequest request(method, target);
        return answer(request);
    }

    net::Response
    post(const std::string& target, const Bytes& body, const std::string& content_type) {
        InMemoryRequest request(Method::post, target);
        request.header("Content-Type", content_type).body(body);
        request.header("Authorization", world_.authorization());
        return answer(request);
    }

    std::string events(InMemoryRequest& request) {
        const net::Response response = answer(request);
        KeptWrites writer;
        world_.world.run(std::get<std::unique_ptr<net::StreamBody>>(response.body)->write_to(writer)
        );
        return writer.text();
    }

    test::TestServices world_;
    OperationTable table_{testing_operations()};
    Dispatcher dispatcher_{world_.services, {{"https://likeness.example"}}};
    Rest rest_{table_, dispatcher_};
};

TEST_F(RestTest, TakesInputFromPathAndQuery) {
    const net::Response response = ask("/api/echo/ho?times=2");

    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(body_of(response), R"({"text":"hoho"})");
    EXPECT_EQ(response.header("Content-Type"), "application/json");
    EXPECT_EQ(response.header("Cache-Control"), "no-store");
}

TEST_F(RestTest, BelievesThePathMoreThanTheQuery) {
    EXPECT_EQ(body_of(ask("/api/echo/path?word=query")), R"({"text":"path"})");
}

TEST_F(RestTest, PrefersTheRouteWithMoreFixedSegments) {
    EXPECT_EQ(ask("/api/echo/busy").status, 503);
    EXPECT_EQ(body_of(ask("/api/echo/busier")), R"({"text":"busier"})");
}

TEST_F(RestTest, DecodesSegmentsOfThePath) {
    EXPECT_EQ(body_of(ask("/api/echo/a%20b%22")), R"({"text":"a b\""})");
}

TEST_F(RestTest, TakesABodyOfJsonAndAnswersWithTheStatusOfTheRow) {
    const net::Response response =
        post("/api/shouts", R"({"word":"ho"})", "application/json; charset=utf-8");

    EXPECT_EQ(response.status, 201);
    EXPECT_EQ(body_of(response), R"({"text":"ho!"})");
    EXPECT_EQ(response.header("X-Shout"), "ho");
}

TEST_F(RestTest, ReadsNumbersOfABodyAsJsonAndNotAsText) {
    EXPECT_EQ(post("/api/shouts", R"({"word":"a","times":"2"})", "application/json").status, 400);
    EXPECT_EQ(post("/api/shouts", R"({"word":"a","times":2})", "application/json").status, 201);
}

TEST_F(RestTest, TellsProblemsByRfc9457) {
    const net::Response response = ask("/api/echo/ho?times=9");

    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
    EXPECT_THAT(
        body_of(response),
        HasSubstr(R"("errors":[{"path":"times","message":"must be between 1 and 3"}])")
    );
    EXPECT_THAT(body_of(response), HasSubstr(R"("requestId":"00112233aabbccdd")"));
}

TEST_F(RestTest, KnowsNoOtherResources) {
    for (const char* path : {"/api/nothing", "/api/echo", "/api/echo/", "/api/echo/a/b", "/api/"}) {
        EXPECT_EQ(ask(path).status, 404) << path;
    }
}

TEST_F(RestTest, NamesTheMethodsOfAResourceThatIsAskedWithAnother) {
    const net::Response response = ask("/api/shouts", Method::delete_);

    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(response.header("Allow"), "POST");
}

TEST_F(RestTest, AnswersHeadWhereItAnswersGet) {
    EXPECT_EQ(ask("/api/echo/a", Method::head).status, 200);
    EXPECT_EQ(ask("/api/shouts", Method::head).status, 405);
}

TEST_F(RestTest, AsksCallersToSignInAndSaysHow) {
    InMemoryRequest request(Method::post, "/api/shouts");
    request.header("Content-Type", "application/json").body(R"({"word":"a"})");

    const net::Response response = answer(request);

    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(response.header("WWW-Authenticate"), "Bearer");
}

TEST_F(RestTest, RefusesBodiesThatItCannotRead) {
    EXPECT_EQ(post("/api/shouts", "word=a", "application/x-www-form-urlencoded").status, 415);
    EXPECT_EQ(post("/api/shouts", "{", "application/json").status, 400);
    EXPECT_EQ(post("/api/shouts", "[]", "application/json").status, 400);
    EXPECT_EQ(
        post("/api/shouts", "{\"word\":\"" + std::string(600'000, 'a') + "\"}", "application/json")
            .status,
        413
    );
}

TEST_F(RestTest, TakesAMutationWithoutABodyForOneWithoutInput) {
    InMemoryRequest request(Method::post, "/api/shouts?word=ho");
    request.header("Authorization", world_.authorization());

    EXPECT_EQ(body_of(answer(request)), R"({"text":"ho!"})");
}

TEST_F(RestTest, LeavesAFileToTheHandler) {
    EXPECT_EQ(
        body_of(post("/api/files?label=weights", "bytes", "application/octet-stream")),
        R"({"text":"weights: bytes"})"
    );
    EXPECT_EQ(post("/api/shouts?word=a", "bytes", "application/octet-stream").status, 415);
}

TEST_F(RestTest, HidesWhatABugSays) {
    const net::Response response = ask("/api/bug");

    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(body_of(response).find("secret"), std::string::npos);
}

TEST_F(RestTest, SaysWhenToTryAgain) {
    const net::Response response = ask("/api/echo/busy");

    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.header("Retry-After"), "2");
}

TEST_F(RestTest, StreamsEventsWithTheirNames) {
    InMemoryRequest request(Method::get, "/api/count/2/events");
    request.header("Last-Event-ID", "1");

    EXPECT_EQ(
        events(request),
        "retry: 1000\n: connected\n\nevent: number\ndata: {\"text\":\"2\"}\nid: 2\n\n"
    );
}

TEST_F(RestTest, AnswersABadSubscriptionBeforeItStreams) {
    EXPECT_EQ(ask("/api/count/99/events").status, 400);
}

TEST_F(RestTest, CountsAttemptsPerAddressWhereTheRowSaysSo) {
    int refused = 0;
    for (int attempt = 0; attempt < 31; ++attempt) {
        const net::Response response = post("/api/limited", R"({"word":"a"})", "application/json");
        refused += response.status == 429 ? 1 : 0;
    }

    EXPECT_EQ(refused, 1);
}

}  // namespace
}  // namespace likeness::api
