#include "adapters/fal/fal_storage.hpp"

#include "adapters/fal/fal_failure.hpp"
#include "adapters/fal/origin.hpp"
#include "base/json_text.hpp"
#include "base/signal.hpp"
#include "http_client/json_reading.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <utility>

namespace likeness::fal {

namespace {

using namespace std::chrono_literals;
using http_client::Request;
using http_client::Response;

constexpr std::uint64_t kMaxWhole = std::uint64_t{90} << 20U;
constexpr std::uint64_t kPart = std::uint64_t{10} << 20U;
constexpr int kPartAttempts = 3;
constexpr auto kSendTimeout = 15min;

Error not_taken(std::string detail) {
    return Error::unavailable("fal.ai did not take a file.", std::move(detail));
}

/// Above the path, in front of the query: where parts are numbered.
std::string with_step(const std::string& url, const std::string& step) {
    const std::size_t query = std::min(url.find('?'), url.size());
    return url.substr(0, query) + "/" + step + url.substr(query);
}

}  // namespace

Task<std::string>
FalStorage::upload(std::filesystem::path file, std::uint64_t bytes, std::string content_type) {
    const bool in_parts = bytes > kMaxWhole;
    LIKENESS_CO_TRY(Place place, co_await announce(in_parts, content_type));
    if (in_parts) {
        LIKENESS_CO_CHECK(co_await send_in_parts(place.upload_url, std::move(file), bytes));
    } else {
        LIKENESS_CO_CHECK(
            co_await send_whole(place.upload_url, std::move(file), bytes, std::move(content_type))
        );
    }
    co_return std::move(place.file_url);
}

Task<FalStorage::Place> FalStorage::announce(bool in_parts, std::string content_type) {
    Request request;
    request.method = "POST";
    request.url = calls_.settings().rest_url + "/storage/upload/initiate" +
                  (in_parts ? "-multipart" : "") + "?storage_type=fal-cdn-v3";
    request.headers.emplace_back(
        "X-Fal-Object-Lifecycle", R"({"expiration_duration_seconds":86400})"
    );
    request.body = R"({"file_name":"photos.zip","content_type":)" + json_string(content_type) + "}";
    const Result<Response> response = co_await calls_.send(std::move(request));
    if (!response) {
        co_return not_taken(response.error().detail);
    }
    if (response->status == 401 || response->status == 403) {
        co_return to_error(read_failure(*response));
    }
    if (!response->is_success()) {
        co_return not_taken("status " + std::to_string(response->status));
    }
    const auto answer = http_client::read_object(response->body);
    Place place;
    if (answer) {
        place.upload_url = http_client::text_at(*answer, "upload_url");
        place.file_url = http_client::text_at(*answer, "file_url");
    }
    if (origin_of(place.upload_url).empty() || origin_of(place.file_url).empty()) {
        co_return not_taken("an answer without addresses");
    }
    co_return place;
}

Task<void> FalStorage::send_whole(
    std::string url,
    std::filesystem::path file,
    std::uint64_t bytes,
    std::string content_type
) {
    Request request;
    request.method = "PUT";
    request.url = std::move(url);
    request.headers.emplace_back("Content-Type", std::move(content_type));
    request.file = http_client::FileBody{std::move(file), 0, bytes};
    LIKENESS_CO_CHECK(co_await send_part(std::move(request)));
    co_return Result<void>{};
}

Task<void>
FalStorage::send_in_parts(std::string url, std::filesystem::path file, std::uint64_t bytes) {
    std::string parts;
    int number = 0;
    for (std::uint64_t offset = 0; offset < bytes; offset += kPart) {
        Request request;
        request.method = "PUT";
        request.url = with_step(url, std::to_string(++number));
        request.file = http_client::FileBody{file, offset, std::min(kPart, bytes - offset)};
        LIKENESS_CO_TRY(const Response response, co_await send_part(std::move(request)));
        const auto part = http_client::read_object(response.body);
        const std::string etag =
            part ? std::string(http_client::text_at(*part, "etag")) : std::string();
        if (etag.empty()) {
            co_return not_taken("a part without etag");
        }
        parts += (parts.empty() ? "" : ",") + std::string(R"({"partNumber":)") +
                 std::to_string(number) + R"(,"etag":)" + json_string(etag) + "}";
    }
    Request complete;
    complete.method = "POST";
    complete.url = with_step(url, "complete");
    complete.headers.emplace_back("Content-Type", "application/json");
    complete.body = R"({"parts":[)" + parts + "]}";
    LIKENESS_CO_CHECK(co_await send_part(std::move(complete)));
    co_return Result<void>{};
}

/// Without the key; the same bytes may be sent again.
Task<Response> FalStorage::send_part(Request part) {
    part.total_timeout = kSendTimeout;
    // Where the real fal.ai sends us is certainly not inside our own network.
    if (is_on_the_internet(calls_.settings().rest_url)) {
        part.addresses = http_client::AddressRule::public_only;
    }
    std::string reason;
    for (int attempt = 0; attempt < kPartAttempts; ++attempt) {
        Request request = part;
        Result<Response> response = co_await client_.send(std::move(request));
        if (response && response->is_success()) {
            co_return response;
        }
        reason = response ? "status " + std::to_string(response->status) : response.error().detail;
        co_await sleep_for(500ms * (1 << attempt));
    }
    co_return not_taken(std::move(reason));
}

}  // namespace likeness::fal
