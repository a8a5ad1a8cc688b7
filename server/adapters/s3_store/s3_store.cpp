#include "adapters/s3_store/s3_store.hpp"

#include "adapters/s3_store/multipart_upload.hpp"
#include "adapters/s3_store/s3_etag.hpp"
#include "adapters/s3_store/s3_xml.hpp"
#include "base/digest.hpp"
#include "cloud_calls/file_reading.hpp"
#include "cloud_calls/sending_ahead.hpp"
#include "cloud_calls/store_errors.hpp"
#include "cloud_signing/percent_encoding.hpp"
#include "net/http_date.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace likeness::s3_store {

namespace {

using cloud_calls::Attempts;
using cloud_calls::store_misunderstands;
using cloud_calls::store_unavailable;
using cloud_signing::percent_encoded;
using cloud_signing::Slash;
using http_client::Response;

constexpr std::uint64_t kMaxListing = 8U << 20U;

BlockingPool::Options pool_options() {
    BlockingPool::Options options;
    options.name = "s3";
    options.threads = 1;
    options.queue_limit = 256;
    return options;
}

/// Keys are never used twice, so the bytes may be kept for ever.
http_client::Headers object_headers(const std::string& content_type) {
    return {
        {"Content-Type", content_type}, {"Cache-Control", "private, max-age=31536000, immutable"}};
}

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, failure] = std::from_chars(text.data(), end, value);
    return failure == std::errc{} && stopped == end ? std::optional(value) : std::nullopt;
}

Result<ObjectPage> page_from(std::string_view xml) {
    ObjectPage page;
    for (const std::string_view contents : xml_elements(xml, "Contents")) {
        const std::optional<std::string> key = xml_text(contents, "Key");
        const auto size = number(xml_text(contents, "Size").value_or(""));
        const auto modified = parse_iso(xml_text(contents, "LastModified").value_or(""));
        if (!key || !size || !modified) {
            return store_misunderstands("s3: a listing cannot be read");
        }
        page.objects.push_back({ObjectKey::trusted(*key), *size, *modified});
    }
    if (xml_text(xml, "IsTruncated") == "true") {
        page.next = xml_text(xml, "NextContinuationToken");
        if (!page.next) {
            return store_misunderstands("s3: a listing does not say how it goes on");
        }
    }
    return page;
}

}  // namespace

S3Store::S3Store(
    asio::any_io_executor executor,
    http_client::Client& client,
    const Clock& clock,
    S3Options options
)
    : options_(std::move(options)),
      clock_(clock),
      calls_(client, clock, options_),
      links_(options_.link_cache_bytes),
      pool_(pool_options()),
      ahead_(std::move(executor)) {}

S3Call S3Store::call(std::string what, std::string method, Bucket bucket, const ObjectKey& key)
    const {
    S3Call call;
    call.what = std::move(what) + " " + key.text();
    call.method = std::move(method);
    call.bucket = bucket;
    call.key = key.text();
    return call;
}

Task<void> S3Store::put(Bucket bucket, ObjectKey key, Bytes data, std::string content_type) {
    S3Call write = call("write", "PUT", bucket, key);
    write.headers = object_headers(content_type);
    write.body_sha256 = to_hex(sha256(data));
    write.body = std::move(data);
    write.is_upload = true;
    Attempts attempts(options_.retry);
    for (bool goes_on = true; goes_on;) {
        LIKENESS_CO_TRY(const Response response, co_await calls_.send(write));
        if (may_be_etag_of(response, write.body, options_.part_bytes)) {
            co_return Result<void>{};
        }
        goes_on = co_await attempts.again();
    }
    const Result<void> ignored = co_await remove(bucket, key);
    static_cast<void>(ignored);
    co_return store_unavailable("s3: write " + key.text() + ": the bytes have another hash");
}

Task<void> S3Store::put_file(
    Bucket bucket,
    ObjectKey key,
    std::filesystem::path file,
    std::string content_type
) {
    const auto measure = [&file] { return cloud_calls::size_of_file(file); };
    LIKENESS_CO_TRY(const std::uint64_t size, co_await pool_.run(measure));
    if (size > options_.whole_upload_bytes) {
        const asio::any_io_executor executor = co_await asio::this_coro::executor;
        auto whole = std::make_shared<cloud_calls::GrowingFile>(executor, std::move(file), size);
        whole->end();
        co_return co_await put_parts(bucket, std::move(key), std::move(whole), content_type);
    }
    const auto read = [&file, size] { return cloud_calls::read_file(file, size); };
    LIKENESS_CO_TRY(Bytes data, co_await pool_.run(read));
    co_return co_await put(bucket, std::move(key), std::move(data), std::move(content_type));
}

Task<void> S3Store::put_parts(
    Bucket bucket,
    ObjectKey key,
    std::shared_ptr<cloud_calls::GrowingFile> file,
    std::string content_type
) {
    MultipartUpload::Object object(std::move(key));
    object.bucket = bucket;
    object.file = std::move(file);
    object.headers = object_headers(content_type);
    MultipartUpload upload(calls_, pool_, std::move(object));
    co_return co_await upload.run();
}

Task<std::unique_ptr<GrowingObject>> S3Store::begin_file(
    Bucket bucket,
    ObjectKey key,
    std::filesystem::path file,
    std::string content_type
) {
    cloud_calls::SendingAhead::Ways ways;
    ways.from = options_.whole_upload_bytes;
    ways.ahead = [this, bucket, key, content_type](auto growing) {
        return put_parts(bucket, key, std::move(growing), content_type);
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

asio::awaitable<bool> S3Store::drain(std::chrono::milliseconds limit) {
    return ahead_.wait_empty(limit);
}

Task<Bytes> S3Store::get(Bucket bucket, ObjectKey key, std::uint64_t limit) {
    S3Call read = call("read", "GET", bucket, key);
    read.max_answer = limit;
    read.is_upload = true;
    Attempts attempts(options_.retry);
    for (bool goes_on = true; goes_on;) {
        LIKENESS_CO_TRY(Response response, co_await calls_.send(read));
        if (response.body.size() > limit) {
            co_return Error{ErrorCode::payload_too_large, "The object is larger than it may be."};
        }
        if (may_be_etag_of(response, response.body, options_.part_bytes)) {
            co_return std::move(response.body);
        }
        goes_on = co_await attempts.again();
    }
    co_return store_unavailable("s3: read " + key.text() + ": the bytes have another hash");
}

Task<StoredObject> S3Store::stat(Bucket bucket, ObjectKey key) {
    S3Call look = call("look at", "HEAD", bucket, key);
    LIKENESS_CO_TRY(const Response response, co_await calls_.send(look));
    const auto size = number(response.header("content-length").value_or(""));
    const auto modified = net::parse_http_date(response.header("last-modified").value_or(""));
    if (!size || !modified) {
        co_return store_misunderstands("s3: an object's facts cannot be read");
    }
    co_return StoredObject{std::move(key), *size, *modified};
}

Task<void> S3Store::remove(Bucket bucket, ObjectKey key) {
    const S3Call drop = call("remove", "DELETE", bucket, key);
    const Result<Response> response = co_await calls_.send(drop);
    if (!response && response.error().code != ErrorCode::not_found) {
        co_return response.error();
    }
    co_return Result<void>{};
}

Task<ObjectPage> S3Store::list(Bucket bucket, std::string prefix, std::optional<std::string> from) {
    S3Call list = call("list", "GET", bucket, ObjectKey::trusted(""));
    list.query = {{"list-type", "2"}, {"prefix", prefix}, {"max-keys", "1000"}};
    if (from) {
        list.query.emplace_back("continuation-token", *from);
    }
    list.max_answer = kMaxListing;
    LIKENESS_CO_TRY(const Response response, co_await calls_.send(list));
    co_return page_from(response.body);
}

std::string
S3Store::signed_url(Bucket bucket, const ObjectKey& key, std::chrono::seconds lifetime) {
    const auto sign = [&](Timestamp from, std::chrono::seconds life) {
        cloud_signing::SigV4Request request;
        request.path = calls_.path_of(bucket, key.text());
        request.headers = {{"host", calls_.place_of(bucket).host_header()}};
        request.payload = cloud_signing::kUnsignedPayload;
        return plain_url(bucket, key) + "?" +
               cloud_signing::sigv4_in_query(options_.scope, request, from, life).query;
    };
    const std::string name = std::string(bucket_name(bucket)) + "/" + key.text();
    return links_.link(name, lifetime, clock_.now(), sign);
}

std::string S3Store::plain_url(Bucket bucket, const ObjectKey& key) const {
    return calls_.place_of(bucket).origin() +
           percent_encoded(calls_.path_of(bucket, key.text()), Slash::kept);
}

std::string_view S3Store::bucket_name(Bucket bucket) const {
    return options_.buckets[static_cast<std::size_t>(bucket)];
}

}  // namespace likeness::s3_store
