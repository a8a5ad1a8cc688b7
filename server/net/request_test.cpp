#include "net/request.hpp"

#include "net/in_memory_request.hpp"
#include "testing/run_task.hpp"

#include <gtest/gtest.h>

namespace likeness::net {
namespace {

TEST(RequestTest, FindsTheFirstHeaderOfANameInAnyCase) {
    InMemoryRequest source;
    source.header("Accept", "a").header("X-One", "1").header("x-one", "2");
    const Request request = source.request();

    EXPECT_EQ(request.header("x-ONE"), "1");
    EXPECT_FALSE(request.header("X-Two"));
}

TEST(RequestTest, ReadsABodyThatComesInPieces) {
    const Bytes sent(100'000, 'x');
    InMemoryRequest source(Method::post);
    source.body(sent, 777);
    Request request = source.request();

    EXPECT_EQ(test::run_task(request.read_body(100'000)).value(), sent);
}

TEST(RequestTest, ReadsABodyOfTheAnnouncedLength) {
    InMemoryRequest source(Method::post);
    source.body("hello").content_length(5);
    Request request = source.request();

    EXPECT_EQ(test::run_task(request.read_body(5)).value(), "hello");
}

TEST(RequestTest, HasAnEmptyBodyIfThereIsNone) {
    InMemoryRequest source(Method::post);
    Request request = source.request();

    EXPECT_EQ(test::run_task(request.read_body(0)).value(), "");
}

TEST(RequestTest, RefusesABodyPastTheLimit) {
    InMemoryRequest source(Method::post);
    source.body(Bytes(1001, 'x'), 100);
    Request request = source.request();

    EXPECT_EQ(test::run_task(request.read_body(1000)).error().code, ErrorCode::payload_too_large);
}

TEST(RequestTest, RefusesAnAnnouncedLengthPastTheLimitWithoutReading) {
    InMemoryRequest source(Method::post);
    source.body("0123456789").content_length(10);
    Request request = source.request();

    EXPECT_EQ(test::run_task(request.read_body(9)).error().code, ErrorCode::payload_too_large);

    EXPECT_EQ(test::run_task(request.read_body(10)).value(), "0123456789");
}

TEST(RequestTest, TakesTheLargestLimitThereIs) {
    InMemoryRequest source(Method::post);
    source.body("hello");
    Request request = source.request();

    EXPECT_EQ(
        test::run_task(request.read_body(std::numeric_limits<std::size_t>::max())).value(), "hello"
    );
}

}  // namespace
}  // namespace likeness::net
