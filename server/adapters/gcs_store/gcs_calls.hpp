#pragma once

#include "adapters/gcs_store/access_tokens.hpp"
#include "adapters/gcs_store/gcs_options.hpp"
#include "core/ports/object_store.hpp"
#include "http_client/client.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace likeness::gcs_store {

/// One call of the JSON API, that may be repeated.
struct GcsCall {
    std::string what;  // "read 2026/11/a.jpg", for the log
    Bucket bucket = Bucket::generated;
    http_client::Request request;  // without authorization

    GcsCall() = default;
};

/// Sends calls: with a token, again while that may help, and says no in the port's words.
class GcsCalls {
public:
    GcsCalls(
        asio::any_io_executor executor,
        http_client::Client& client,
        const Clock& clock,
        const GcsOptions& options
    );

    /// A success. Errors of the port; not_found for a missing object only. One call of the store's
    /// own is many here: see RetryRules.
    Task<http_client::Response> send(const GcsCall& call);

    /// The same without a token and without repeats, whatever the answer: for addresses that are a
    /// permission by themselves.
    Task<http_client::Response> send_plain(http_client::Request request);

    /// What an answer that is no success means.
    Error refusal(const GcsCall& call, const http_client::Response& response) const;

    /// The parts of an address: /storage/v1/b/<bucket>/o, and the object below it.
    std::string api_url(std::string_view prefix, Bucket bucket) const;
    std::string object_url(Bucket bucket, const ObjectKey& key) const;

    const GcsOptions& options() const { return options_; }

private:
    Task<http_client::Response> send_once(http_client::Request request, std::string& token);

    http_client::Client& client_;
    const GcsOptions& options_;
    AccessTokens tokens_;
};

/// True if the bytes that arrived are not those that we sent: as good as lost on the way.
bool is_damaged(const http_client::Response& response);

/// An answer's JSON object; empty when it is none.
boost::json::object json_of(const http_client::Response& response);

}  // namespace likeness::gcs_store
