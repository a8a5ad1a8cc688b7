#include "adapters/postgres/notify_broadcast.hpp"

#include "testing/postgres_cluster.hpp"
#include "testing/run_task.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace likeness::postgres {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;

/// A node that notes what it hears.
class Node {
public:
    Node(test::TaskRunner& run, const std::string& url) : run_(run), broadcast_(options(url)) {
        Broadcast::Hearer hearer = [this](std::string_view message) {
            heard.emplace_back(message);
        };
        asio::co_spawn(
            run_.context(),
            broadcast_.run(std::move(hearer)),
            [this](const std::exception_ptr&) { has_ended_ = true; }
        );
        run_.until([this] { return !heard.empty(); });
        heard.clear();
    }

    ~Node() {
        broadcast_.stop();
        run_.until([this] { return has_ended_; });
    }

    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    void say(std::string message) { broadcast_.send(std::move(message)); }

    std::vector<std::string> heard;

private:
    static ConnectionOptions options(const std::string& url) {
        ConnectionOptions options;
        options.url = url;
        return options;
    }

    test::TaskRunner& run_;
    NotifyBroadcast broadcast_;
    bool has_ended_ = false;
};

class NotifyBroadcastTest : public ::testing::Test {
protected:
    test::PostgresDatabaseName name_;
    test::TaskRunner run_;
    Node ada_{run_, name_.url()};
    Node bea_{run_, name_.url()};
};

TEST_F(NotifyBroadcastTest, BringsMessagesToOthersOnly) {
    ada_.say("one");
    ada_.say("two");
    bea_.say("three");

    run_.until([&] { return bea_.heard.size() == 2 && ada_.heard.size() == 1; });

    EXPECT_THAT(bea_.heard, ElementsAre("one", "two"));
    EXPECT_THAT(ada_.heard, ElementsAre("three"));
}

TEST_F(NotifyBroadcastTest, BringsManyLongMessagesInTheirOrder) {
    const std::string filler(900, '-');
    for (int i = 0; i < 500; ++i) {
        ada_.say(std::to_string(i) + filler);
    }

    run_.until([&] { return bea_.heard.size() == 500; });

    for (int i = 0; i < 500; ++i) {
        EXPECT_EQ(bea_.heard[static_cast<std::size_t>(i)], std::to_string(i) + filler);
    }
}

TEST_F(NotifyBroadcastTest, DropsWhatIsTooLongAndBoundsWhatWaits) {
    ada_.say(std::string(Broadcast::kMaxMessage + 1, 'x'));
    for (int i = 0; i < 100'000; ++i) {
        ada_.say("short");
    }
    run_.a_while(300ms);

    EXPECT_LT(bea_.heard.size(), 3'000U);
    EXPECT_THAT(bea_.heard, Each(std::string("short")));
}

TEST_F(NotifyBroadcastTest, SaysThatMessagesMayBeMissingAfterItsConnectionBroke) {
    test::PostgresCluster::shared().execute(
        "postgres",
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" +
            name_.text() + "'"
    );

    run_.until([&] { return !bea_.heard.empty() && !ada_.heard.empty(); });
    EXPECT_THAT(bea_.heard, ElementsAre(""));
    ada_.say("again");
    run_.until([&] { return bea_.heard.size() == 2; });

    EXPECT_THAT(bea_.heard, Contains("again"));
}

}  // namespace
}  // namespace likeness::postgres
