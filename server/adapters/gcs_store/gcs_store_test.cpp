#include "adapters/gcs_store/gcs_store.hpp"

#include "adapters/gcs_store/testing_gcs.hpp"
#include "testing/code_of.hpp"
#include "testing/run_task.hpp"
#include "testing/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace likeness::gcs_store {
namespace {

using namespace std::chrono_literals;
using test::code_of;

class GcsStoreTest : public ::testing::Test {
protected:
    GcsStoreTest() { imposter_.control(R"({"clear":true})"); }

    Result<void> put(std::string_view key = "a") {
        return run_(store_.put(Bucket::generated, ObjectKey::trusted(std::string(key)), "x", "t/x")
        );
    }

    test::TaskRunner run_;
    test::CloudImposter& imposter_ = the_imposter();
    RealClock real_;
    test::FakeClock clock_;
    http_client::Client client_{run_.executor(), http_client::Client::Options()};
    GcsStore store_{run_.executor(), client_, real_, quick_options(imposter_)};
};

TEST_F(GcsStoreTest, FetchesOneTokenForManyCallsAtOnce) {
    std::vector<Task<void>> puts;
    for (int i = 0; i < 20; ++i) {
        puts.push_back(
            store_.put(Bucket::generated, ObjectKey::trusted(std::to_string(i)), "x", "text/plain")
        );
    }

    for (const Result<void>& done : run_.all(std::move(puts))) {
        EXPECT_TRUE(done);
    }
    EXPECT_EQ(imposter_.count("token"), 1);
}

TEST_F(GcsStoreTest, FetchesANewTokenFiveMinutesBeforeTheOldOneEnds) {
    clock_.set(real_.now());
    GcsStore store(run_.executor(), client_, clock_, quick_options(imposter_));
    const auto put_one = [&] {
        return run_(store.put(Bucket::generated, ObjectKey::trusted("a"), "x", "text/plain"));
    };
    ASSERT_TRUE(put_one());

    clock_.advance(54min);
    EXPECT_TRUE(put_one());
    EXPECT_EQ(imposter_.count("token"), 1);
    clock_.advance(1min + 1s);
    static_cast<void>(put_one());  // the imposter's clock has not moved: it refuses the new claim

    EXPECT_EQ(imposter_.count("token"), 2);
}

TEST_F(GcsStoreTest, FetchesAnotherTokenWhenOneIsRefusedAndNotASecond) {
    ASSERT_TRUE(put());
    imposter_.control(R"({"expireTokens":true})");

    EXPECT_TRUE(put());
    EXPECT_EQ(imposter_.count("token"), 2);

    imposter_.control(R"({"fault":{"kind":"status","status":401,"match":"/b/"}})");
    EXPECT_EQ(code_of(put()), ErrorCode::permission_denied);
    EXPECT_EQ(imposter_.count("token"), 3);
}

TEST_F(GcsStoreTest, AsksATokenEndpointThatIsDownOnceForAllThatWait) {
    imposter_.control(R"({"fault":{"kind":"status","status":503,"match":"/token"}})");
    std::vector<Task<void>> puts;
    for (int i = 0; i < 20; ++i) {
        puts.push_back(
            store_.put(Bucket::generated, ObjectKey::trusted(std::to_string(i)), "x", "text/plain")
        );
    }

    for (const Result<void>& done : run_.all(std::move(puts))) {
        EXPECT_EQ(code_of(done), ErrorCode::unavailable);
    }
    // Four attempts of the fetch, for each of the four attempts that the calls make together.
    EXPECT_LE(imposter_.control().at("calls").as_array().size(), 16U);
}

TEST_F(GcsStoreTest, TellsTheOperatorThatTheKeyIsWrong) {
    GcsOptions options = quick_options(imposter_);
    options.account.email = "somebody@else.example";
    GcsStore store(run_.executor(), client_, real_, options);

    const Result<Bytes> refused = run_(store.get(Bucket::generated, ObjectKey::trusted("a"), 100));

    ASSERT_EQ(code_of(refused), ErrorCode::permission_denied);
    EXPECT_NE(refused.error().detail.find("somebody@else.example"), std::string::npos);
    EXPECT_NE(refused.error().detail.find("GCP_PRIVATE_KEY"), std::string::npos);
}

TEST_F(GcsStoreTest, SaysThatTheBucketIsMissingNotTheObject) {
    GcsOptions options = quick_options(imposter_);
    options.buckets[1] = "no-such-bucket";
    GcsStore store(run_.executor(), client_, real_, options);

    const Result<Bytes> refused = run_(store.get(Bucket::generated, ObjectKey::trusted("a"), 100));

    ASSERT_EQ(code_of(refused), ErrorCode::permission_denied);
    EXPECT_NE(refused.error().detail.find("no-such-bucket"), std::string::npos);
}

TEST_F(GcsStoreTest, StreamsALargeFileWithOneSessionInWholeChunks) {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.write("file", Bytes((2U << 20U) + 1, 'x'));

    ASSERT_TRUE(run_(store_.put_file(Bucket::loras, ObjectKey::trusted("a"), file, "t/x")));

    EXPECT_EQ(imposter_.count("upload begin"), 1);
    EXPECT_EQ(imposter_.count("upload chunk"), 5);
}

TEST_F(GcsStoreTest, BeginsALargeFileAnewWhenTheSessionIsGone) {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.write("file", Bytes(2U << 20U, 'x'));
    imposter_.control(R"({"fault":{"kind":"status","status":410,"count":1,"match":"^PUT"}})");

    EXPECT_TRUE(run_(store_.put_file(Bucket::loras, ObjectKey::trusted("a"), file, "t/x")));

    EXPECT_EQ(imposter_.count("upload begin"), 2);
}

TEST_F(GcsStoreTest, NeedsNoTokenWhereNoneIsGivenOut) {
    GcsOptions options = quick_options(imposter_);
    options.token_url.clear();
    GcsStore store(run_.executor(), client_, real_, options);

    EXPECT_EQ(
        code_of(run_(store.put(Bucket::generated, ObjectKey::trusted("a"), "x", "t/x"))),
        ErrorCode::permission_denied
    );
    EXPECT_EQ(imposter_.count("token"), 0);
}

}  // namespace
}  // namespace likeness::gcs_store
