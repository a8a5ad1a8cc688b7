#include "api/testing_stream.hpp"
#include "api/testing_table.hpp"
#include "api/trpc.hpp"
#include "net/in_memory_request.hpp"
#include "net/target.hpp"
#include "testing/body_of.hpp"
#include "testing/test_services.hpp"

#include <gmock/gmock.h>

#include <array>

namespace likeness::api {
namespace {

using net::InMemoryRequest;
using net::Method;
using test::body_of;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class TrpcBatchTest : public ::testing::Test {
protected:
    net::Response answer(InMemoryRequest& request) {
        net::Request asked = request.request();
        return world_.run(trpc_.handle(asked));
    }

    net::Response queries(const std::string& procedures, const std::string& input) {
        InMemoryRequest request(Method::get, target(procedures, input));
        return answer(request);
    }

    net::Response mutations(const std::string& procedures, const std::string& body) {
        InMemoryRequest request(Method::post, "/api/trpc/" + procedures + "?batch=1");
        request.header("Content-Type", "application/json").body(body);
        request.header("Authorization", world_.authorization());
        return answer(request);
    }

    /// The lines of a streamed batch as they are written.
    std::vector<std::string> lines(const std::string& procedures, const std::string& input) {
        InMemoryRequest request(Method::get, target(procedures, input));
        request.header("trpc-accept", "application/jsonl");
        const net::Response response = answer(request);
        EXPECT_EQ(response.status, 200);
        KeptWrites writer;
        world_.world.run(std::get<std::unique_ptr<net::StreamBody>>(response.body)->write_to(writer)
        );
        return writer.writes;
    }

    static std::string target(const std::string& procedures, const std::string& input) {
        return "/api/trpc/" + procedures + "?batch=1&input=" + net::percent_encode(input);
    }

    /// A procedure's name so many times, with commas.
    static std::string many(const std::string& procedure, int count) {
        std::string names = procedure;
        for (int i = 1; i < count; ++i) {
            names += "," + procedure;
        }
        return names;
    }

    test::TestServices world_;
    OperationTable table_{testing_operations()};
    Dispatcher dispatcher_{world_.services, {{"https://likeness.example"}}};
    Trpc trpc_{table_, dispatcher_};
};

TEST_F(TrpcBatchTest, AnswersInTheOrderOfTheCallsWhicheverEndsFirst) {
    const net::Response response =
        queries("echo.slow,echo.text", R"({"0":{"milliseconds":30},"1":{"word":"quick"}})");

    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(
        body_of(response),
        R"([{"result":{"data":{"text":"slow"}}},{"result":{"data":{"text":"quick"}}}])"
    );
}

TEST_F(TrpcBatchTest, MakesAnArrayOfASingleCall) {
    EXPECT_EQ(
        body_of(queries("echo.text", R"({"0":{"word":"a"}})")),
        R"([{"result":{"data":{"text":"a"}}}])"
    );
}

TEST_F(TrpcBatchTest, AnswersWith207WhenTheCallsEndDifferently) {
    const net::Response response =
        queries("echo.text,fail.busy,echo.nothing", R"({"0":{"word":"a"}})");

    EXPECT_EQ(response.status, 207);
    EXPECT_THAT(body_of(response), StartsWith(R"([{"result":{"data":{"text":"a"}}},{"error":)"));
    EXPECT_THAT(body_of(response), HasSubstr(R"("path":"fail.busy")"));
    EXPECT_THAT(body_of(response), HasSubstr(R"("path":"echo.nothing")"));
}

TEST_F(TrpcBatchTest, AnswersWithTheStatusThatAllCallsShare) {
    EXPECT_EQ(queries("fail.busy,fail.busy", "{}").status, 503);
    EXPECT_EQ(queries("echo.nothing,echo.none", "{}").status, 404);
}

TEST_F(TrpcBatchTest, FailsTheCallAloneThatHasBadInput) {
    const net::Response response =
        queries("echo.text,echo.text", R"({"0":{"word":7},"1":{"word":"b"}})");

    EXPECT_EQ(response.status, 207);
    EXPECT_THAT(body_of(response), HasSubstr("word: must be text"));
    EXPECT_THAT(body_of(response), EndsWith(R"({"result":{"data":{"text":"b"}}}])"));
}

TEST_F(TrpcBatchTest, TakesACallWithoutAPartOfTheInputForOneWithout) {
    const net::Response response = queries("echo.text", "{}");

    EXPECT_EQ(response.status, 400);
    EXPECT_THAT(body_of(response), HasSubstr("word: is required"));
}

TEST_F(TrpcBatchTest, WantsAnObjectOfInputs) {
    EXPECT_EQ(queries("echo.text", "[]").status, 400);
    EXPECT_THAT(
        body_of(queries("echo.text", "[]")),
        HasSubstr(R"(\"input\" needs to be an object when doing a batch call)")
    );
}

TEST_F(TrpcBatchTest, RunsMutationsToo) {
    const net::Response response =
        mutations("echo.shout,echo.shout", R"({"0":{"word":"a"},"1":{"word":"b"}})");

    EXPECT_EQ(
        body_of(response),
        R"([{"result":{"data":{"text":"a!"}}},{"result":{"data":{"text":"b!"}}}])"
    );
}

TEST_F(TrpcBatchTest, MixesNoKindsOfProcedures) {
    const net::Response response = mutations("echo.shout,echo.text", "{}");

    EXPECT_EQ(response.status, 400);
    EXPECT_THAT(body_of(response), HasSubstr("Cannot mix procedure types in call"));
}

TEST_F(TrpcBatchTest, BatchesNoSubscriptions) {
    const net::Response response = queries("count.events", R"({"0":{"to":1}})");

    EXPECT_EQ(response.status, 400);
    EXPECT_THAT(body_of(response), HasSubstr("Cannot batch subscription calls"));
}

TEST_F(TrpcBatchTest, TakesFiftyCallsAndNotOneMore) {
    EXPECT_EQ(queries(many("echo.none", 50), "{}").status, 404);
    EXPECT_EQ(queries(many("echo.none", 51), "{}").status, 400);
}

TEST_F(TrpcBatchTest, TakesNoFileInABatch) {
    InMemoryRequest request(Method::post, "/api/trpc/files.take?batch=1&label=weights");
    request.header("Content-Type", "application/octet-stream").body("bytes");
    request.header("Authorization", world_.authorization());

    EXPECT_EQ(answer(request).status, 415);
}

TEST_F(TrpcBatchTest, StreamsALineForEachCallAsItEnds) {
    EXPECT_THAT(
        lines("echo.slow,echo.text", R"({"0":{"milliseconds":50},"1":{"word":"quick"}})"),
        ElementsAre(
            "{\"0\":[[0],[null,0,0]],\"1\":[[0],[null,0,1]]}\n",
            "[1,0,[[{\"result\":{\"data\":{\"text\":\"quick\"}}}]]]\n",
            "[0,0,[[{\"result\":{\"data\":{\"text\":\"slow\"}}}]]]\n"
        )
    );
}

TEST_F(TrpcBatchTest, StreamsFailuresInTheirPlace) {
    const std::vector<std::string> written = lines("fail.busy", "{}");

    ASSERT_EQ(written.size(), 2U);
    EXPECT_THAT(written[1], StartsWith("[0,0,[[{\"error\":{\"message\":\"Busy.\""));
    EXPECT_THAT(written[1], EndsWith("}]]]\n"));
}

TEST_F(TrpcBatchTest, LetsNobodyOnTheWayKeepOrBufferTheLines) {
    InMemoryRequest request(Method::get, target("echo.text", R"({"0":{"word":"a"}})"));
    request.header("Accept", "application/jsonl");

    const net::Response response = answer(request);

    EXPECT_EQ(response.header("Content-Type"), "application/json");
    EXPECT_EQ(response.header("Cache-Control"), "no-store, no-transform");
    EXPECT_EQ(response.header("X-Accel-Buffering"), "no");
}

TEST_F(TrpcBatchTest, SendsTheHeadersOfStreamedMutationsBeforeTheirLines) {
    InMemoryRequest request(Method::post, "/api/trpc/echo.shout?batch=1");
    request.header("Content-Type", "application/json").body(R"({"0":{"word":"ho"}})");
    request.header("Authorization", world_.authorization());
    request.header("trpc-accept", "application/jsonl");

    EXPECT_EQ(answer(request).header("X-Shout"), "ho");
}

TEST_F(TrpcBatchTest, StreamsBatchesOnly) {
    InMemoryRequest request(Method::get, "/api/trpc/echo.text");
    request.header("trpc-accept", "application/jsonl");

    const net::Response response = answer(request);

    EXPECT_EQ(response.status, 400);
    EXPECT_THAT(body_of(response), HasSubstr("Streaming requests must be batched"));
}

TEST_F(TrpcBatchTest, ReadsNoBodyOfACallerWhoMayNotCall) {
    const std::string body = R"({"0":{"word":"a"}})";
    InMemoryRequest request(Method::post, "/api/trpc/echo.shout?batch=1");
    request.header("Content-Type", "application/json").body(body);

    const net::Response response = answer(request);
    std::array<char, 100> rest{};
    const std::size_t unread = world_.world.run.value(request.read_some(rest));

    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(unread, body.size());
}

}  // namespace
}  // namespace likeness::api
