#include "core/share_pass.hpp"

#include "testing/fake_clock.hpp"
#include "testing/samples.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;

Share share_of(char digit) {
    Share share{ShareId::trusted(std::string(32, digit)), test::sample_wallet(1), "token"};
    share.password_record = "record";
    return share;
}

class SharePassTest : public ::testing::Test {
protected:
    const Timestamp now_ = test::kNoon;
    const SharePasses passes_{"the server's secret"};
    const Share share_ = share_of('a');
    const std::string pass_ = passes_.pass_for(share_, now_ + 1h);
};

TEST_F(SharePassTest, OpensItsShareUntilItsTimeIsOver) {
    EXPECT_TRUE(passes_.opens(share_, pass_, now_));
    EXPECT_TRUE(passes_.opens(share_, pass_, now_ + 1h - 1ms));
    EXPECT_FALSE(passes_.opens(share_, pass_, now_ + 1h));
}

TEST_F(SharePassTest, OpensNoOtherShareAndNotAfterAnotherPassword) {
    Share changed = share_;
    changed.password_record = "another record";

    EXPECT_FALSE(passes_.opens(share_of('b'), pass_, now_));
    EXPECT_FALSE(passes_.opens(changed, pass_, now_));
    EXPECT_FALSE(SharePasses("another secret").opens(share_, pass_, now_));
}

TEST_F(SharePassTest, CannotBeMadeToLastLonger) {
    const std::string later = passes_.pass_for(share_, now_ + 2h);
    const std::string forged = later.substr(0, later.find('.')) + pass_.substr(pass_.find('.'));

    EXPECT_FALSE(passes_.opens(share_, forged, now_));
}

TEST_F(SharePassTest, IsNoOtherText) {
    for (const std::string& text :
         {std::string(),
          std::string("."),
          std::string("1.x"),
          std::string("99999999999999999999.x"),
          "-" + pass_,
          "+" + pass_,
          pass_ + "A",
          pass_.substr(0, pass_.size() - 1),
          std::string("1099511627777.x"),
          " " + pass_}) {
        EXPECT_FALSE(passes_.opens(share_, text, now_)) << text;
    }
}

}  // namespace
}  // namespace likeness
