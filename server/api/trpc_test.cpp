#include "api/trpc.hpp"

#include "api/testing_stream.hpp"
#include "api/testing_table.hpp"
#include "net/in_memory_request.hpp"
#include "net/target.hpp"
#include "testing/body_of.hpp"
#include "testing/test_services.hpp"

#include <gmock/gmock.h>

namespace likeness::api {
namespace {

using net::InMemoryRequest;
using net::Method;
using test::body_of;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class TrpcTest : public ::testing::Test {
protected:
    net::Response answer(InMemoryRequest& request) {
        net::Request asked = request.request();
        return world_.run(trpc_.handle(asked));
    }

    net::Response query(const std::string& procedure, const std::string& input = "") {
        const std::string tail = input.empty() ? "" : "?input=" + net::percent_encode(input);
        InMemoryRequest request(Method::get, "/api/trpc/" + procedure + tail);
        return answer(request);
    }

    net::Response mutation(
        const std::string& procedure,
        const Bytes& body,
        const std::string& content_type = "application/json",
        bool is_signed_in = true
    ) {
        InMemoryRequest request(Method::post, "/api/trpc/" + procedure);
        request.header("Content-Type", content_type).body(body);
        if (is_signed_in) {
            request.header("Authorization", world_.authorization());
        }
        return answer(request);
    }

    /// The whole stream of a subscription.
    std::string events(InMemoryRequest& request) {
        const net::Response response = answer(request);
        EXPECT_EQ(response.status, 200);
        KeptWrites writer;
        world_.world.run(std::get<std::unique_ptr<net::StreamBody>>(response.body)->write_to(writer)
        );
        return writer.text();
    }

    test::TestServices world_;
    OperationTable table_{testing_operations()};
    Dispatcher dispatcher_{world_.services, {{"https://likeness.example"}}};
    Trpc trpc_{table_, dispatcher_};
};

TEST_F(TrpcTest, ServesWhatLiesUnderItsPrefix) {
    EXPECT_TRUE(Trpc::serves("/api/trpc"));
    EXPECT_TRUE(Trpc::serves("/api/trpc/a.b"));
    EXPECT_FALSE(Trpc::serves("/api/trpcs"));
    EXPECT_FALSE(Trpc::serves("/api/loras"));
}

TEST_F(TrpcTest, AnswersAQueryWithAnEnvelope) {
    const net::Response response = query("echo.text", R"({"word":"ho","times":2})");

    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(body_of(response), R"({"result":{"data":{"text":"hoho"}}})");
    EXPECT_EQ(response.header("Content-Type"), "application/json");
    EXPECT_EQ(response.header("Vary"), "trpc-accept, accept");
    EXPECT_EQ(response.header("Cache-Control"), "no-store");
}

TEST_F(TrpcTest, AnswersAMutationWith200AndTheHeadersOfItsHandler) {
    const net::Response response = mutation("echo.shout", R"({"word":"ho"})");

    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(body_of(response), R"({"result":{"data":{"text":"ho!"}}})");
    EXPECT_EQ(response.header("X-Shout"), "ho");
}

TEST_F(TrpcTest, ReadsNumbersOfAQueryAsJsonAndNotAsText) {
    const net::Response response = query("echo.text", R"({"word":"ho","times":"2"})");

    EXPECT_EQ(response.status, 400);
    EXPECT_THAT(body_of(response), HasSubstr("times: must be a whole number"));
}

TEST_F(TrpcTest, NamesAProcedureThatIsNotThere) {
    const net::Response response = query("echo.nothing");

    EXPECT_EQ(response.status, 404);
    EXPECT_THAT(
        body_of(response),
        StartsWith(
            R"({"error":{"message":"No procedure found on path \"echo.nothing\"","code":-32004,)"
        )
    );
    EXPECT_THAT(body_of(response), HasSubstr(R"("path":"echo.nothing")"));
}

TEST_F(TrpcTest, RefusesTheWrongVerb) {
    InMemoryRequest get(Method::get, "/api/trpc/echo.shout");
    const net::Response asked = answer(get);
    const net::Response posted = mutation("echo.text", R"({"word":"ho"})");

    EXPECT_EQ(asked.status, 405);
    EXPECT_THAT(
        body_of(asked),
        HasSubstr(R"(Unsupported GET-request to mutation procedure at path \"echo.shout\")")
    );
    EXPECT_EQ(posted.status, 405);
}

TEST_F(TrpcTest, WantsCallersToSignInWhereTheRowSaysSo) {
    const net::Response response =
        mutation("echo.shout", R"({"word":"ho"})", "application/json", false);

    EXPECT_EQ(response.status, 401);
    EXPECT_THAT(body_of(response), HasSubstr(R"("code":"UNAUTHORIZED")"));
}

TEST_F(TrpcTest, NamesTheFieldsThatAreWrong) {
    const net::Response response = query("echo.text", R"({"times":9})");

    EXPECT_EQ(response.status, 400);
    EXPECT_THAT(
        body_of(response),
        HasSubstr(R"("errors":[{"path":"word","message":"is required"},)"
                  R"({"path":"times","message":"must be between 1 and 3"}])")
    );
}

TEST_F(TrpcTest, RefusesInputThatIsNoJson) {
    for (const char* input : {"{", "word", R"({"word":"ho"} x)"}) {
        EXPECT_EQ(query("echo.text", input).status, 400) << input;
        EXPECT_EQ(mutation("echo.shout", input).status, 400) << input;
    }
}

TEST_F(TrpcTest, RefusesABodyOfAnotherKind) {
    EXPECT_EQ(mutation("echo.shout", "word=ho", "application/x-www-form-urlencoded").status, 415);
    EXPECT_EQ(mutation("echo.shout", R"({"word":"ho"})", "text/plain").status, 415);
    EXPECT_EQ(mutation("echo.shout", "ho", "application/octet-stream").status, 415);
}

TEST_F(TrpcTest, RefusesABodyThatIsTooLarge) {
    const std::string body = R"({"word":")" + std::string(600'000, 'a') + R"("})";

    EXPECT_EQ(mutation("echo.shout", body).status, 413);
}

TEST_F(TrpcTest, TakesAFileWithItsLabelsInTheQuery) {
    const net::Response response =
        mutation("files.take?label=weights", "bytes", "application/octet-stream");

    EXPECT_EQ(body_of(response), R"({"result":{"data":{"text":"weights: bytes"}}})");
}

TEST_F(TrpcTest, SaysWhenToTryAgain) {
    const net::Response response = query("fail.busy");

    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.header("Retry-After"), "2");
    EXPECT_THAT(body_of(response), HasSubstr(R"("retryAfterSeconds":2)"));
}

TEST_F(TrpcTest, HidesWhatABugSays) {
    const net::Response response = query("fail.bug");

    EXPECT_EQ(response.status, 500);
    EXPECT_THAT(body_of(response), HasSubstr(R"("code":"INTERNAL_SERVER_ERROR")"));
    EXPECT_EQ(body_of(response).find("secret"), std::string::npos);
}

TEST_F(TrpcTest, AnswersBrokenTargetsWithAnEnvelope) {
    InMemoryRequest path(Method::get, "/api/trpc/%zz");
    InMemoryRequest query(Method::get, "/api/trpc/echo.text?input=%zz");

    EXPECT_THAT(body_of(answer(path)), StartsWith(R"({"error":{"message":)"));
    EXPECT_EQ(answer(query).status, 400);
}

TEST_F(TrpcTest, AnswersHeadWithoutCallingAnything) {
    InMemoryRequest request(Method::head, "/api/trpc/fail.bug");

    EXPECT_EQ(answer(request).status, 204);
}

TEST_F(TrpcTest, RefusesAKeyThatIsNotOurs) {
    InMemoryRequest request(Method::get, "/api/trpc/echo.text?input=%7B%22word%22%3A%22a%22%7D");
    request.header("Authorization", "Bearer lk_unknown");

    EXPECT_EQ(answer(request).status, 401);
}

TEST_F(TrpcTest, StreamsTheEventsOfASubscription) {
    InMemoryRequest request(Method::get, "/api/trpc/count.events?input=%7B%22to%22%3A2%7D");

    EXPECT_EQ(
        events(request),
        "event: connected\ndata: {\"reconnectAfterInactivityMs\":40000}\n\n"
        "data: {\"text\":\"1\"}\nid: 1\n\n"
        "data: {\"text\":\"2\"}\nid: 2\n\nevent: return\ndata: \n\n"
    );
}

TEST_F(TrpcTest, GoesOnBehindTheLastEventOfQueryOrHeader) {
    InMemoryRequest by_query(
        Method::get, "/api/trpc/count.events?input=%7B%22to%22%3A3%7D&lastEventId=2"
    );
    InMemoryRequest by_header(Method::get, "/api/trpc/count.events?input=%7B%22to%22%3A3%7D");
    by_header.header("Last-Event-ID", "2");

    EXPECT_THAT(events(by_query), Not(HasSubstr("id: 2\n")));
    EXPECT_THAT(events(by_header), AllOf(Not(HasSubstr("id: 2\n")), HasSubstr("id: 3\n")));
}

TEST_F(TrpcTest, SaysInsideTheStreamWhatIsWrongWithASubscription) {
    InMemoryRequest bad_input(Method::get, "/api/trpc/count.events?input=%7B%22to%22%3A99%7D");
    InMemoryRequest wrong_verb(Method::post, "/api/trpc/count.events");

    EXPECT_THAT(
        events(bad_input),
        AllOf(HasSubstr("event: serialized-error\n"), HasSubstr("to: must be between 1 and 9"))
    );
    EXPECT_THAT(events(wrong_verb), HasSubstr("\"code\":\"METHOD_NOT_SUPPORTED\""));
}

}  // namespace
}  // namespace likeness::api
