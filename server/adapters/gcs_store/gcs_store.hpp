#pragma once

#include "adapters/gcs_store/gcs_calls.hpp"
#include "adapters/gcs_store/gcs_options.hpp"
#include "base/blocking_pool.hpp"
#include "base/task_group.hpp"
#include "cloud_calls/growing_file.hpp"
#include "cloud_signing/link_cache.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/object_store.hpp"

namespace likeness::gcs_store {

/// Objects in Google Cloud Storage, by its JSON API; links are V4-signed addresses of the XML API.
/// Every byte is checked by CRC-32C, on the way there by Google and on the way back by us.
class GcsStore final : public ObjectStore {
public:
    GcsStore(
        asio::any_io_executor executor,
        http_client::Client& client,
        const Clock& clock,
        GcsOptions options
    );

    Task<void> put(Bucket bucket, ObjectKey key, Bytes data, std::string content_type) override;
    Task<void> put_file(
        Bucket bucket,
        ObjectKey key,
        std::filesystem::path file,
        std::string content_type
    ) override;
    Task<std::unique_ptr<GrowingObject>> begin_file(
        Bucket bucket,
        ObjectKey key,
        std::filesystem::path file,
        std::string content_type
    ) override;
    asio::awaitable<bool> drain(std::chrono::milliseconds limit) override;
    Task<Bytes> get(Bucket bucket, ObjectKey key, std::uint64_t limit) override;
    Task<StoredObject> stat(Bucket bucket, ObjectKey key) override;
    Task<void> remove(Bucket bucket, ObjectKey key) override;
    Task<ObjectPage> list(Bucket bucket, std::string prefix, std::optional<std::string> from)
        override;
    std::string signed_url(Bucket bucket, const ObjectKey& key, std::chrono::seconds lifetime)
        override;
    std::string plain_url(Bucket bucket, const ObjectKey& key) const override;
    std::string_view bucket_name(Bucket bucket) const override;

private:
    Task<void> put_large(
        Bucket bucket,
        ObjectKey key,
        std::filesystem::path file,
        std::uint64_t size,
        std::string content_type
    );
    Task<void> put_growing(
        Bucket bucket,
        ObjectKey key,
        std::shared_ptr<cloud_calls::GrowingFile> file,
        std::string content_type
    );
    Task<std::uint32_t> crc_of(std::shared_ptr<cloud_calls::GrowingFile> file);
    GcsCall call(std::string what, Bucket bucket, const ObjectKey& key) const;

    GcsOptions options_;
    const Clock& clock_;
    GcsCalls calls_;
    cloud_signing::LinkCache links_;
    BlockingPool pool_;
    TaskGroup ahead_;  // files that are sent while they come in
};

}  // namespace likeness::gcs_store
