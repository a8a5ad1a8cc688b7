#include "adapters/s3_store/multipart_upload.hpp"

#include "adapters/s3_store/s3_xml.hpp"
#include "base/digest.hpp"
#include "cloud_calls/file_reading.hpp"
#include "cloud_calls/store_errors.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <algorithm>
#include <utility>

namespace likeness::s3_store {

namespace {

using http_client::Response;

constexpr std::uint64_t kMostParts = 10'000;

}  // namespace

MultipartUpload::MultipartUpload(S3Calls& calls, BlockingPool& pool, Object object)
    : calls_(calls),
      pool_(pool),
      object_(std::move(object)),
      part_bytes_(std::max(calls.options().part_bytes, object_.file->bytes() / kMostParts + 1)) {}

S3Call MultipartUpload::call(std::string what, std::string method) const {
    S3Call call;
    call.what = std::move(what) + " " + object_.key.text();
    call.method = std::move(method);
    call.bucket = object_.bucket;
    call.key = object_.key.text();
    if (!upload_id_.empty()) {
        call.query.emplace_back("uploadId", upload_id_);
    }
    return call;
}

Task<void> MultipartUpload::run() {
    LIKENESS_CO_CHECK(co_await begin());
    Result<void> done = co_await send_parts();
    if (done) {
        done = co_await complete();
    }
    if (!done) {
        co_await give_up();
    }
    co_return done;
}

Task<void> MultipartUpload::begin() {
    S3Call begin = call("begin to write", "POST");
    begin.query.emplace_back("uploads", "");
    begin.headers = object_.headers;
    LIKENESS_CO_TRY(const Response response, co_await calls_.send(begin));
    upload_id_ = xml_text(response.body, "UploadId").value_or("");
    if (upload_id_.empty()) {
        co_return cloud_calls::store_misunderstands("s3: an upload has no id");
    }
    co_return Result<void>{};
}

Task<std::optional<MultipartUpload::Part>> MultipartUpload::prepare(std::size_t index) {
    Part piece;
    piece.offset = index * part_bytes_;
    const bool goes_on = co_await object_.file->has(piece.offset + part_bytes_);
    if (!goes_on) {
        co_return cloud_calls::store_unavailable("s3: the file was given up");
    }
    if (piece.offset >= object_.file->bytes()) {
        co_return std::nullopt;
    }
    piece.length = std::min(part_bytes_, object_.file->bytes() - piece.offset);
    const auto hash = [this, &piece] {
        return cloud_calls::sha256_of_part(object_.file->path(), piece.offset, piece.length);
    };
    LIKENESS_CO_TRY(piece.sha256, co_await pool_.run(hash));
    co_return piece;
}

Task<void> MultipartUpload::send_parts() {
    using namespace boost::asio::experimental::awaitable_operators;
    LIKENESS_CO_TRY(std::optional<Part> ready, co_await prepare(0));
    while (ready) {
        Task<std::string> sending = send_part(etags_.size(), *std::move(ready));
        Task<std::optional<Part>> preparing = prepare(etags_.size() + 1);
        auto [etag, next] = co_await (std::move(sending) && std::move(preparing));
        if (!etag || !next) {
            co_return etag ? next.error() : etag.error();
        }
        etags_.push_back(*std::move(etag));
        ready = *std::move(next);
    }
    co_return Result<void>{};
}

Task<std::string> MultipartUpload::send_part(std::size_t index, Part piece) {
    S3Call send = call("write a part of", "PUT");
    send.query.emplace_back("partNumber", std::to_string(index + 1));
    send.file = http_client::FileBody{object_.file->path(), piece.offset, piece.length};
    send.body_sha256 = std::move(piece.sha256);
    send.is_upload = true;
    LIKENESS_CO_TRY(const Response response, co_await calls_.send(send));
    const std::optional<std::string_view> etag = response.header("etag");
    if (!etag) {
        co_return cloud_calls::store_misunderstands("s3: a part has no ETag");
    }
    co_return std::string(*etag);
}

Task<void> MultipartUpload::complete() {
    S3Call complete = call("finish writing", "POST");
    complete.body = "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";
    for (std::size_t i = 0; i < etags_.size(); ++i) {
        complete.body += "<Part><PartNumber>" + std::to_string(i + 1) + "</PartNumber><ETag>" +
                         xml_escaped(etags_[i]) + "</ETag></Part>";
    }
    complete.body += "</CompleteMultipartUpload>";
    complete.body_sha256 = to_hex(sha256(complete.body));
    complete.headers = {{"Content-Type", "application/xml"}};
    complete.is_upload = true;
    const Result<Response> response = co_await calls_.send(complete);
    if (response) {
        co_return Result<void>{};
    }
    co_return co_await look_whether_complete(response.error());
}

/// Done once, but the answer was lost: the upload is no longer there when we ask again, the object
/// is.
Task<void> MultipartUpload::look_whether_complete(Error error) {
    if (error.code != ErrorCode::not_found) {
        co_return error;
    }
    const Error lost = cloud_calls::store_unavailable("s3: an upload was lost");
    S3Call look = call("look at", "HEAD");
    look.query.clear();
    const Result<Response> response = co_await calls_.send(look);
    const bool is_there =
        response && response->header("content-length") == std::to_string(object_.file->bytes()) &&
        response->header("etag").value_or("").ends_with("-" + std::to_string(etags_.size()) + "\"");
    if (!is_there) {
        co_return lost;
    }
    co_return Result<void>{};
}

/// Parts of an upload that nobody ends are paid for.
asio::awaitable<void> MultipartUpload::give_up() {
    const S3Call abort = call("give up", "DELETE");
    const Result<Response> ignored = co_await calls_.send(abort);
    static_cast<void>(ignored);
}

}  // namespace likeness::s3_store
