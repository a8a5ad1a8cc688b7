#include "testing/cloud_store_contract.hpp"

#include "testing/code_of.hpp"
#include "testing/temporary_folder.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>

namespace likeness::test {

namespace {

using namespace std::chrono_literals;

constexpr const char* kText = "the bytes of an image";
constexpr std::uint64_t kRoomy = std::uint64_t{64} << 20U;

ObjectKey key() {
    return ObjectKey::trusted("2026/11/a.jpg");
}

ObjectKey file_key() {
    return ObjectKey::trusted("id/weights.safetensors");
}

Bytes pattern(std::size_t size) {
    Bytes bytes(size, '\0');
    std::uint32_t state = 1;
    for (char& byte : bytes) {
        state = state * 1'664'525U + 1'013'904'223U;
        byte = static_cast<char>(state >> 24U);
    }
    return bytes;
}

}  // namespace

std::string name_of_cloud_store(const ::testing::TestParamInfo<CloudStoreKind>& kind) {
    return kind.param.name;
}

CloudStoreContract::CloudStoreContract() {
    imposter_.control(R"({"clear":true})");
}

void CloudStoreContract::fault(const std::string& json) {
    imposter_.control(R"({"fault":)" + json + "}");
}

Result<void> CloudStoreContract::put(const std::string& data) {
    return run_(store().put(Bucket::generated, key(), data, "image/jpeg"));
}

Result<Bytes> CloudStoreContract::get() {
    return run_(store().get(Bucket::generated, key(), kRoomy));
}

Result<void> CloudStoreContract::put_file(const Bytes& data) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.write("weights.part", data);
    return run_(store().put_file(Bucket::loras, file_key(), file, "application/octet-stream"));
}

Result<void> CloudStoreContract::put_growing(const Bytes& data, bool whole) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.write("weights.part", "");
    std::unique_ptr<GrowingObject> object =
        run_.value(store().begin_file(Bucket::loras, file_key(), file, "application/octet-stream"));
    std::ofstream stream(file, std::ios::binary);
    const std::size_t step = data.size() / 4;
    for (std::size_t at = 0; at < data.size(); at += step) {
        if (!whole && at + step >= data.size()) {
            return {};
        }
        stream << data.substr(at, step) << std::flush;
        object->grown_to(std::min(at + step, data.size()));
        run_.a_while(5ms);
    }
    return run_(object->finish());
}

bool CloudStoreContract::drained_within(std::chrono::milliseconds limit) {
    const auto drain = [&]() -> Task<bool> { co_return co_await store().drain(limit); };
    return run_.value(drain());
}

http_client::Response
CloudStoreContract::open(const std::string& url, http_client::Headers headers) {
    http_client::Request request;
    request.url = url;
    request.headers = std::move(headers);
    return run_.value(client_.send(std::move(request)));
}

void CloudStoreContract::expect_discreet(const Error& error) {
    for (const std::string& secret : prepared_->secrets()) {
        EXPECT_EQ((error.message + error.detail).find(secret), std::string::npos);
    }
    EXPECT_EQ(error.detail.find("Signature="), std::string::npos);
    EXPECT_EQ(error.detail.find("upload_id="), std::string::npos);
    EXPECT_EQ(error.detail.find("ya29."), std::string::npos);
}

/// The suites of other ports live in the same library.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CloudStoreContract);

TEST_P(CloudStoreContract, RepeatsWhatMayPass) {
    for (const char* kind :
         {R"({"kind":"status","status":503,"count":2})",
          R"({"kind":"status","status":500,"count":1})",
          R"({"kind":"status","status":502,"html":true,"count":2})",
          R"({"kind":"status","status":408,"count":1})",
          R"({"kind":"status","status":429,"count":1})",
          R"({"kind":"silence","count":1})",
          R"({"kind":"reset_before","count":2})",
          R"({"kind":"reset_after","count":1})"}) {
        fault(kind);
        EXPECT_TRUE(put(kText)) << kind;
        fault(kind);
        EXPECT_EQ(get().value(), kText) << kind;
        fault(kind);
        EXPECT_EQ(run_.value(store().stat(Bucket::generated, key())).size, 21U) << kind;
        fault(kind);
        EXPECT_TRUE(run_(store().list(Bucket::generated, "", std::nullopt))) << kind;
        fault(kind);
        EXPECT_TRUE(run_(store().remove(Bucket::generated, key()))) << kind;
    }
}

TEST_P(CloudStoreContract, IsUnavailableWhenItDoesNotPass) {
    ASSERT_TRUE(put(kText));
    for (const char* kind :
         {R"({"kind":"status","status":503})",
          R"({"kind":"status","status":502,"html":true})",
          R"({"kind":"status","status":429})",
          R"({"kind":"silence"})",
          R"({"kind":"reset_before"})"}) {
        fault(kind);

        const Result<void> written = put("other");
        const Result<Bytes> read = get();

        EXPECT_EQ(code_of(written), ErrorCode::unavailable) << kind;
        EXPECT_EQ(code_of(read), ErrorCode::unavailable) << kind;
        expect_discreet(written.error());
        expect_discreet(read.error());
        imposter_.control(R"({"endFaults":true})");
    }
    EXPECT_EQ(get().value(), kText);
}

TEST_P(CloudStoreContract, WaitsAsLongAsTheStoreWishes) {
    ASSERT_TRUE(put(kText));
    fault(R"({"kind":"status","status":429,"retryAfter":1,"count":1})");
    const auto begin = std::chrono::steady_clock::now();

    EXPECT_TRUE(get());

    EXPECT_GE(std::chrono::steady_clock::now() - begin, 1s);
}

TEST_P(CloudStoreContract, TellsTheOperatorWhoIsRefusedWhere) {
    fault(R"({"kind":"status","status":403,"match":"generated"})");

    const Result<void> refused = put(kText);

    ASSERT_EQ(code_of(refused), ErrorCode::permission_denied);
    EXPECT_NE(refused.error().detail.find(prepared_->account()), std::string::npos);
    EXPECT_NE(
        refused.error().detail.find(store().bucket_name(Bucket::generated)), std::string::npos
    );
    expect_discreet(refused.error());
}

TEST_P(CloudStoreContract, RepeatsOnlyWhatMayPass) {
    fault(R"({"kind":"status","status":403,"match":"generated"})");
    static_cast<void>(put(kText));
    fault(R"({"kind":"status","status":400})");
    static_cast<void>(get());

    EXPECT_EQ(
        imposter_.control().at("calls").as_array().size(),
        prepared_->account().find('@') == std::string::npos ? 2U : 3U
    );
}

TEST_P(CloudStoreContract, NeverGivesHalfAnObject) {
    ASSERT_TRUE(put(kText));
    fault(R"({"kind":"truncate","count":2,"match":"a\\.jpg"})");

    EXPECT_EQ(get().value(), kText);

    fault(R"({"kind":"truncate","match":"a\\.jpg"})");
    EXPECT_EQ(code_of(get()), ErrorCode::unavailable);
}

TEST_P(CloudStoreContract, NeverGivesOtherBytes) {
    ASSERT_TRUE(put(kText));
    fault(R"({"kind":"corrupt","count":1,"match":"a\\.jpg"})");

    EXPECT_EQ(get().value(), kText);

    fault(R"({"kind":"corrupt","match":"a\\.jpg"})");
    EXPECT_EQ(code_of(get()), ErrorCode::unavailable);
}

TEST_P(CloudStoreContract, NeverKeepsOtherBytes) {
    fault(R"({"kind":"corrupt_stored","count":1,"match":"a\\.jpg"})");

    ASSERT_TRUE(put(kText));

    EXPECT_EQ(get().value(), kText);
}

TEST_P(CloudStoreContract, DoesNotTrustAStoreThatTellsAnotherHash) {
    fault(R"({"kind":"wrong_hash","count":1,"match":"a\\.jpg"})");
    ASSERT_TRUE(put(kText));
    fault(R"({"kind":"wrong_hash","match":"a\\.jpg"})");

    EXPECT_EQ(code_of(put(kText)), ErrorCode::unavailable);
}

TEST_P(CloudStoreContract, PutsALargeFileInPieces) {
    const Bytes data = pattern(2 * prepared_->large() + 12'345);

    ASSERT_TRUE(put_file(data));

    EXPECT_TRUE(run_(store().get(Bucket::loras, file_key(), kRoomy)).value() == data);
    EXPECT_EQ(run_.value(store().stat(Bucket::loras, file_key())).size, data.size());
    EXPECT_EQ(imposter_.control().at("openUploads").to_number<int>(), 0);
}

TEST_P(CloudStoreContract, GoesOnWithALargeFileAfterABreak) {
    const Bytes data = pattern(2 * prepared_->large() + 12'345);
    for (const char* kind :
         {R"({"kind":"reset_midway","count":1,"match":"^PUT","bytes":300000})",
          R"({"kind":"reset_before","count":2,"match":"^PUT"})",
          R"({"kind":"reset_after","count":1,"match":"^PUT"})",
          R"({"kind":"status","status":503,"count":2,"match":"^PUT"})",
          R"({"kind":"status","status":500,"html":true,"count":1,"match":"upload"})",
          R"({"kind":"corrupt_stored","count":1,"match":"^PUT"})"}) {
        imposter_.control(R"({"clear":true})");
        fault(kind);

        const Result<void> stored = put_file(data);

        ASSERT_TRUE(stored) << kind << " " << stored.error().detail;
        EXPECT_TRUE(run_(store().get(Bucket::loras, file_key(), kRoomy)).value() == data) << kind;
    }
}

TEST_P(CloudStoreContract, LeavesNothingOfALargeFileThatCannotBeStored) {
    fault(R"({"kind":"status","status":503,"match":"^PUT"})");

    const Result<void> outcome = put_file(pattern(2 * prepared_->large()));

    ASSERT_EQ(code_of(outcome), ErrorCode::unavailable);
    expect_discreet(outcome.error());
    EXPECT_EQ(imposter_.control().at("openUploads").to_number<int>(), 0);
    EXPECT_EQ(code_of(run_(store().stat(Bucket::loras, file_key()))), ErrorCode::not_found);
}

TEST_P(CloudStoreContract, SendsAFileWhileItComesIn) {
    for (const std::size_t size :
         {std::size_t{1'000},
          prepared_->large() - 1,
          2 * prepared_->large(),
          3 * prepared_->large() + 12'345}) {
        imposter_.control(R"({"clear":true})");
        const Bytes data = pattern(size);

        const Result<void> stored = put_growing(data);

        ASSERT_TRUE(stored) << size << " " << stored.error().detail;
        EXPECT_EQ(imposter_.count("upload begin"), size > prepared_->large() ? 1 : 0) << size;
        EXPECT_TRUE(run_(store().get(Bucket::loras, file_key(), kRoomy)).value() == data) << size;
        EXPECT_EQ(imposter_.control().at("openUploads").to_number<int>(), 0);
    }
}

TEST_P(CloudStoreContract, StoresAFileThatCameInWhileSendingFailed) {
    const Bytes data = pattern(3 * prepared_->large() + 12'345);
    for (const char* kind :
         {R"({"kind":"reset_midway","count":1,"match":"^PUT","bytes":300000})",
          R"({"kind":"status","status":503,"count":6,"match":"^PUT"})",
          R"({"kind":"status","status":403,"count":1,"match":"^PUT"})",
          R"({"kind":"corrupt_stored","count":1,"match":"^PUT"})"}) {
        imposter_.control(R"({"clear":true})");
        fault(kind);

        const Result<void> stored = put_growing(data);

        ASSERT_TRUE(stored) << kind << " " << stored.error().detail;
        EXPECT_TRUE(run_(store().get(Bucket::loras, file_key(), kRoomy)).value() == data) << kind;
        EXPECT_EQ(imposter_.control().at("openUploads").to_number<int>(), 0) << kind;
    }
}

TEST_P(CloudStoreContract, LeavesNothingOfAFileThatWasGivenUp) {
    for (const char* kind :
         {R"({"kind":"slow","milliseconds":1,"match":"^PUT"})",
          R"({"kind":"slow","milliseconds":100,"match":"^PUT"})",
          R"({"kind":"slow","milliseconds":200,"match":"^POST"})",
          R"({"kind":"reset_midway","bytes":300000,"match":"^PUT"})"}) {
        imposter_.control(R"({"clear":true})");
        fault(kind);

        ASSERT_TRUE(put_growing(pattern(4 * prepared_->large()), false));

        EXPECT_TRUE(drained_within(10s)) << kind;
        EXPECT_EQ(imposter_.count("upload begin"), 1) << kind;
        EXPECT_EQ(imposter_.control().at("openUploads").to_number<int>(), 0) << kind;
        EXPECT_EQ(code_of(run_(store().stat(Bucket::loras, file_key()))), ErrorCode::not_found);
    }
}

TEST_P(CloudStoreContract, TakesAFileFasterThanTheStoreDoes) {
    fault(R"({"kind":"slow","milliseconds":100,"match":"^PUT"})");
    const Bytes data = pattern(4 * prepared_->large());

    const Result<void> stored = put_growing(data);

    ASSERT_TRUE(stored) << stored.error().detail;
    EXPECT_TRUE(run_(store().get(Bucket::loras, file_key(), kRoomy)).value() == data);
}

TEST_P(CloudStoreContract, GivesLinksThatOpenTheObjectForAnybody) {
    ASSERT_TRUE(put(kText));
    const std::string url = store().signed_url(Bucket::generated, key(), 1h);

    const http_client::Response whole = open(url);
    const http_client::Response part = open(url, {{"Range", "bytes=4-8"}});
    const http_client::Response known =
        open(url, {{"If-None-Match", std::string(whole.header("etag").value_or(""))}});

    EXPECT_EQ(whole.status, 200);
    EXPECT_EQ(whole.body, kText);
    EXPECT_EQ(whole.header("content-type"), "image/jpeg");
    EXPECT_EQ(whole.header("cache-control"), "private, max-age=31536000, immutable");
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, "bytes");
    EXPECT_EQ(known.status, 304);
    EXPECT_EQ(store().signed_url(Bucket::generated, key(), 1h), url);
}

TEST_P(CloudStoreContract, GivesLinksThatOpenNothingElse) {
    ASSERT_TRUE(put(kText));
    const std::string url = store().signed_url(Bucket::generated, key(), 1h);
    std::string changed = url;
    changed.back() = changed.back() == '0' ? '1' : '0';

    EXPECT_EQ(open(changed).status, 403);
    EXPECT_EQ(open(url + "&x=1").status, 403);
    EXPECT_EQ(open(store().plain_url(Bucket::generated, key())).status, 403);
    EXPECT_GE(open(prepared_->of_long_ago()->signed_url(Bucket::generated, key(), 1h)).status, 400);
}

}  // namespace likeness::test
