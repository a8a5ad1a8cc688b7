#pragma once

#include "adapters/s3_store/s3_calls.hpp"
#include "base/blocking_pool.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace likeness::s3_store {

/// A file on its way to the store in parts, each streamed from disk and signed with its hash; the
/// next part is hashed while one is sent.
class MultipartUpload {
public:
    struct Object {
        Bucket bucket = Bucket::loras;
        ObjectKey key;
        std::filesystem::path file;
        std::uint64_t size = 0;
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
    };

    S3Call call(std::string what, std::string method) const;
    Part part(std::size_t index) const;
    Task<void> begin();
    Task<void> send_parts();
    Task<std::string> hash(Part part);
    Task<std::string> send_part(std::size_t index, std::string sha256);
    Task<void> complete();
    Task<void> look_whether_complete(Error error);
    asio::awaitable<void> give_up();

    S3Calls& calls_;
    BlockingPool& pool_;
    Object object_;
    std::uint64_t part_bytes_;
    std::size_t part_count_;
    std::string upload_id_;
    std::vector<std::string> etags_;
};

}  // namespace likeness::s3_store
