#pragma once

#include "adapters/folder_store/open_objects.hpp"
#include "base/blocking_pool.hpp"
#include "base/link_signer.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/object_store.hpp"

#include <array>
#include <chrono>
#include <filesystem>
#include <string>

namespace likeness::folder_store {

/// Names of the logical buckets, in the order of the enum.
using BucketNames = std::array<std::string, 3>;

/// Objects as files: `<root>/<bucket name>/<key>`. An object is written under a temporary name,
/// synced and renamed, and its folder is synced: after a crash it is there whole or not at all. Its
/// links are served by ObjectRoute.
class FolderStore final : public ObjectStore {
public:
    struct Options {
        std::filesystem::path root;
        BucketNames buckets;
        std::string public_url;  // without a slash at the end
        Bytes link_key;
        std::size_t threads = 2;

        Options() = default;
    };

    /// Makes the folders; unavailable with a sentence for the operator when that cannot be done.
    static Result<std::unique_ptr<FolderStore>> open(Options options, const Clock& clock);

    /// Removes what processes that died were writing and nobody has touched for so long: no time at
    /// all is for the one process that works on the folder.
    void remove_leftovers(std::chrono::seconds untouched = std::chrono::seconds{0});

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
    Task<ObjectPage> list(Bucket bucket, std::string prefix, std::optional<std::string> from)
        override;
    std::string signed_url(Bucket bucket, const ObjectKey& key, std::chrono::seconds lifetime)
        override;
    std::string plain_url(Bucket bucket, const ObjectKey& key) const override;

    std::optional<std::filesystem::path> local_file(Bucket bucket, const ObjectKey& key)
        const override {
        return file_of(bucket, key);
    }

    std::string_view bucket_name(Bucket bucket) const override;

    const LinkSigner& signer() const { return signer_; }

    std::filesystem::path file_of(Bucket bucket, const ObjectKey& key) const;

    /// The object's file for sending it; not_found. On the I/O thread, which it may block for as
    /// long as the file system needs to open a file.
    Result<std::shared_ptr<const net::OpenFile>> open_file(Bucket bucket, const ObjectKey& key);

private:
    FolderStore(Options options, const Clock& clock);

    Options options_;
    const Clock& clock_;
    LinkSigner signer_;
    std::array<std::string, 3> plain_prefixes_;   // of addresses
    std::array<std::string, 3> folder_prefixes_;  // of paths
    OpenObjects open_objects_;
    BlockingPool pool_;
};

}  // namespace likeness::folder_store
