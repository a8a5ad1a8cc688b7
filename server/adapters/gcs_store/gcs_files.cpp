#include "adapters/gcs_store/gcs_objects.hpp"
#include "adapters/gcs_store/gcs_store.hpp"
#include "adapters/gcs_store/resumable_upload.hpp"
#include "cloud_calls/file_reading.hpp"
#include "cloud_calls/sending_ahead.hpp"
#include "cloud_calls/store_errors.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <utility>

// The store's files: what does not fit into memory.

namespace likeness::gcs_store {

using cloud_calls::Attempts;
using http_client::Response;

Task<void> GcsStore::put_file(
    Bucket bucket,
    ObjectKey key,
    std::filesystem::path file,
    std::string content_type
) {
    const auto measure = [&file] { return cloud_calls::size_of_file(file); };
    LIKENESS_CO_TRY(const std::uint64_t size, co_await pool_.run(measure));
    if (size > options_.whole_upload_bytes) {
        co_return co_await put_large(
            bucket, std::move(key), std::move(file), size, std::move(content_type)
        );
    }
    const auto read = [&file, size] { return cloud_calls::read_file(file, size); };
    LIKENESS_CO_TRY(Bytes data, co_await pool_.run(read));
    co_return co_await put(bucket, std::move(key), std::move(data), std::move(content_type));
}

/// The CRC goes along from the start, so that Google refuses wrong bytes instead of storing them.
Task<void> GcsStore::put_large(
    Bucket bucket,
    ObjectKey key,
    std::filesystem::path file,
    std::uint64_t size,
    std::string content_type
) {
    const auto hash = [&file, size] { return cloud_calls::crc32c_of_part(file, 0, size, 0); };
    LIKENESS_CO_TRY(const std::uint32_t crc, co_await pool_.run(hash));
    ResumableUpload::Object object(key);
    object.bucket = bucket;
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    object.file = std::make_shared<cloud_calls::GrowingFile>(executor, std::move(file), size);
    object.file->end();
    object.content_type = content_type;
    object.metadata = object_metadata(content_type, crc);
    Attempts attempts(options_.retry);
    for (bool goes_on = true; goes_on;) {
        ResumableUpload upload(calls_, object);
        LIKENESS_CO_TRY(const Response response, co_await upload.run());
        if (has_checksum(response, crc)) {
            co_return Result<void>{};
        }
        goes_on = co_await attempts.again();
    }
    const Result<void> ignored = co_await remove(bucket, key);
    static_cast<void>(ignored);
    co_return wrong_hash("write", key);
}

/// The CRC is known only when the last byte is: it is compared with what Google tells.
Task<void> GcsStore::put_growing(
    Bucket bucket,
    ObjectKey key,
    std::shared_ptr<cloud_calls::GrowingFile> file,
    std::string content_type
) {
    using namespace boost::asio::experimental::awaitable_operators;
    ResumableUpload::Object object(key);
    object.bucket = bucket;
    object.file = file;
    object.content_type = content_type;
    object.metadata = object_metadata(content_type, std::nullopt);
    ResumableUpload upload(calls_, std::move(object));
    Task<Response> sending = upload.run();
    Task<std::uint32_t> hashing = crc_of(file);
    const auto [response, crc] = co_await (std::move(sending) && std::move(hashing));
    if (!response) {
        co_return response.error();
    }
    if (crc && has_checksum(*response, *crc)) {
        co_return Result<void>{};
    }
    const Result<void> ignored = co_await remove(bucket, key);
    static_cast<void>(ignored);
    co_return crc ? wrong_hash("write", key) : crc.error();
}

Task<std::uint32_t> GcsStore::crc_of(std::shared_ptr<cloud_calls::GrowingFile> file) {
    std::uint32_t crc = 0;
    std::uint64_t hashed = 0;
    for (;;) {
        const bool goes_on = co_await file->has(hashed + options_.chunk_bytes);
        if (!goes_on) {
            co_return cloud_calls::store_unavailable("gs: the file was given up");
        }
        const std::uint64_t length = std::min(options_.chunk_bytes, file->bytes() - hashed);
        if (length == 0) {
            co_return crc;
        }
        const auto hash = [&] {
            return cloud_calls::crc32c_of_part(file->path(), hashed, length, crc);
        };
        LIKENESS_CO_TRY(crc, co_await pool_.run(hash));
        hashed += length;
    }
}

Task<std::unique_ptr<GrowingObject>> GcsStore::begin_file(
    Bucket bucket,
    ObjectKey key,
    std::filesystem::path file,
    std::string content_type
) {
    cloud_calls::SendingAhead::Ways ways;
    ways.from = options_.whole_upload_bytes;
    ways.ahead = [this, bucket, key, content_type](auto growing) {
        return put_growing(bucket, key, std::move(growing), content_type);
    };
    ways.whole = [this, bucket, key, file, content_type] {
        return put_file(bucket, key, file, content_type);
    };
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    std::unique_ptr<GrowingObject> object = std::make_unique<cloud_calls::SendingAhead>(
        executor, ahead_, std::move(file), std::move(ways)
    );
    co_return object;
}

asio::awaitable<bool> GcsStore::drain(std::chrono::milliseconds limit) {
    return ahead_.wait_empty(limit);
}

}  // namespace likeness::gcs_store
