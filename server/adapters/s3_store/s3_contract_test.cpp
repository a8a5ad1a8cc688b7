#include "adapters/s3_store/testing_s3.hpp"

namespace likeness::test {
namespace {

std::unique_ptr<PreparedStore> make_store(asio::any_io_executor executor) {
    return std::make_unique<s3_store::PreparedS3>(std::move(executor));
}

std::unique_ptr<PreparedCloudStore> make_cloud_store(asio::any_io_executor executor) {
    return std::make_unique<s3_store::PreparedS3>(std::move(executor));
}

INSTANTIATE_TEST_SUITE_P(
    Cloud,
    ObjectStoreContract,
    ::testing::Values(ObjectStoreKind{"S3", make_store}),
    name_of_store
);

INSTANTIATE_TEST_SUITE_P(
    Cloud,
    CloudStoreContract,
    ::testing::Values(CloudStoreKind{"S3", make_cloud_store}),
    name_of_cloud_store
);

}  // namespace
}  // namespace likeness::test
