#include "adapters/gcs_store/testing_gcs.hpp"

namespace likeness::test {
namespace {

std::unique_ptr<PreparedStore> make_store(asio::any_io_executor executor) {
    return std::make_unique<gcs_store::PreparedGcs>(std::move(executor));
}

std::unique_ptr<PreparedCloudStore> make_cloud_store(asio::any_io_executor executor) {
    return std::make_unique<gcs_store::PreparedGcs>(std::move(executor));
}

INSTANTIATE_TEST_SUITE_P(
    Cloud,
    ObjectStoreContract,
    ::testing::Values(ObjectStoreKind{"Gcs", make_store}),
    name_of_store
);

INSTANTIATE_TEST_SUITE_P(
    Cloud,
    CloudStoreContract,
    ::testing::Values(CloudStoreKind{"Gcs", make_cloud_store}),
    name_of_cloud_store
);

}  // namespace
}  // namespace likeness::test
