#include "api/event_stream.hpp"

#include "api/testing_stream.hpp"
#include "testing/run_task.hpp"

#include <gmock/gmock.h>

namespace likeness::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Item = ListedEvents::Item;

Item event(const std::string& id) {
    return Item(OutgoingEvent{id, "progress", "{\"n\":" + id + "}"});
}

Item silence() {
    return Item(std::optional<OutgoingEvent>{});
}

std::unique_ptr<EventSource> source(std::deque<Item> items) {
    return std::make_unique<ListedEvents>(std::move(items));
}

/// What a client is sent, write by write.
std::vector<std::string> sent(EventDialect dialect, Result<std::unique_ptr<EventSource>> source) {
    EventStream stream(dialect, std::move(source), "count.events", "00ff");
    KeptWrites writer;
    test::TaskRunner run;
    run(stream.write_to(writer));
    return writer.writes;
}

TEST(RestEventStreamTest, NamesEveryEventAndEndsWithTheLast) {
    EXPECT_THAT(
        sent(EventDialect::rest, source({event("1"), event("2")})),
        ElementsAre(
            "retry: 1000\n: connected\n\n",
            "event: progress\ndata: {\"n\":1}\nid: 1\n\n",
            "event: progress\ndata: {\"n\":2}\nid: 2\n\n"
        )
    );
}

TEST(RestEventStreamTest, GivesASignOfLifeWhenNothingHappens) {
    EXPECT_THAT(
        sent(EventDialect::rest, source({silence(), event("1")})),
        ElementsAre(
            StartsWith("retry"), ": ping\n\n", "event: progress\ndata: {\"n\":1}\nid: 1\n\n"
        )
    );
}

TEST(RestEventStreamTest, TellsOfAFailureAndEnds) {
    const std::vector<std::string> writes = sent(
        EventDialect::rest, source({event("1"), Item(Error::unavailable("Busy.")), event("2")})
    );

    ASSERT_EQ(writes.size(), 3U);
    EXPECT_THAT(writes[2], StartsWith("event: error\ndata: {\"type\":\"about:blank\""));
    EXPECT_THAT(writes[2], HasSubstr("\"requestId\":\"00ff\""));
    EXPECT_THAT(writes[2], ::testing::EndsWith("}\n\n"));
}

TEST(TrpcEventStreamTest, SpeaksTheProtocolOfSubscriptions) {
    EXPECT_THAT(
        sent(EventDialect::trpc, source({event("1"), silence(), event("2")})),
        ElementsAre(
            "event: connected\ndata: {\"reconnectAfterInactivityMs\":40000}\n\n",
            "data: {\"n\":1}\nid: 1\n\n",
            "event: ping\ndata: \n\n",
            "data: {\"n\":2}\nid: 2\n\nevent: return\ndata: \n\n"
        )
    );
}

TEST(TrpcEventStreamTest, EndsAnEmptyStreamAtOnceWithADataLineThatBrowsersNeed) {
    EXPECT_THAT(
        sent(EventDialect::trpc, source({})),
        ElementsAre("event: connected\ndata: {\"reconnectAfterInactivityMs\":40000}\n\n"
                    "event: return\ndata: \n\n")
    );
}

TEST(TrpcEventStreamTest, SaysInsideTheStreamWhyThereIsNone) {
    const std::vector<std::string> writes = sent(EventDialect::trpc, Error::not_found("batch"));

    ASSERT_EQ(writes.size(), 1U);
    EXPECT_THAT(writes[0], StartsWith("event: connected\n"));
    EXPECT_THAT(
        writes[0],
        HasSubstr("event: serialized-error\ndata: {\"message\":\"There is no such batch.\"")
    );
    EXPECT_THAT(writes[0], HasSubstr("\"path\":\"count.events\""));
}

TEST(TrpcEventStreamTest, DoesNotReturnAfterAFailure) {
    const std::vector<std::string> writes =
        sent(EventDialect::trpc, source({Item(Error::unavailable("Busy.")), event("1")}));

    EXPECT_THAT(writes.back(), StartsWith("event: serialized-error\n"));
    EXPECT_EQ(writes.back().find("return"), std::string::npos);
}

TEST(EventStreamTest, StopsAskingForEventsWhenTheClientHasGone) {
    auto listed = std::make_unique<ListedEvents>(std::deque<Item>{
        event("1"), event("2"), event("3"), event("4")});
    const ListedEvents& events = *listed;
    EventStream stream(
        EventDialect::rest, std::unique_ptr<EventSource>(std::move(listed)), "count.events", "00ff"
    );
    KeptWrites writer;
    writer.leave_after(2);
    test::TaskRunner run;

    run(stream.write_to(writer));

    EXPECT_EQ(writer.writes.size(), 2U);
    EXPECT_EQ(events.left(), 2U);
}

TEST(EventStreamTest, LetsNobodyOnTheWayKeepOrBuffer) {
    const net::Response response = event_response(
        std::make_unique<EventStream>(EventDialect::rest, source({}), "count.events", "00ff")
    );

    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.header("Content-Type"), "text/event-stream");
    EXPECT_EQ(response.header("Cache-Control"), "no-cache, no-transform");
    EXPECT_EQ(response.header("X-Accel-Buffering"), "no");
}

}  // namespace
}  // namespace likeness::api
