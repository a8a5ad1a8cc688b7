#pragma once

#include "adapters/s3_store/s3_options.hpp"
#include "base/task.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/object_store.hpp"
#include "http_client/client.hpp"

#include <optional>
#include <string>

namespace likeness::s3_store {

/// One request to the store, that may be repeated; signed anew each time.
struct S3Call {
    std::string what;  // "read 2026/11/a.jpg", for the log
    std::string method = "GET";
    Bucket bucket = Bucket::generated;
    std::string key;  // empty for the bucket itself
    cloud_signing::NameValues query;
    http_client::Headers headers;  // that are not signed
    std::string body;
    std::optional<http_client::FileBody> file;
    std::string body_sha256 = cloud_signing::kEmptyPayload;  // hex
    std::uint64_t max_answer = 1U << 20U;
    bool is_upload = false;  // has the time of an upload

    S3Call() = default;
};

/// Sends calls, again while that may help, and says no in the port's words.
class S3Calls {
public:
    S3Calls(http_client::Client& client, const Clock& clock, const S3Options& options);

    /// A success. Errors of the port; not_found for a missing object only. An error inside a 200,
    /// which S3 knows, counts as one.
    Task<http_client::Response> send(const S3Call& call);

    /// Where a bucket is: its endpoint, and the path of a key in it, neither encoded.
    const cloud_signing::Endpoint& place_of(Bucket bucket) const;
    std::string path_of(Bucket bucket, std::string_view key) const;

    const S3Options& options() const { return options_; }

private:
    http_client::Request signed_request(const S3Call& call) const;
    Error refusal(const S3Call& call, const http_client::Response& response) const;

    http_client::Client& client_;
    const Clock& clock_;
    const S3Options& options_;
    std::array<cloud_signing::Endpoint, 3> places_;
};

}  // namespace likeness::s3_store
