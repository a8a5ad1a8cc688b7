#include "adapters/gcs_store/gcs_store.hpp"

#include "adapters/gcs_store/gcs_objects.hpp"
#include "base/digest.hpp"
#include "cloud_calls/checksums.hpp"
#include "cloud_signing/percent_encoding.hpp"

#include <algorithm>
#include <utility>

namespace likeness::gcs_store {

namespace {

using cloud_calls::Attempts;
using cloud_signing::percent_encoded;
using http_client::Response;

constexpr std::uint64_t kMaxAnswer = 8U << 20U;  // a page of a listing

BlockingPool::Options pool_options() {
    BlockingPool::Options options;
    options.name = "gcs";
    options.threads = 1;
    options.queue_limit = 256;
    return options;
}

std::size_t index_of(Bucket bucket) {
    return static_cast<std::size_t>(bucket);
}

/// Metadata and bytes in one body (RFC 2387).
std::string related_body(
    const std::string& boundary,
    const std::string& metadata,
    const Bytes& data,
    const std::string& content_type
) {
    std::string body = "--" + boundary +
                       "\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n" + metadata +
                       "\r\n--" + boundary + "\r\nContent-Type: " + content_type + "\r\n\r\n";
    body.reserve(body.size() + data.size() + boundary.size() + 8);
    body += data;
    body += "\r\n--" + boundary + "--";
    return body;
}

}  // namespace

GcsStore::GcsStore(
    asio::any_io_executor executor,
    http_client::Client& client,
    const Clock& clock,
    GcsOptions options
)
    : options_(std::move(options)),
      clock_(clock),
      calls_(executor, client, clock, options_),
      links_(options_.link_cache_bytes),
      pool_(pool_options()),
      ahead_(std::move(executor)) {}

GcsCall GcsStore::call(std::string what, Bucket bucket, const ObjectKey& key) const {
    GcsCall call;
    call.what = std::move(what) + " " + key.text();
    call.bucket = bucket;
    call.request.total_timeout = options_.call_timeout;
    return call;
}

Task<void> GcsStore::put(Bucket bucket, ObjectKey key, Bytes data, std::string content_type) {
    const std::uint32_t crc = cloud_calls::crc32c(data);
    const std::string boundary = "likeness-" + to_hex(secure_random(16));
    GcsCall write = call("write", bucket, key);
    write.request.method = "POST";
    write.request.url = calls_.api_url("/upload", bucket) +
                        "?uploadType=multipart&name=" + percent_encoded(key.text());
    write.request.headers = {{"Content-Type", "multipart/related; boundary=" + boundary}};
    write.request.body =
        related_body(boundary, object_metadata(content_type, crc), data, content_type);
    write.request.total_timeout = options_.upload_timeout;
    data = {};
    Attempts attempts(options_.retry);
    for (bool goes_on = true; goes_on;) {
        LIKENESS_CO_TRY(const Response response, co_await calls_.send(write));
        if (has_checksum(response, crc)) {
            co_return Result<void>{};
        }
        goes_on = co_await attempts.again();
    }
    const Result<void> ignored = co_await remove(bucket, key);
    static_cast<void>(ignored);
    co_return wrong_hash("write", key);
}

Task<Bytes> GcsStore::get(Bucket bucket, ObjectKey key, std::uint64_t limit) {
    GcsCall read = call("read", bucket, key);
    read.request.url = calls_.object_url(bucket, key) + "?alt=media";
    read.request.max_response_bytes = std::max<std::uint64_t>(limit, 64U << 10U);
    read.request.total_timeout = options_.upload_timeout;
    Attempts attempts(options_.retry);
    for (bool goes_on = true; goes_on;) {
        LIKENESS_CO_TRY(Response response, co_await calls_.send(read));
        if (response.body.size() > limit) {
            co_return Error{ErrorCode::payload_too_large, "The object is larger than it may be."};
        }
        if (has_hash_of(response, cloud_calls::crc32c(response.body))) {
            co_return std::move(response.body);
        }
        goes_on = co_await attempts.again();
    }
    co_return wrong_hash("read", key);
}

Task<StoredObject> GcsStore::stat(Bucket bucket, ObjectKey key) {
    GcsCall look = call("look at", bucket, key);
    look.request.url = calls_.object_url(bucket, key) + "?fields=name,size,updated";
    LIKENESS_CO_TRY(const Response response, co_await calls_.send(look));
    co_return stored_object(json_of(response));
}

Task<void> GcsStore::remove(Bucket bucket, ObjectKey key) {
    GcsCall drop = call("remove", bucket, key);
    drop.request.method = "DELETE";
    drop.request.url = calls_.object_url(bucket, key);
    const Result<Response> response = co_await calls_.send(drop);
    if (!response && response.error().code != ErrorCode::not_found) {
        co_return response.error();
    }
    co_return Result<void>{};
}

Task<ObjectPage>
GcsStore::list(Bucket bucket, std::string prefix, std::optional<std::string> from) {
    GcsCall list = call("list", bucket, ObjectKey::trusted(prefix));
    list.request.url = calls_.api_url("", bucket) +
                       "?fields=nextPageToken,items(name,size,updated)&maxResults=1000&prefix=" +
                       percent_encoded(prefix) +
                       (from ? "&pageToken=" + percent_encoded(*from) : "");
    list.request.max_response_bytes = kMaxAnswer;
    LIKENESS_CO_TRY(const Response response, co_await calls_.send(list));
    co_return object_page(json_of(response));
}

std::string
GcsStore::signed_url(Bucket bucket, const ObjectKey& key, std::chrono::seconds lifetime) {
    const std::string& name = options_.buckets[index_of(bucket)];
    const auto sign = [&](Timestamp from, std::chrono::seconds life) {
        cloud_signing::GcsLink link;
        link.bucket = name;
        link.object = key.text();
        link.time = from;
        link.lifetime = life;
        return cloud_signing::gcs_signed_url(options_.account, options_.endpoint, link);
    };
    return links_.link(name + "/" + key.text(), lifetime, clock_.now(), sign);
}

std::string GcsStore::plain_url(Bucket bucket, const ObjectKey& key) const {
    return options_.endpoint.origin() + "/" + options_.buckets[index_of(bucket)] + "/" +
           percent_encoded(key.text(), cloud_signing::Slash::kept);
}

std::string_view GcsStore::bucket_name(Bucket bucket) const {
    return options_.buckets[index_of(bucket)];
}

}  // namespace likeness::gcs_store
