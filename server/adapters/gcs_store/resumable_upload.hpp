#pragma once

#include "adapters/gcs_store/gcs_calls.hpp"
#include "cloud_calls/growing_file.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace likeness::gcs_store {

/// A file on its way to the store by Google's resumable uploads: chunk by chunk, each streamed from
/// disk, going on after a break where the store says that it stopped.
class ResumableUpload {
public:
    struct Object {
        Bucket bucket = Bucket::loras;
        ObjectKey key;
        std::shared_ptr<cloud_calls::GrowingFile> file;
        std::string content_type;
        std::string metadata;  // JSON, with the CRC-32C that the store has to find, if it is known

        explicit Object(ObjectKey the_key) : key(std::move(the_key)) {}
    };

    ResumableUpload(GcsCalls& calls, Object object)
        : calls_(calls),
          object_(std::move(object)),
          attempts_(calls.options().retry) {}

    /// The stored object's resource. Errors as GcsCalls::send(); nothing of the object is kept
    /// then.
    Task<http_client::Response> run();

private:
    Task<void> begin();
    Task<http_client::Response> send_chunks();
    Task<http_client::Response> put(std::uint64_t offset, std::uint64_t length) const;
    asio::awaitable<void> give_up() const;
    GcsCall call(std::string what) const;

    GcsCalls& calls_;
    Object object_;
    cloud_calls::Attempts attempts_;  // since the upload last came further than ever
    std::uint64_t furthest_ = 0;
    std::string session_;  // its address, which is a permission: never logged
};

}  // namespace likeness::gcs_store
