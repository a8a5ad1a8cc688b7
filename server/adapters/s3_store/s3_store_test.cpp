#include "adapters/s3_store/s3_store.hpp"

#include "adapters/s3_store/testing_s3.hpp"
#include "testing/code_of.hpp"
#include "testing/run_task.hpp"
#include "testing/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace likeness::s3_store {
namespace {

using namespace std::chrono_literals;
using test::code_of;

class S3StoreTest : public ::testing::Test {
protected:
    S3StoreTest() { imposter_.control(R"({"clear":true})"); }

    Result<void> put_file(S3Store& store, std::size_t size) {
        const test::TemporaryFolder folder;
        const std::filesystem::path file = folder.write("file", Bytes(size, 'x'));
        return run_(store.put_file(Bucket::loras, ObjectKey::trusted("a"), file, "t/x"));
    }

    test::TaskRunner run_;
    test::CloudImposter& imposter_ = the_imposter();
    RealClock clock_;
    http_client::Client client_{run_.executor(), http_client::Client::Options()};
    S3Store store_{run_.executor(), client_, clock_, quick_options(imposter_)};
};

TEST_F(S3StoreTest, TellsTheOperatorThatTheSecretIsWrong) {
    S3Options options = quick_options(imposter_);
    options.scope.credentials.secret_access_key = "wrong";
    S3Store store(run_.executor(), client_, clock_, options);

    const Result<Bytes> refused = run_(store.get(Bucket::generated, ObjectKey::trusted("a"), 9));

    ASSERT_EQ(code_of(refused), ErrorCode::permission_denied);
    EXPECT_NE(refused.error().detail.find("SignatureDoesNotMatch"), std::string::npos);
}

TEST_F(S3StoreTest, TellsTheOperatorThatTheRegionIsWrong) {
    S3Options options = quick_options(imposter_);
    options.scope.region = "elsewhere";
    S3Store store(run_.executor(), client_, clock_, options);

    const Result<Bytes> refused = run_(store.get(Bucket::generated, ObjectKey::trusted("a"), 9));

    ASSERT_EQ(code_of(refused), ErrorCode::permission_denied);
    EXPECT_NE(refused.error().detail.find("AWS_REGION"), std::string::npos);
}

TEST_F(S3StoreTest, SaysThatTheBucketIsMissingNotTheObject) {
    S3Options options = quick_options(imposter_);
    options.buckets[1] = "no-such-bucket";
    S3Store store(run_.executor(), client_, clock_, options);

    const Result<Bytes> refused = run_(store.get(Bucket::generated, ObjectKey::trusted("a"), 9));

    ASSERT_EQ(code_of(refused), ErrorCode::permission_denied);
    EXPECT_NE(refused.error().detail.find("no-such-bucket"), std::string::npos);
}

TEST_F(S3StoreTest, FinishesAnUploadThatFailsInsideASuccess) {
    imposter_.control(R"({"fault":{"kind":"late_error","count":2,"match":"^POST.*uploadId"}})");

    EXPECT_TRUE(put_file(store_, 6U << 20U));

    EXPECT_EQ(imposter_.count("upload complete"), 3);
}

TEST_F(S3StoreTest, SeesThatAnUploadIsFinishedWhoseAnswerWasLost) {
    imposter_.control(R"({"fault":{"kind":"reset_after","count":1,"match":"^POST.*uploadId"}})");

    EXPECT_TRUE(put_file(store_, 6U << 20U));

    EXPECT_EQ(run_.value(store_.stat(Bucket::loras, ObjectKey::trusted("a"))).size, 6U << 20U);
}

TEST_F(S3StoreTest, SignsATokenOfTemporaryCredentialsToo) {
    S3Options options = quick_options(imposter_);
    options.scope.credentials.session_token = "a token";
    S3Store store(run_.executor(), client_, clock_, options);

    EXPECT_TRUE(run_(store.put(Bucket::generated, ObjectKey::trusted("a"), "x", "t/x")));
    const std::string url = store.signed_url(Bucket::generated, ObjectKey::trusted("a"), 1h);
    EXPECT_NE(url.find("&X-Amz-Security-Token=a%20token&"), std::string::npos) << url;
}

TEST_F(S3StoreTest, NamesTheBucketBeforeTheHostWhereThatIsWanted) {
    S3Options options = quick_options(imposter_);
    options.endpoint = cloud_signing::Endpoint::parse("https://s3.eu-west-1.amazonaws.com").value();
    options.style = S3Style::virtual_hosted;
    S3Store store(run_.executor(), client_, clock_, options);

    EXPECT_EQ(
        store.plain_url(Bucket::generated, ObjectKey::trusted("2026/a.jpg")),
        "https://generated.s3.eu-west-1.amazonaws.com/2026/a.jpg"
    );
}

}  // namespace
}  // namespace likeness::s3_store
