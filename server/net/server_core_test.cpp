#include "net/server_core.hpp"

#include "net/connection.hpp"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace likeness::net {
namespace {

class Product : public Handler, public Observer {
public:
    asio::awaitable<Response> handle(Request&) override { co_return Response(); }

    Response refusal(int, std::string_view, std::string_view) override {
        throw std::runtime_error("broken on purpose");
    }

    void on_request(const RequestSummary&) noexcept override { ++reports; }

    int reports = 0;
};

class ServerCoreTest : public ::testing::Test {
protected:
    static Limits limits() {
        Limits limits;
        limits.max_connections = 300;
        limits.max_connections_per_address = 2;
        return limits;
    }

    void connect(const PeerAddress& peer, int count) {
        for (int i = 0; i < count; ++i) {
            std::array<int, 2> ends{};
            ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0);
            ::close(ends[1]);
            connections_.push_back(
                std::make_unique<Connection>(core_, io_, ends[0], false, peer, false)
            );
        }
    }

    asio::io_context io_;
    Product product_;
    std::shared_ptr<ServerCore> core_ = std::make_shared<ServerCore>(product_, product_, limits());
    std::vector<std::unique_ptr<Connection>> connections_;
    const PeerAddress peer_{"192.0.2.1", 1, false};
    const PeerAddress other_{"192.0.2.2", 2, false};
    const PeerAddress loopback_{"127.0.0.1", 3, true};
};

TEST_F(ServerCoreTest, LimitsTheConnectionsOfOneAddress) {
    connect(peer_, 2);

    EXPECT_EQ(core_->admission(peer_), ServerCore::Admission::surplus);
    EXPECT_EQ(core_->admission(other_), ServerCore::Admission::welcome);
}

TEST_F(ServerCoreTest, TrustsLoopbackWithMore) {
    connect(loopback_, 3);

    EXPECT_EQ(core_->admission(loopback_), ServerCore::Admission::welcome);
}

TEST_F(ServerCoreTest, TakesNoConnectionsPastTheSurplus) {
    connect(peer_, 2 + 256);

    EXPECT_EQ(core_->admission(peer_), ServerCore::Admission::none);
    EXPECT_EQ(core_->admission(other_), ServerCore::Admission::welcome);
}

TEST_F(ServerCoreTest, LimitsAllConnectionsTogether) {
    connect(loopback_, 300);

    EXPECT_EQ(core_->admission(loopback_), ServerCore::Admission::surplus);
    EXPECT_EQ(core_->admission(other_), ServerCore::Admission::surplus);
}

TEST_F(ServerCoreTest, ForgetsConnectionsThatHaveEnded) {
    connect(peer_, 2);

    connections_.pop_back();

    EXPECT_EQ(core_->admission(peer_), ServerCore::Admission::welcome);
    EXPECT_EQ(core_->open_connections(), 1U);
    EXPECT_EQ(core_->accepted(), 2U);
}

TEST_F(ServerCoreTest, GivesEveryRequestItsOwnId) {
    std::set<std::string> ids;
    std::string id;

    for (int i = 0; i < 10'000; ++i) {
        core_->assign_id(id);
        ids.insert(id);
    }

    EXPECT_EQ(ids.size(), 10'000U);
    EXPECT_EQ(id.size(), 16U);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST_F(ServerCoreTest, RefusesPlainlyWhenTheOwnerCannot) {
    const Response response = core_->refusal(503, "/", "id");

    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(std::get<Bytes>(response.body), "");
}

TEST_F(ServerCoreTest, CallsNobodyOnceItIsAbandoned) {
    core_->report({});
    core_->abandon();
    core_->report({});

    EXPECT_EQ(product_.reports, 1);
}

}  // namespace
}  // namespace likeness::net
