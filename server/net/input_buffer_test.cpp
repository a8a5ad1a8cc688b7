#include "net/input_buffer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace likeness::net {
namespace {

void receive(InputBuffer& buffer, std::string_view bytes) {
    std::copy(bytes.begin(), bytes.end(), buffer.room().begin());
    buffer.added(bytes.size());
}

TEST(InputBufferTest, KeepsTakenBytesInPlace) {
    InputBuffer buffer;
    receive(buffer, "headbody");
    const char* place = buffer.all().data();

    buffer.take(4);

    EXPECT_EQ(buffer.unread(), "body");
    EXPECT_EQ(buffer.all(), "headbody");
    EXPECT_EQ(buffer.all().data(), place);
}

TEST(InputBufferTest, ReusesTheRoomBehindWhatIsKept) {
    InputBuffer buffer;
    receive(buffer, "head");
    buffer.take(4);
    buffer.keep_taken();
    const std::size_t room = buffer.room().size();
    receive(buffer, "body");

    buffer.reuse_room();
    EXPECT_EQ(buffer.unread(), "body");

    buffer.take(4);
    buffer.reuse_room();
    EXPECT_EQ(buffer.room().size(), room);
    EXPECT_EQ(buffer.all(), "head");
}

TEST(InputBufferTest, MovesTheNextRequestToTheFront) {
    InputBuffer buffer;
    receive(buffer, "first.second.");
    buffer.take(6);
    buffer.keep_taken();

    buffer.drop_taken();

    EXPECT_EQ(buffer.all(), "second.");
    EXPECT_EQ(buffer.unread(), "second.");
}

TEST(InputBufferTest, GrowsWithItsBytes) {
    InputBuffer buffer;
    receive(buffer, "some");

    buffer.enlarge(20'000);

    EXPECT_EQ(buffer.all(), "some");
    EXPECT_EQ(buffer.room().size(), 20'000U - 4);
}

}  // namespace
}  // namespace likeness::net
