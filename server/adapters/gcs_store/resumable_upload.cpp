#include "adapters/gcs_store/resumable_upload.hpp"

#include "cloud_calls/store_errors.hpp"
#include "cloud_signing/percent_encoding.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace likeness::gcs_store {

namespace {

using cloud_calls::store_unavailable;
using http_client::Response;

constexpr int kIncomplete = 308;

/// How many bytes the store has: "bytes=0-99" is 100, no Range at all is nothing.
std::uint64_t kept_by(const Response& response) {
    const std::optional<std::string_view> range = response.header("range");
    if (!range) {
        return 0;
    }
    constexpr std::string_view kPrefix = "bytes=0-";
    std::uint64_t last = 0;
    const char* end = range->data() + range->size();
    if (!range->starts_with(kPrefix) ||
        std::from_chars(range->data() + kPrefix.size(), end, last).ptr != end) {
        return 0;
    }
    return last + 1;
}

/// Sessions end after a week, when the store has lost them, and with bytes that are not ours.
bool is_session_gone(const Result<Response>& response) {
    return response &&
           (response->status == 404 || response->status == 410 || is_damaged(*response));
}

Error unavailable(const ObjectKey& key, const Result<Response>& response) {
    const std::string reason =
        response ? "HTTP " + std::to_string(response->status) : response.error().detail;
    return store_unavailable(
        "gs: write " + key.text() + ": " + reason,
        response ? cloud_calls::retry_after(*response) : std::nullopt
    );
}

}  // namespace

GcsCall ResumableUpload::call(std::string what) const {
    GcsCall call;
    call.what = std::move(what) + " " + object_.key.text();
    call.bucket = object_.bucket;
    return call;
}

Task<Response> ResumableUpload::run() {
    LIKENESS_CO_CHECK(co_await begin());
    Result<Response> stored = co_await send_chunks();
    if (!stored) {
        co_await give_up();
    }
    co_return stored;
}

Task<void> ResumableUpload::begin() {
    GcsCall begin = call("begin to write");
    begin.request.method = "POST";
    begin.request.url = calls_.api_url("/upload", object_.bucket) + "?uploadType=resumable&name=" +
                        cloud_signing::percent_encoded(object_.key.text());
    begin.request.headers = {
        {"Content-Type", "application/json; charset=UTF-8"},
        {"X-Upload-Content-Type", object_.content_type}};
    if (object_.file->is_whole()) {
        begin.request.headers.emplace_back(
            "X-Upload-Content-Length", std::to_string(object_.file->bytes())
        );
    }
    begin.request.body = object_.metadata;
    begin.request.total_timeout = calls_.options().call_timeout;
    LIKENESS_CO_TRY(const Response response, co_await calls_.send(begin));
    const std::optional<std::string_view> location = response.header("location");
    if (!location) {
        co_return cloud_calls::store_misunderstands("gs: an upload has no address");
    }
    session_ = *location;
    co_return Result<void>{};
}

/// `length` 0 asks how much is there, and ends what is there whole.
Task<Response> ResumableUpload::put(std::uint64_t offset, std::uint64_t length) const {
    http_client::Request request;
    request.method = "PUT";
    request.url = session_;
    const std::string total =
        "/" + (object_.file->is_whole() ? std::to_string(object_.file->bytes()) : "*");
    request.headers.emplace_back(
        "Content-Range",
        length == 0
            ? "bytes *" + total
            : "bytes " + std::to_string(offset) + "-" + std::to_string(offset + length - 1) + total
    );
    if (length > 0) {
        request.file = http_client::FileBody{object_.file->path(), offset, length};
    }
    request.total_timeout =
        length > 0 ? calls_.options().upload_timeout : calls_.options().call_timeout;
    return calls_.send_plain(std::move(request));
}

Task<Response> ResumableUpload::send_chunks() {
    std::uint64_t kept = 0;
    bool must_ask = false;
    for (;;) {
        const std::uint64_t chunk = must_ask ? 0 : calls_.options().chunk_bytes;
        const bool goes_on = co_await object_.file->has(kept + chunk);
        if (!goes_on) {
            co_return store_unavailable("gs: the file was given up");
        }
        const std::uint64_t length = std::min(object_.file->bytes() - kept, chunk);
        const Result<Response> response = co_await put(kept, length);
        if (response && response->is_success()) {
            co_return response;
        }
        if (response && response->status == kIncomplete) {
            const std::uint64_t now = std::min(kept_by(*response), object_.file->bytes());
            const bool comes_further = now > kept || must_ask;
            if (now > furthest_) {
                furthest_ = now;
                attempts_.begin_anew();
            }
            kept = now;
            must_ask = false;
            if (comes_further) {
                continue;
            }
        } else if (!is_session_gone(response) && response && !cloud_calls::may_pass(response->status)) {
            co_return calls_.refusal(call("write"), *response);
        }
        const auto wish = response ? cloud_calls::retry_after(*response) : std::nullopt;
        const bool tries_again = co_await attempts_.again(wish);
        if (!tries_again) {
            co_return unavailable(object_.key, response);
        }
        must_ask = !is_session_gone(response);
        if (!must_ask) {
            LIKENESS_CO_CHECK(co_await begin());
            kept = 0;
        }
    }
}

/// So that the store need not keep the pieces for a week.
asio::awaitable<void> ResumableUpload::give_up() const {
    http_client::Request request;
    request.method = "DELETE";
    request.url = session_;
    request.total_timeout = calls_.options().call_timeout;
    const Result<Response> ignored = co_await calls_.send_plain(std::move(request));
    static_cast<void>(ignored);
}

}  // namespace likeness::gcs_store
