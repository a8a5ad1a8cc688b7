#include "testing/object_store_contract.hpp"

#include "testing/memory_object_store.hpp"
#include "testing/test_folder_store.hpp"

namespace likeness::test {
namespace {

class PreparedFolder final : public PreparedStore {
public:
    ObjectStore& store() override { return *folder_; }

private:
    TestFolderStore folder_;
};

class PreparedMemory final : public PreparedStore {
public:
    explicit PreparedMemory(asio::any_io_executor executor) : memory_(std::move(executor)) {}

    ObjectStore& store() override { return memory_; }

private:
    MemoryObjectStore memory_;
};

std::unique_ptr<PreparedStore> make_folder(asio::any_io_executor) {
    return std::make_unique<PreparedFolder>();
}

std::unique_ptr<PreparedStore> make_memory(asio::any_io_executor executor) {
    return std::make_unique<PreparedMemory>(std::move(executor));
}

INSTANTIATE_TEST_SUITE_P(
    FolderAndFake,
    ObjectStoreContract,
    ::testing::Values(
        ObjectStoreKind{"Folder", make_folder},
        ObjectStoreKind{"Memory", make_memory}
    ),
    name_of_store
);

}  // namespace
}  // namespace likeness::test
