#pragma once

#include "adapters/s3_store/s3_calls.hpp"
#include "adapters/s3_store/s3_options.hpp"
#include "base/blocking_pool.hpp"
#include "base/task_group.hpp"
#include "cloud_calls/growing_file.hpp"
#include "cloud_signing/link_cache.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/object_store.hpp"

namespace likeness::s3_store {

/// Objects in S3 or a service that speaks like it (MinIO, Cloudflare R2). What is sent is signed
/// with its SHA-256, which the service checks; what comes back is compared with its ETag.
class S3Store final : public ObjectStore {
public:
    S3Store(
        asio::any_io_executor executor,
        http_client::Client& client,
        const Clock& clock,
        S3Options options
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
    Task<void> put_parts(
        Bucket bucket,
        ObjectKey key,
        std::shared_ptr<cloud_calls::GrowingFile> file,
        std::string content_type
    );
    S3Call call(std::string what, std::string method, Bucket bucket, const ObjectKey& key) const;

    S3Options options_;
    const Clock& clock_;
    S3Calls calls_;
    cloud_signing::LinkCache links_;
    BlockingPool pool_;
    TaskGroup ahead_;  // files that are sent while they come in
};

}  // namespace likeness::s3_store
