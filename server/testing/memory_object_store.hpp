#pragma once

#include "core/ports/object_store.hpp"
#include "testing/faults.hpp"
#include "testing/gate.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace likeness::test {

/// A store that lives in memory and fails when it is told to. Used on one thread.
class MemoryObjectStore final : public ObjectStore {
public:
    struct Object {
        Bytes data;
        std::string content_type;
    };

    explicit MemoryObjectStore(asio::any_io_executor executor) : putting(std::move(executor)) {}

    Task<void> put(Bucket bucket, ObjectKey key, Bytes data, std::string content_type) override;
    Task<void> put_file(
        Bucket bucket,
        ObjectKey key,
        std::filesystem::path file,
        std::string content_type
    ) override;
    Task<Bytes> get(Bucket bucket, ObjectKey key, std::uint64_t limit) override;
    Task<StoredObject> stat(Bucket bucket, ObjectKey key) override;
    Task<void> remove(Bucket bucket, ObjectKey key) override;
    /// Pages of three, so that callers have to ask for the rest.
    Task<ObjectPage> list(Bucket bucket, std::string prefix, std::optional<std::string> from)
        override;
    std::string signed_url(Bucket bucket, const ObjectKey& key, std::chrono::seconds lifetime)
        override;
    std::string plain_url(Bucket bucket, const ObjectKey& key) const override;
    std::string_view bucket_name(Bucket bucket) const override;

    /// Null when there is none.
    const Object* find(Bucket bucket, const ObjectKey& key) const;
    std::vector<std::string> keys(Bucket bucket) const;

    Faults puts;     // of put() and put_file()
    Faults gets;     // of get() and stat()
    Faults removes;  // of remove()
    Gate putting;    // where every put waits, before it fails or stores

private:
    std::map<std::pair<Bucket, std::string>, Object> objects_;
};

}  // namespace likeness::test
