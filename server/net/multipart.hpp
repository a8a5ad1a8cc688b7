#pragma once

#include "base/task.hpp"
#include "net/request.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::net {

/// One field of a form.
struct FormPart {
    std::string name;
    /// Present for files. As sent: it may hold slashes and "..", and is no path.
    std::optional<std::string> filename;
    /// "text/plain" if the part does not say.
    std::string content_type;
};

struct MultipartLimits {
    /// Of one part.
    std::size_t max_header_bytes = std::size_t{8} * 1024;
    std::size_t max_parts = 100;
};

/// Reads a multipart/form-data body (RFC 7578) part by part while it comes, through a window of
/// fixed size. Strict: no text before the first boundary, CRLF line ends, no white space behind
/// boundaries, names in UTF-8. Malformed forms are invalid_argument, too many parts or too long
/// part headers payload_too_large; errors of Request::read_some pass through. After an error the
/// reader is of no more use.
class MultipartReader {
public:
    /// invalid_argument or unsupported_media_type if the request's Content-Type does not announce a
    /// form with a proper boundary. `request` must outlive the reader.
    static Result<MultipartReader> open(Request& request, const MultipartLimits& limits = {});

    /// Skips what is left of the current part and goes to the next; nothing after the last.
    Task<std::optional<FormPart>> next_part();

    /// Bytes of the current part's content; 0 at its end. `into` must not be empty.
    Task<std::size_t> read_some(std::span<char> into);

private:
    enum class State {
        before_first,
        in_part,
        behind_part,
        finished
    };

    MultipartReader(Request& request, std::string delimiter, const MultipartLimits& limits);

    std::string_view unread() const { return {window_.data() + begin_, end_ - begin_}; }

    Task<void> fill();
    Task<void> find_data();
    Task<void> pass_delimiter();
    Task<std::string_view> read_part_head();

    Request* request_;
    std::string delimiter_;  // CRLF, two dashes, boundary
    MultipartLimits limits_;
    std::vector<char> window_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::size_t data_ready_ = 0;  // that many unread bytes are known to be content
    std::size_t parts_ = 0;
    State state_ = State::before_first;
};

}  // namespace likeness::net
