#pragma once

#include "adapters/fal/fal_calls.hpp"
#include "base/task.hpp"
#include "http_client/client.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace likeness::fal {

/// Hands files to fal.ai's own storage, for when it cannot reach ours: announced with the key, sent
/// without it, in parts above 90 MB, as the official client does. Files live there for a day. Used
/// on the I/O thread.
class FalStorage {
public:
    FalStorage(http_client::Client& client, FalCalls& calls) : client_(client), calls_(calls) {}

    /// The address that fal.ai's models can fetch the file from. `file` must stay until this
    /// returns. Nothing has been ordered when it fails: unavailable (may be tried again),
    /// upstream_failed (the key is refused, or what came back is no answer).
    Task<std::string>
    upload(std::filesystem::path file, std::uint64_t bytes, std::string content_type);

private:
    struct Place {
        std::string upload_url;
        std::string file_url;
    };

    Task<Place> announce(bool in_parts, std::string content_type);
    Task<void> send_whole(
        std::string url,
        std::filesystem::path file,
        std::uint64_t bytes,
        std::string content_type
    );
    Task<void> send_in_parts(std::string url, std::filesystem::path file, std::uint64_t bytes);
    Task<http_client::Response> send_part(http_client::Request part);

    http_client::Client& client_;
    FalCalls& calls_;
};

}  // namespace likeness::fal
