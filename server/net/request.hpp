#pragma once

#include "base/bytes.hpp"
#include "base/task.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace likeness::net {

enum class Method {
    get,
    head,
    post,
    put,
    patch,
    delete_,  // NOLINT(readability-identifier-naming): without the underscore it is a keyword
    options,
    other
};

struct HeaderField {
    std::string_view name;
    std::string_view value;
};

/// Where the body of a request comes from: a connection, or a test.
class BodySource {
public:
    BodySource() = default;
    BodySource(const BodySource&) = delete;
    BodySource& operator=(const BodySource&) = delete;
    virtual ~BodySource() = default;

    /// As Request::read_some.
    virtual Task<std::size_t> read_some(std::span<char> into) = 0;
};

/// What stands before the body. The views point into memory of whoever made it.
struct RequestHead {
    Method method = Method::get;
    std::string_view method_text = "GET";
    std::string_view target = "/";
    std::string_view path = "/";
    std::string_view query = {};
    std::span<const HeaderField> fields = {};
    std::optional<std::uint64_t> content_length = {};
    bool has_body = false;
    std::string_view remote_address = {};
};

/// One request while it is handled: from the call of Handler::handle until the response has been
/// returned. All views stay valid for that time, also while the body is read, and no longer: a
/// StreamBody keeps copies. Used on the I/O thread only.
class Request {
public:
    Request(const RequestHead& head, const std::string& id, BodySource& body)
        : head_(head),
          id_(id),
          body_(body) {}

    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;
    ~Request() = default;

    Method method() const { return head_.method; }

    /// As sent; methods are case-sensitive.
    std::string_view method_text() const { return head_.method_text; }

    /// As sent: "/path?query", "http://host/path?query", or "*".
    std::string_view target() const { return head_.target; }

    /// Still percent-encoded, without the query; begins with '/' unless the target is "*".
    std::string_view path() const { return head_.path; }

    /// Still percent-encoded, without the '?'.
    std::string_view query() const { return head_.query; }

    std::span<const HeaderField> headers() const { return head_.fields; }

    /// The value of the first field of this name, case-insensitive.
    std::optional<std::string_view> header(std::string_view name) const;

    /// The peer's IP address as text. Behind a proxy this is the proxy's.
    std::string_view remote_address() const { return head_.remote_address; }

    /// 16 lower-case hex digits, unique for the life of the process; also sent as X-Request-Id.
    const std::string& id() const { return id_; }

    /// What Content-Length says; absent for chunked bodies and for none.
    std::optional<std::uint64_t> content_length() const { return head_.content_length; }

    bool has_body() const { return head_.has_body; }

    /// Reads body bytes as they come; 0 is the end. `into` must not be empty. Errors end the
    /// connection after the answer:
    /// invalid_argument for broken chunking and deadline_exceeded for a client that is too slow
    /// (the answer is then the server's own, 400 or 408, whatever the handler returns), unavailable
    /// for a client that is gone.
    Task<std::size_t> read_some(std::span<char> into) { return body_.read_some(into); }

    /// The whole rest of the body. payload_too_large past `limit`, before a byte is read when
    /// Content-Length tells.
    Task<Bytes> read_body(std::size_t limit);

private:
    RequestHead head_;
    const std::string& id_;
    BodySource& body_;
};

}  // namespace likeness::net
