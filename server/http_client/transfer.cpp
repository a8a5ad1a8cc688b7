#include "http_client/transfer.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <utility>

namespace likeness::http_client {

namespace {

constexpr std::size_t kMaxHeaderBytes = 64 * 1024;
constexpr long kUploadBuffer = 256 * 1024;

std::string_view trimmed(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && is_space(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_space(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return result;
}

/// The host of an http or https URL as curl reads it; empty if it is none.
std::string host_of(const std::string& url) {
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl_url(), &curl_url_cleanup);
    if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) {
        return {};
    }
    char* text = nullptr;
    if (curl_url_get(parsed.get(), CURLUPART_SCHEME, &text, 0) != CURLUE_OK) {
        return {};
    }
    const std::string scheme = text;
    curl_free(text);
    if ((scheme != "http" && scheme != "https") ||
        curl_url_get(parsed.get(), CURLUPART_HOST, &text, 0) != CURLUE_OK) {
        return {};
    }
    std::string host = text;
    curl_free(text);
    return host;
}

bool is_loopback(const std::string& host) {
    return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

}  // namespace

Transfer::Transfer(std::uint64_t id, Request request, const std::string& user_agent)
    : id_(id),
      request_(std::move(request)),
      handle_(curl_easy_init()),
      result_(Error::internal("the request has not been sent")) {
    set(CURLOPT_USERAGENT, user_agent.c_str());
}

Transfer::~Transfer() {
    if (request_.cancellation != nullptr) {
        request_.cancellation->on_cancel_ = nullptr;
    }
    if (file_ >= 0) {
        ::close(file_);
    }
}

template <class Value>
void Transfer::set(CURLoption option, Value value) {
    curl_easy_setopt(handle_.get(), option, value);
}

Result<void> Transfer::prepare() {
    LIKENESS_CHECK(set_url());
    LIKENESS_CHECK(set_body());
    set_headers();
    set(CURLOPT_PRIVATE, this);
    // What is announced to be too large is not waited for; answers to HEAD only announce.
    if (!request_.on_data && request_.method != "HEAD") {
        set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request_.max_response_bytes));
    }
    set(CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &Transfer::on_body);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_CONNECTTIMEOUT_MS, request_.connect_timeout.count());
    set(CURLOPT_TIMEOUT_MS, request_.total_timeout.count());
    set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(CURLOPT_LOW_SPEED_TIME, request_.stall_timeout.count());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    // Servers close idle connections after a minute or so; one that is about to be closed costs a
    // request that cannot be repeated.
    set(CURLOPT_MAXAGE_CONN, 45L);
    return {};
}

Result<void> Transfer::set_url() {
    host_ = host_of(request_.url);
    if (host_.empty()) {
        return Error{ErrorCode::invalid_argument, "This is not an http or https address."};
    }
    set(CURLOPT_URL, request_.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_PATH_AS_IS, 1L);
    if (request_.addresses == AddressRule::public_only) {
        set(CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_open);
        set(CURLOPT_OPENSOCKETDATA, this);
        // A connection of another request may lead to an address that this one must not reach.
        set(CURLOPT_FRESH_CONNECT, 1L);
        set(CURLOPT_FORBID_REUSE, 1L);
    }
    if (request_.addresses == AddressRule::public_only || is_loopback(host_)) {
        set(CURLOPT_PROXY, "");
    }
    return {};
}

/// The body goes through a read function that cannot be rewound, so that curl never sends it a
/// second time over another connection.
Result<void> Transfer::set_body() {
    if (request_.file) {
        file_ = ::open(request_.file->path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file_ < 0) {
            return Error::internal("a body file cannot be opened: " + std::string(strerror(errno)));
        }
        ::posix_fadvise(file_, 0, 0, POSIX_FADV_SEQUENTIAL);
        set(CURLOPT_UPLOAD_BUFFERSIZE, kUploadBuffer);
    }
    const bool has_body = body_size() > 0 || request_.method == "POST" ||
                          request_.method == "PUT" || request_.method == "PATCH";
    if (has_body) {
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body_size()));
        set(CURLOPT_READFUNCTION, &Transfer::on_read);
        set(CURLOPT_READDATA, this);
    }
    if (request_.method == "HEAD") {
        set(CURLOPT_NOBODY, 1L);
    } else if (request_.method != (has_body ? "POST" : "GET")) {
        set(CURLOPT_CUSTOMREQUEST, request_.method.c_str());
    }
    return {};
}

void Transfer::set_headers() {
    curl_slist* list = nullptr;
    // curl adds these by itself: waiting for 100-continue costs a second, and forms are rare here.
    list = curl_slist_append(list, "Expect:");
    bool has_type = false;
    for (const auto& [name, value] : request_.headers) {
        has_type = has_type || lower(name) == "content-type";
        list = curl_slist_append(list, (name + ": " + value).c_str());
    }
    if (!has_type) {
        list = curl_slist_append(list, "Content-Type:");
    }
    header_list_.reset(list);
    set(CURLOPT_HTTPHEADER, list);
}

void Transfer::listen_for_cancel(std::function<void()> on_cancel) {
    if (request_.cancellation != nullptr) {
        request_.cancellation->on_cancel_ = std::move(on_cancel);
    }
}

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    const std::size_t bytes = size * count;
    transfer.header_bytes_ += bytes;
    if (transfer.header_bytes_ > kMaxHeaderBytes) {
        transfer.was_too_large_ = true;
        return 0;
    }
    transfer.take_header({data, bytes});
    return bytes;
}

void Transfer::take_header(std::string_view line) {
    if (line.starts_with("HTTP/")) {  // again after 1xx
        response_.headers.clear();
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        response_.status = static_cast<int>(status);
        return;
    }
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) {
        response_.headers.emplace_back(
            lower(line.substr(0, colon)), trimmed(line.substr(colon + 1))
        );
    }
}

std::size_t Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
    const std::string_view piece(data, size * count);
    return static_cast<Transfer*>(self)->take_body(piece) ? piece.size() : 0;
}

bool Transfer::take_body(std::string_view piece) {
    if (request_.on_data && response_.is_success()) {
        const bool is_first = !std::exchange(has_begun_, true);
        was_ended_ = (is_first && request_.on_head && !request_.on_head(response_)) ||
                     !request_.on_data(piece);
        return !was_ended_;
    }
    was_too_large_ = response_.body.size() + piece.size() > request_.max_response_bytes;
    if (!was_too_large_) {
        response_.body.append(piece);
    }
    return !was_too_large_;
}

std::size_t Transfer::on_read(char* data, std::size_t size, std::size_t count, void* self) {
    return static_cast<Transfer*>(self)->give_body(data, size * count);
}

std::uint64_t Transfer::body_size() const {
    return request_.file ? request_.file->length : request_.body.size();
}

std::size_t Transfer::give_body(char* into, std::size_t room) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(room, body_size() - sent_));
    if (!request_.file) {
        std::memcpy(into, request_.body.data() + sent_, count);
        sent_ += count;
        return count;
    }
    const ssize_t got =
        ::pread(file_, into, count, static_cast<off_t>(request_.file->offset + sent_));
    if (got < 0 || (got == 0 && count > 0)) {
        return CURL_READFUNC_ABORT;
    }
    sent_ += static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
}

curl_socket_t Transfer::on_open(void* self, curlsocktype, curl_sockaddr* address) {
    if (!is_public(address->addr)) {
        static_cast<Transfer*>(self)->was_refused_ = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(
        address->family, address->socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, address->protocol
    );
}

void Transfer::take(std::unique_ptr<Completion> completion) {
    completion_ = std::move(completion);
}

void Transfer::finish(CURLcode code) {
    if (code == CURLE_OK) {
        result_ = std::move(response_);
    } else {
        result_ = failure(code);
    }
    std::exchange(completion_, nullptr)->complete();
}

void Transfer::finish_cancelled() {
    result_ = Error{ErrorCode::conflict, "The request was cancelled."};
    std::exchange(completion_, nullptr)->complete();
}

Error Transfer::failure(CURLcode code) const {
    const std::string detail = std::string(curl_easy_strerror(code)) + " (" + host_ + ")";
    if (was_too_large_ || code == CURLE_FILESIZE_EXCEEDED) {
        return {ErrorCode::payload_too_large, "The answer is larger than it may be.", detail};
    }
    if (was_ended_) {
        return {ErrorCode::conflict, "The answer was not wanted to its end.", detail};
    }
    if (was_refused_) {
        return {
            ErrorCode::permission_denied,
            "The address leads into a private network, where this server does not go.",
            detail};
    }
    long sent = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_REQUEST_SIZE, &sent);
    if (sent == 0) {
        return {ErrorCode::unavailable, "The server could not be reached.", detail};
    }
    return {ErrorCode::deadline_exceeded, "The server did not answer in full.", detail};
}

}  // namespace likeness::http_client
