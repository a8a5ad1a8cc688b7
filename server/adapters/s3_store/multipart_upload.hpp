#pragma once

#include "adapters/s3_store/s3_calls.hpp"
#include "base/blocking_pool.hpp"
#include "cloud_calls/growing_file.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace likeness::s3_store {

/// A file on its way to the store in parts, each streamed from disk and signed with its hash; the
/// next part is awaited and hashed while one is sent.
class MultipartUpload {
public:
    struct Object {
        Bucket bucket = Bucket::loras;
        ObjectKey key;
        std::shared_ptr<cloud_calls::GrowingFile> file;
        http_client::Headers headers;

        explicit Object(ObjectKey the_key) : key(std::move(the_key)) {}
    };

    MultipartUpload(S3Calls& calls, BlockingPool& pool, Object object);

    /// Errors as S3Calls::send(); the parts are given up then.
    Task<void> run();

private:
    struct Part {
        std::uint64_t offset = 0;
        std::uint64_t length = 0;
        std::string sha256;  // hex

        Part() = default;
    };

    S3Call call(std::string what, std::string method) const;
    Task<void> begin();
    Task<void> send_parts();
    /// Nothing behind the last.
    Task<std::optional<Part>> prepare(std::size_t index);
    Task<std::string> send_part(std::size_t index, Part piece);
    Task<void> complete();
    Task<void> look_whether_complete(Error error);
    asio::awaitable<void> give_up();

    S3Calls& calls_;
    BlockingPool& pool_;
    Object object_;
    std::uint64_t part_bytes_;
    std::string upload_id_;
    std::vector<std::string> etags_;
};

}  // namespace likeness::s3_store
