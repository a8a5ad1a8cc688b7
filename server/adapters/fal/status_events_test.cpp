#include "adapters/fal/status_events.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::fal {
namespace {

using ::testing::ElementsAre;
using State = FalStatus::State;

TEST(StatusTest, IsTheWordBeforeTheCode) {
    EXPECT_EQ(read_status(R"({"status":"IN_QUEUE"})", 202)->state, State::in_queue);
    EXPECT_EQ(read_status(R"({"status":"IN_PROGRESS"})", 200)->state, State::in_progress);
    EXPECT_EQ(read_status(R"({"status":"COMPLETED"})", 202)->state, State::completed);
    EXPECT_EQ(read_status(R"({"status":"PAUSED"})", 200)->state, State::in_progress);
    EXPECT_EQ(read_status("{}", 200)->state, State::completed);
    EXPECT_EQ(read_status("{}", 202)->state, State::in_progress);
}

TEST(StatusTest, TellsPositionAndLogsWhereTheyAre) {
    const FalStatus status = *read_status(
        R"({"status":"IN_QUEUE","queue_position":3,"logs":[{"message":"a"},7,{}]})", 202
    );

    EXPECT_EQ(status.queue_position, 3);
    EXPECT_THAT(status.logs, ElementsAre("a", ""));
    EXPECT_EQ(
        read_status(R"({"queue_position":null,"logs":null})", 202)->queue_position, std::nullopt
    );
    EXPECT_EQ(read_status(R"({"queue_position":-1})", 202)->queue_position, std::nullopt);
}

TEST(StatusTest, IsNothingWithoutAnObject) {
    for (const char* text : {"", "<html>", "[]", "{\"status\":"}) {
        EXPECT_EQ(read_status(text, 200), std::nullopt) << text;
    }
}

std::vector<std::string> events_in(std::vector<std::string> pieces) {
    EventReader reader;
    std::vector<std::string> events;
    for (const std::string& piece : pieces) {
        EXPECT_TRUE(reader.take(piece, [&](std::string_view data) { events.emplace_back(data); }));
    }
    return events;
}

TEST(EventReaderTest, FindsEventsHoweverTheBytesAreCut) {
    const std::string text =
        ": ping\n\ndata: {\"a\":1}\n\nevent: x\r\ndata:two\r\ndata: lines\r\n\r\nrest";
    std::vector<std::string> bytes;
    for (const char c : text) {
        bytes.emplace_back(1, c);
    }

    EXPECT_THAT(events_in({text}), ElementsAre("{\"a\":1}", "two\nlines"));
    EXPECT_THAT(events_in(bytes), ElementsAre("{\"a\":1}", "two\nlines"));
}

TEST(EventReaderTest, GivesUpOnALineWithoutEnd) {
    EventReader reader;
    bool goes_on = true;
    for (int i = 0; i < 40 && goes_on; ++i) {
        goes_on = reader.take(std::string(64 * 1024, 'x'), [](std::string_view) {});
    }

    EXPECT_FALSE(goes_on);
}

}  // namespace
}  // namespace likeness::fal
