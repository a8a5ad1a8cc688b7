#pragma once

#include "adapters/s3_store/s3_store.hpp"
#include "testing/cloud_store_contract.hpp"
#include "testing/fake_clock.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

/// Stores on the imposter, for tests.
namespace likeness::s3_store {

class RealClock final : public Clock {
public:
    Timestamp now() const override {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

/// One for the whole test program.
inline test::CloudImposter& the_imposter() {
    static test::CloudImposter imposter("s3", {"--buckets", "loras,generated,uploads"});
    return imposter;
}

inline S3Options quick_options(test::CloudImposter& imposter) {
    S3Options options;
    options.endpoint = cloud_signing::Endpoint::parse(imposter.origin()).value();
    options.scope.region = imposter.fact("region");
    options.scope.credentials = {
        imposter.fact("accessKeyId"), imposter.fact("secretAccessKey"), ""};
    options.buckets = {"loras", "generated", "uploads"};
    options.retry.first_pause = std::chrono::milliseconds{1};
    options.retry.longest_pause = std::chrono::seconds{2};
    options.call_timeout = std::chrono::milliseconds{400};
    options.upload_timeout = std::chrono::milliseconds{400};
    options.whole_upload_bytes = 5U << 20U;
    options.part_bytes = 5U << 20U;
    return options;
}

class PreparedS3 final : public test::PreparedCloudStore {
public:
    explicit PreparedS3(asio::any_io_executor executor)
        : executor_(executor),
          client_(executor, http_client::Client::Options()),
          store_(executor, client_, clock_, quick_options(the_imposter())) {
        the_imposter().control(R"({"clear":true})");
    }

    ObjectStore& store() override { return store_; }

    test::CloudImposter& imposter() override { return the_imposter(); }

    std::vector<std::string> secrets() override { return {the_imposter().fact("secretAccessKey")}; }

    std::string account() override { return the_imposter().fact("accessKeyId"); }

    std::size_t large() override { return 5U << 20U; }

    std::unique_ptr<ObjectStore> of_long_ago() override {
        long_ago_.set(clock_.now() - std::chrono::hours{24 * 8});
        return std::make_unique<S3Store>(
            executor_, client_, long_ago_, quick_options(the_imposter())
        );
    }

private:
    asio::any_io_executor executor_;
    RealClock clock_;
    test::FakeClock long_ago_;
    http_client::Client client_;
    S3Store store_;
};

}  // namespace likeness::s3_store
