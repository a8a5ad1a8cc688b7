#include "adapters/lora_staging/link_lora_staging.hpp"

#include "adapters/lora_staging/folder_lora_staging.hpp"
#include "base/signal.hpp"
#include "safetensors/header.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <limits>
#include <memory>
#include <utility>

namespace likeness::lora_staging {

namespace {

using namespace std::chrono_literals;
using http_client::Request;
using http_client::Response;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kAtOnce = 4;  // downloads, each for another wallet
constexpr int kMaxRedirects = 5;
constexpr int kMaxFaults = 6;
constexpr std::size_t kKindBytes = 8;  // tell whether it can be a .safetensors file

BlockingPool::Options pool_options() {
    BlockingPool::Options options;
    options.name = "link staging";
    return options;
}

Error wrong_url(std::string why) {
    return Error::invalid_field("url", std::move(why));
}

Error not_to_be_had(std::string detail) {
    return {
        ErrorCode::upstream_failed,
        "The file behind the link could not be fetched in full.",
        std::move(detail)};
}

Result<std::string> checked(std::string_view text) {
    const auto url = boost::urls::parse_uri({text.data(), text.size()});
    if (!url || (url->scheme() != "https" && url->scheme() != "http") ||
        url->encoded_host().empty()) {
        return wrong_url("must be an https address");
    }
    if (url->has_userinfo()) {
        return wrong_url("must not hold a user name or password");
    }
    return std::string(text);
}

/// The address that a redirect leads to.
Result<std::string> target_of(const std::string& from, std::string_view location) {
    const auto base = boost::urls::parse_uri(from);
    const auto reference = boost::urls::parse_uri_reference({location.data(), location.size()});
    boost::urls::url target;
    if (base && reference) {
        target = *base;
    }
    if (target.empty() || !target.resolve(*reference)) {
        return wrong_url("leads on to something that is no address");
    }
    return checked(std::string(target.buffer()));
}

/// The first byte that a 206 brings, by "Content-Range: bytes 100-199/200".
std::optional<std::uint64_t> first_byte_of(const Response& head) {
    constexpr std::string_view kUnit = "bytes ";
    const std::string_view range = head.header("content-range").value_or("");
    std::uint64_t first = 0;
    if (!range.starts_with(kUnit) ||
        std::from_chars(range.data() + kUnit.size(), range.data() + range.size(), first).ec !=
            std::errc{}) {
        return std::nullopt;
    }
    return first;
}

bool may_pass(const Result<Response>& response) {
    if (response) {
        return response->status == 408 || response->status == 429 || response->status >= 500;
    }
    return response.error().code == ErrorCode::unavailable ||
           response.error().code == ErrorCode::deadline_exceeded;
}

}  // namespace

/// One file on its way in.
struct LinkLoraStaging::Download {
    Download(std::string from, std::filesystem::path into, std::int64_t max_bytes)
        : url(std::move(from)),
          file(std::move(into)),
          limit(static_cast<std::uint64_t>(max_bytes)),
          stream(file, std::ios::binary | std::ios::trunc) {}

    /// Decides whether the bytes that come go on where the last ones ended.
    bool begin(const Response& head) {
        const std::string_view length = head.header("content-length").value_or("0");
        std::uint64_t coming = 0;
        std::from_chars(length.data(), length.data() + length.size(), coming);
        if (head.status != 206) {
            received = 0;
            start.clear();
            stream = std::ofstream(file, std::ios::binary | std::ios::trunc);
        } else if (first_byte_of(head) != received || head.header("etag").value_or("") != tag) {
            is_confused = true;
            return false;
        }
        is_too_large = received + coming > limit;
        tag = head.header("etag").value_or("");
        return !is_too_large;
    }

    bool take(std::string_view piece) {
        is_too_large = received + piece.size() > limit;
        if (is_too_large || !has_right_kind(piece)) {
            return false;
        }
        stream.write(piece.data(), static_cast<std::streamsize>(piece.size()));
        received += piece.size();
        return stream.good();
    }

    bool has_right_kind(std::string_view piece) {
        if (start.size() < kKindBytes) {
            start.append(piece.substr(0, kKindBytes - start.size()));
        }
        if (start.size() == kKindBytes && !kind) {
            kind = safetensors::header_length(start, std::numeric_limits<std::int64_t>::max())
                       .has_value();
        }
        return kind.value_or(true);
    }

    std::string url;
    std::filesystem::path file;
    std::uint64_t limit;
    std::ofstream stream;
    std::uint64_t received = 0;  // bytes on disk
    std::string start;           // the first bytes
    std::string tag;             // of the file as it was when it began to come
    std::optional<bool> kind;    // whether it can be a .safetensors file, once that is known
    bool is_too_large = false;
    bool is_confused = false;
    Steady::time_point end = {};
};

LinkLoraStaging::LinkLoraStaging(http_client::Client& client, Random& random, Options options)
    : client_(client),
      random_(random),
      options_(std::move(options)),
      pool_(pool_options()) {}

Task<StagedLora> LinkLoraStaging::fetch(WalletAddress holder, std::string url, std::int64_t limit) {
    LIKENESS_CO_TRY(url, checked(url));
    if (holders_.size() >= kAtOnce || holders_.contains(holder.text())) {
        Error busy{
            ErrorCode::resource_exhausted,
            "Another file is being fetched at the moment. Please try again in a minute."};
        busy.retry_after = 60s;
        co_return busy;
    }
    holders_.insert(holder.text());
    Result<StagedLora> staged = co_await fetch_file(std::move(url), limit);
    holders_.erase(holder.text());
    co_return staged;
}

Task<StagedLora> LinkLoraStaging::fetch_file(std::string url, std::int64_t limit) {
    const auto file =
        std::make_shared<const StagedFile>(options_.folder / (to_hex(random_.bytes(16)) + ".part"));
    Download download(std::move(url), file->path(), limit);
    download.end = Steady::now() + options_.total_timeout;
    LIKENESS_CO_CHECK(co_await receive(download));
    download.stream.close();
    if (!download.stream) {
        co_return Error::unavailable("The server cannot store files at the moment.");
    }
    const auto inspect = [&] { return inspect_file(file); };
    co_return co_await pool_.run(inspect);
}

/// Asks until all is there, following redirects and going on after faults.
Task<void> LinkLoraStaging::receive(Download& download) {
    int redirects = 0;
    for (int faults = 0;;) {
        const Result<Response> response = co_await ask(download);
        if (response && response->is_success()) {
            co_return Result<void>{};
        }
        if (download.is_too_large) {
            co_return Error{
                ErrorCode::payload_too_large, "The file is larger than this server takes."};
        }
        if (download.kind == false) {
            co_return Error{
                ErrorCode::unprocessable,
                "What the link leads to is no .safetensors file. Give the link of the download "
                "itself."};
        }
        if (!response && response.error().code == ErrorCode::permission_denied) {
            co_return wrong_url("leads into a private network, where this server does not go");
        }
        const auto location = response ? response->header("location") : std::nullopt;
        if (response && response->status >= 300 && response->status < 400 && location) {
            if (++redirects > kMaxRedirects) {
                co_return wrong_url("leads from one address to the next without end");
            }
            LIKENESS_CO_TRY(download.url, target_of(download.url, *location));
            continue;
        }
        if (response && !may_pass(response)) {
            co_return wrong_url(
                "is answered with status " + std::to_string(response->status) +
                (response->status == 401 || response->status == 403 ? ": it needs a sign-in" : "")
            );
        }
        const bool may_go_on = (may_pass(response) || download.is_confused) &&
                               ++faults < kMaxFaults && Steady::now() < download.end;
        if (!may_go_on) {
            co_return not_to_be_had(response ? "" : response.error().detail);
        }
        download.received = std::exchange(download.is_confused, false) ? 0 : download.received;
        co_await sleep_for(options_.first_pause * (1 << faults));
    }
}

Task<Response> LinkLoraStaging::ask(Download& download) {
    Request request;
    request.url = download.url;
    request.addresses = options_.addresses;
    request.total_timeout =
        std::chrono::ceil<std::chrono::milliseconds>(download.end - Steady::now());
    if (request.total_timeout <= 0ms) {
        co_return Error{ErrorCode::deadline_exceeded, "Fetching the file took too long."};
    }
    // Only a strong tag says that it is the same file, byte for byte (RFC 9110, 13.1.5).
    if (download.received > 0 && download.tag.starts_with('"')) {
        request.headers.emplace_back("Range", "bytes=" + std::to_string(download.received) + "-");
        request.headers.emplace_back("If-Range", download.tag);
    }
    request.on_head = [&](const Response& head) { return download.begin(head); };
    request.on_data = [&](std::string_view piece) { return download.take(piece); };
    co_return co_await client_.send(std::move(request));
}

}  // namespace likeness::lora_staging
