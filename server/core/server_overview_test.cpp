#include "core/server_overview.hpp"

#include "testing/fake_clock.hpp"
#include "testing/fake_engine.hpp"
#include "testing/memory_object_store.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_database.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;

class ServerOverviewTest : public ::testing::Test {
protected:
    Overview shown() { return run_.value(overview_.show(*Days::from({}, {}, clock_.now()))); }

    void accept(int images, const std::string& engine) {
        NewBatch batch = samples_.batch(lora_, test::sample_wallet(1), images);
        batch.batch.engine = engine;
        run_.value(database_.ledger().accept(std::move(batch)));
    }

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::Samples samples_{clock_, random_};
    test::TestDatabase database_;
    test::MemoryObjectStore store_{run_.executor()};
    test::FakeEngine engine_{run_.executor()};
    Engines engines_{{engine_}};
    EngineWatch watch_{engines_, clock_};
    StoreProbe stores_{run_.executor(), store_};
    ServerOverview overview_{database_.usage(), engines_, watch_, stores_, [] {
                                 return DiskSpace{1, 2};
                             }};
    Lora lora_ = run_.value(database_.loras().add(samples_.lora(test::sample_wallet(9))));
};

TEST_F(ServerOverviewTest, TellsEnginesWithTheirQueues) {
    accept(3, "fake");
    engine_.set_health({false, "no credit"});

    const Overview overview = shown();

    ASSERT_EQ(overview.engines.size(), 1U);
    EXPECT_EQ(overview.engines[0].id, "fake");
    EXPECT_EQ(overview.engines[0].health.reason, "no credit");
    EXPECT_EQ(overview.engines[0].since, clock_.now());
    EXPECT_EQ(overview.engines[0].waiting, 3);
    EXPECT_EQ(overview.engines[0].running, 0);
}

TEST_F(ServerOverviewTest, ShowsImagesThatWaitForAnEngineThatIsOff) {
    accept(2, "sdcpp");

    const Overview overview = shown();

    ASSERT_EQ(overview.engines.size(), 2U);
    EXPECT_EQ(overview.engines[1].id, "sdcpp");
    EXPECT_FALSE(overview.engines[1].health.available);
    EXPECT_EQ(overview.engines[1].waiting, 2);
}

TEST_F(ServerOverviewTest, TellsWhichStoresAnswer) {
    store_.gets.next({ErrorCode::permission_denied, "The key may not read here."});

    const Overview overview = shown();

    ASSERT_EQ(overview.buckets.size(), 3U);
    EXPECT_FALSE(overview.buckets[0].is_reachable);
    EXPECT_EQ(overview.buckets[0].reason, "The key may not read here.");
    EXPECT_TRUE(overview.buckets[1].is_reachable);
    EXPECT_TRUE(overview.buckets[2].is_reachable);
    EXPECT_EQ(overview.disk->free_bytes, 1);
}

/// Never answers before its gate is open.
class HangingStore final : public ObjectStore {
public:
    explicit HangingStore(asio::any_io_executor executor) : gate(std::move(executor)) {}

    Task<StoredObject> stat(Bucket, ObjectKey) override {
        co_await gate.pass();
        co_return Error::not_found("object");
    }

    Task<void> put(Bucket, ObjectKey, Bytes, std::string) override { co_return refusal(); }

    Task<void> put_file(Bucket, ObjectKey, std::filesystem::path, std::string) override {
        co_return refusal();
    }

    Task<Bytes> get(Bucket, ObjectKey, std::uint64_t) override { co_return refusal(); }

    Task<void> remove(Bucket, ObjectKey) override { co_return refusal(); }

    Task<ObjectPage> list(Bucket, std::string, std::optional<std::string>) override {
        co_return refusal();
    }

    std::string signed_url(Bucket, const ObjectKey&, std::chrono::seconds) override { return {}; }

    std::string plain_url(Bucket, const ObjectKey&) const override { return {}; }

    std::string_view bucket_name(Bucket) const override { return "slow"; }

    test::Gate gate;

private:
    static Error refusal() { return Error::unavailable("Not here."); }
};

TEST(StoreProbeTest, WaitsForAStoreThatHangsNoLongerThanItIsTold) {
    test::TaskRunner run;
    HangingStore store(run.executor());
    store.gate.close();
    StoreProbe probe(run.executor(), store);

    const std::vector<BucketHealth> hanging = run.value(probe.look(60ms));
    store.gate.open();
    run.a_while(20ms);
    const std::vector<BucketHealth> answered = run.value(probe.look(60ms));

    ASSERT_EQ(hanging.size(), 3U);
    EXPECT_FALSE(hanging[0].is_reachable);
    EXPECT_EQ(hanging[0].reason, "It does not answer.");
    EXPECT_TRUE(answered[0].is_reachable);
    EXPECT_EQ(answered[0].reason, "");
}

}  // namespace
}  // namespace likeness
