#include "cloud_calls/attempts.hpp"

#include "testing/run_task.hpp"

#include <gtest/gtest.h>

namespace likeness::cloud_calls {
namespace {

using namespace std::chrono_literals;

RetryRules quick_rules() {
    RetryRules rules;
    rules.first_pause = 1ms;
    rules.longest_pause = 1'000ms;
    return rules;
}

class AttemptsTest : public ::testing::Test {
protected:
    test::TaskRunner run_;
};

/// How often a call that always fails is repeated.
asio::awaitable<void>
count(RetryRules rules, std::optional<std::chrono::seconds> wish, int& repeats) {
    Attempts attempts(rules);
    for (bool goes_on = true; goes_on;) {
        goes_on = co_await attempts.again(wish);
        repeats += goes_on ? 1 : 0;
    }
}

TEST_F(AttemptsTest, RepeatsAsOftenAsTheRulesSayAndNotOnceMore) {
    int repeats = 0;

    run_(count(quick_rules(), std::nullopt, repeats));

    EXPECT_EQ(repeats, 3);
}

TEST_F(AttemptsTest, DoesNotWaitForLongerThanTheRulesSay) {
    int repeats = 0;

    run_(count(quick_rules(), 2s, repeats));

    EXPECT_EQ(repeats, 0);
}

TEST_F(AttemptsTest, WaitsAsTheServerWishes) {
    RetryRules rules = quick_rules();
    rules.attempts = 2;
    int repeats = 0;
    const auto begin = std::chrono::steady_clock::now();

    run_(count(rules, 1s, repeats));

    EXPECT_EQ(repeats, 1);
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 1s);
}

TEST_F(AttemptsTest, KnowsWhichStatusesMayPass) {
    for (const int status : {408, 429, 500, 502, 503, 504}) {
        EXPECT_TRUE(may_pass(status)) << status;
    }
    for (const int status : {200, 301, 400, 401, 403, 404, 409, 412, 501, 505}) {
        EXPECT_FALSE(may_pass(status)) << status;
    }
}

TEST_F(AttemptsTest, ReadsRetryAfterInSecondsAndNothingElse) {
    http_client::Response response;
    EXPECT_EQ(retry_after(response), std::nullopt);
    response.headers = {{"retry-after", "7"}};
    EXPECT_EQ(retry_after(response), 7s);
    response.headers = {{"retry-after", "Fri, 21 Nov 2026 10:46:00 GMT"}};
    EXPECT_EQ(retry_after(response), std::nullopt);
}

}  // namespace
}  // namespace likeness::cloud_calls
