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

asio::awaitable<void>
count(Attempts& attempts, std::optional<std::chrono::seconds> wish, int& repeats) {
    while (co_await attempts.again(wish)) {
        ++repeats;
    }
}

TEST(AttemptsTest, RepeatsAsOftenAsTheRulesSayAndNotOnceMore) {
    Attempts attempts(quick_rules());
    int repeats = 0;

    test::TaskRunner{}(count(attempts, std::nullopt, repeats));

    EXPECT_EQ(repeats, 3);
}

TEST(AttemptsTest, DoesNotWaitForLongerThanTheRulesSay) {
    Attempts attempts(quick_rules());
    int repeats = 0;

    test::TaskRunner{}(count(attempts, 2s, repeats));

    EXPECT_EQ(repeats, 0);
}

TEST(AttemptsTest, WaitsAsTheServerWishes) {
    RetryRules rules = quick_rules();
    rules.attempts = 2;
    Attempts attempts(rules);
    int repeats = 0;
    const auto begin = std::chrono::steady_clock::now();

    test::TaskRunner{}(count(attempts, 1s, repeats));

    EXPECT_EQ(repeats, 1);
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 1s);
}

TEST(AttemptsTest, KnowsWhichStatusesMayPass) {
    for (const int status : {408, 429, 500, 502, 503, 504}) {
        EXPECT_TRUE(may_pass(status)) << status;
    }
    for (const int status : {200, 301, 400, 401, 403, 404, 409, 412, 501, 505}) {
        EXPECT_FALSE(may_pass(status)) << status;
    }
}

TEST(AttemptsTest, ReadsRetryAfterInSecondsAndNothingElse) {
    http_client::Response response;
    EXPECT_EQ(retry_after(response), std::nullopt);
    response.headers = {{"retry-after", "7"}};
    EXPECT_EQ(retry_after(response), 7s);
    response.headers = {{"retry-after", "Fri, 21 Nov 2026 10:46:00 GMT"}};
    EXPECT_EQ(retry_after(response), std::nullopt);
}

}  // namespace
}  // namespace likeness::cloud_calls
