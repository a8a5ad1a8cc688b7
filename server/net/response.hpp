#pragma once

#include "base/bytes.hpp"
#include "base/task.hpp"
#include "net/open_file.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace likeness::net {

/// Bytes that outlive every answer, such as those embedded in the program.
struct StaticBody {
    BytesView bytes;
};

/// A part of a file, sent without passing through this process. Has a constructor because g++ 12
/// destroys temporaries of aggregates twice in awaiting statements.
struct FileBody {
    FileBody(std::shared_ptr<const OpenFile> opened, std::uint64_t first, std::uint64_t count)
        : file(std::move(opened)),
          offset(first),
          length(count) {}

    std::shared_ptr<const OpenFile> file;
    std::uint64_t offset;
    std::uint64_t length;
};

/// Takes the bytes of a body that is made while it is sent.
class StreamWriter {
public:
    StreamWriter() = default;
    StreamWriter(const StreamWriter&) = delete;
    StreamWriter& operator=(const StreamWriter&) = delete;
    virtual ~StreamWriter() = default;

    /// Sends `data` at once; when it returns, the system has taken all of it.
    /// ErrorCode::unavailable once the client is gone, deadline_exceeded once it reads too slowly;
    /// after an error every further call fails too. A client that went away silently is noticed at
    /// the second write after that. `data` must stay valid until the task ends.
    virtual Task<void> write(BytesView data) = 0;

    /// As write(), with bytes of a file.
    virtual Task<void> send_file(FileBody file) = 0;
};

/// A body that is made while it is sent: an event stream, an archive. It lives until its answer has
/// ended; the request does not, so it keeps copies of what it needs.
class StreamBody {
public:
    StreamBody() = default;
    StreamBody(const StreamBody&) = delete;
    StreamBody& operator=(const StreamBody&) = delete;
    virtual ~StreamBody() = default;

    /// The number of bytes if known beforehand. Without it the body goes out chunked, and to
    /// HTTP/1.0 ends the connection.
    virtual std::optional<std::uint64_t> length() const { return std::nullopt; }

    /// Writes the whole body and returns; after an error of the writer it returns early. An
    /// exception cuts the connection, so that the client can tell that the body is incomplete.
    virtual asio::awaitable<void> write_to(StreamWriter& writer) = 0;
};

struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t length = 0;
};

/// A body of known size of which any part can be made by itself: an archive that is taken up again
/// in its middle. Lives as StreamBody does.
class RangedBody {
public:
    RangedBody() = default;
    RangedBody(const RangedBody&) = delete;
    RangedBody& operator=(const RangedBody&) = delete;
    virtual ~RangedBody() = default;

    /// In bytes.
    virtual std::uint64_t size() const = 0;

    /// Writes this part of the body, under the rules of StreamBody::write_to().
    virtual asio::awaitable<void> write_range(StreamWriter& writer, ByteRange range) = 0;
};

using Body = std::variant<Bytes, StaticBody, FileBody, std::unique_ptr<StreamBody>>;

/// An answer. The server adds Content-Length or Transfer-Encoding, Date, Connection, X-Request-Id
/// and X-Content-Type-Options; it leaves the body out for HEAD, 204 and 304.
struct Response {
    Response() = default;

    explicit Response(int code) : status(code) {}

    // Defined in the .cpp: inlined, these make g++ 12 warn of members that other alternatives of
    // Body lack.
    Response(Response&& other) noexcept;
    Response& operator=(Response&& other) noexcept;
    ~Response();

    /// Appends a field. A name that is no token, a value with control characters and the fields
    /// that the server adds itself are left out and logged: no input can end a header line or the
    /// head.
    void add_header(std::string_view name, std::string_view value);

    /// The value of the first added field of this name; those in `fixed_headers` count too.
    std::optional<std::string_view> header(std::string_view name) const;

    /// The added fields as lines that end in CRLF.
    std::string_view header_lines() const { return header_lines_; }

    /// 200 to 599.
    int status = 200;
    Body body;
    /// Ends the connection after this answer.
    bool close_connection = false;
    /// Header lines made beforehand by header_lines() of another Response. They must outlive every
    /// answer.
    std::string_view fixed_headers;

private:
    std::string header_lines_;
};

}  // namespace likeness::net
