#include "core/drafts.hpp"

#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_database.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::code_of;
using test::sample_wallet;

class DraftsTest : public ::testing::Test {
protected:
    Result<SavedDraft> save(std::string content, std::optional<Timestamp> at = {}) {
        return run_(drafts_.save(maker_, lora_.id, std::move(content), at));
    }

    const Caller maker_{sample_wallet(1), false};
    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::Samples samples_{clock_, random_};
    test::TestDatabase database_;
    People people_{database_.people(), clock_};
    Loras loras_{database_.loras(), database_.images(), people_, clock_};
    Drafts drafts_{database_.drafts(), loras_, clock_};
    Lora lora_ = run_.value(database_.loras().add(samples_.lora(sample_wallet(9))));
};

TEST_F(DraftsTest, KeepsTheNewerOfTwoVersions) {
    ASSERT_TRUE(save(R"({"prompt":"new"})", clock_.now() - 1min));

    const SavedDraft kept = *save(R"({"prompt":"old"})", clock_.now() - 2min);

    EXPECT_EQ(kept.content, R"({"prompt":"new"})");
}

TEST_F(DraftsTest, TakesATimeAheadForNow) {
    EXPECT_EQ(save("{}", clock_.now() + 24h)->changed_at, clock_.now());
    EXPECT_EQ(save("{}")->changed_at, clock_.now());
}

TEST_F(DraftsTest, RefusesWhatIsTooLong) {
    EXPECT_TRUE(save(std::string(8 * 1024, ' ')));
    EXPECT_EQ(code_of(save(std::string(8 * 1024 + 1, ' '))), ErrorCode::payload_too_large);
}

TEST_F(DraftsTest, KeepsNothingForALoraThatTheCallerDoesNotSee) {
    Lora hidden = samples_.lora(sample_wallet(9));
    hidden.visibility = Visibility::private_;
    const Lora added = run_.value(database_.loras().add(hidden));

    EXPECT_EQ(
        code_of(run_(drafts_.save(maker_, added.id, "{}", std::nullopt))), ErrorCode::not_found
    );
    EXPECT_TRUE(run_.value(drafts_.list(maker_, std::nullopt)).empty());
}

}  // namespace
}  // namespace likeness
