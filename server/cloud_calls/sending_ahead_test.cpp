#include "cloud_calls/sending_ahead.hpp"

#include "testing/code_of.hpp"
#include "testing/run_task.hpp"

#include <gtest/gtest.h>

namespace likeness::cloud_calls {
namespace {

using namespace std::chrono_literals;

class SendingAheadTest : public ::testing::Test {
protected:
    SendingAhead::Ways ways() {
        SendingAhead::Ways ways;
        ways.from = 10;
        ways.ahead = [this](auto file) { return ahead(std::move(file)); };
        ways.whole = [this] { return whole(); };
        return ways;
    }

    Task<void> ahead(std::shared_ptr<GrowingFile> file) {
        ++begun_ahead_;
        const bool goes_on = co_await file->has(1'000);
        if (!goes_on) {
            ++given_up_;
            co_return Error::unavailable("given up");
        }
        bytes_ahead_ = file->bytes();
        co_return fails_ahead_ ? Result<void>(Error::unavailable("no")) : Result<void>();
    }

    Task<void> whole() {
        ++sent_whole_;
        co_return Result<void>{};
    }

    test::TaskRunner run_;
    int begun_ahead_ = 0;
    int given_up_ = 0;
    int sent_whole_ = 0;
    std::uint64_t bytes_ahead_ = 0;
    bool fails_ahead_ = false;
    TaskGroup group_{run_.executor()};
    std::unique_ptr<SendingAhead> sending_ =
        std::make_unique<SendingAhead>(run_.executor(), group_, "/nowhere", ways());
};

TEST_F(SendingAheadTest, BeginsOnceTheFileIsLargeAndEndsWithIt) {
    sending_->grown_to(11);
    run_.until([&] { return begun_ahead_ == 1; });
    sending_->grown_to(200);

    EXPECT_TRUE(run_(sending_->finish()));
    EXPECT_EQ(bytes_ahead_, 200U);
    EXPECT_EQ(sent_whole_, 0);
}

TEST_F(SendingAheadTest, SendsASmallFileWhole) {
    sending_->grown_to(10);

    EXPECT_TRUE(run_(sending_->finish()));
    EXPECT_EQ(begun_ahead_, 0);
    EXPECT_EQ(sent_whole_, 1);
}

TEST_F(SendingAheadTest, SendsTheFileWholeWhenSendingAheadFailed) {
    fails_ahead_ = true;
    sending_->grown_to(2'000);
    run_.until([&] { return bytes_ahead_ == 2'000U; });

    EXPECT_TRUE(run_(sending_->finish()));
    EXPECT_EQ(sent_whole_, 1);
}

TEST_F(SendingAheadTest, StopsWhenNobodyWantsTheFileAnyMore) {
    sending_->grown_to(11);
    run_.until([&] { return begun_ahead_ == 1; });

    sending_.reset();

    run_.until([&] { return given_up_ == 1; });
    EXPECT_EQ(sent_whole_, 0);
}

}  // namespace
}  // namespace likeness::cloud_calls
