#pragma once

#include "core/ports/object_store.hpp"
#include "testing/run_task.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace likeness::test {

/// An empty store with all that it needs, which goes with this object.
class PreparedStore {
public:
    PreparedStore() = default;
    PreparedStore(const PreparedStore&) = delete;
    PreparedStore& operator=(const PreparedStore&) = delete;
    virtual ~PreparedStore() = default;

    virtual ObjectStore& store() = 0;
};

/// A kind of store that the contract runs on.
struct ObjectStoreKind {
    std::string name;  // letters and digits
    std::unique_ptr<PreparedStore> (*make)(asio::any_io_executor);

    friend std::ostream& operator<<(std::ostream& out, const ObjectStoreKind& kind) {
        return out << kind.name;
    }
};

/// What every ObjectStore promises. The tests come with the library: an adapter's test program
/// instantiates the suite for its kinds with INSTANTIATE_TEST_SUITE_P and name_of_store.
class ObjectStoreContract : public ::testing::TestWithParam<ObjectStoreKind> {
protected:
    ObjectStoreContract();

    ObjectStore& store() { return prepared_->store(); }

    Result<void> put(Bucket bucket, std::string_view key, Bytes data);
    Result<Bytes> get(Bucket bucket, std::string_view key, std::uint64_t limit = kRoomy);
    /// Puts one byte under each key, in the bucket of generated images.
    void put_all(const std::vector<std::string>& keys);
    /// All keys of that bucket with this prefix, page by page, as they come.
    std::vector<std::string> listed(const std::string& prefix);

    static constexpr std::uint64_t kRoomy = std::uint64_t{64} << 20U;

    TaskRunner run_;

private:
    std::unique_ptr<PreparedStore> prepared_;
};

/// For INSTANTIATE_TEST_SUITE_P. Defined beside the tests, so that whoever names it links them.
std::string name_of_store(const ::testing::TestParamInfo<ObjectStoreKind>& kind);

}  // namespace likeness::test
