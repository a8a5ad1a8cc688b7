#pragma once

#include "base/time.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// What went wrong, in words that know no protocol. api/errors.cpp maps each to HTTP and tRPC.
enum class ErrorCode {
    invalid_argument,        // wrong whatever the state; `fields` says where
    unauthenticated,         // who are you?
    permission_denied,       // you may not
    not_found,               // no such thing, or not for you to know
    method_not_supported,    // the thing is there, this verb is not
    conflict,                // not in this state
    payload_too_large,       // more bytes than the limit
    unsupported_media_type,  // not a kind of body we read
    unprocessable,           // well-formed, but refused for what it says (safety, not a LoRA)
    resource_exhausted,      // quota or rate spent; `retry_after` says for how long
    upstream_failed,         // the engine or store said no
    deadline_exceeded,       // the engine or store did not answer in time
    unavailable,  // trying this call again may help: full queue, full disk, shutting down
    internal      // our fault
};

/// One wrong field of an input: where (`settings.seed`, `images[2].id`) and why, as a clause that
/// follows the path.
struct FieldError {
    std::string path;
    std::string message;

    friend bool operator==(const FieldError&, const FieldError&) = default;
};

/// An expected outcome that is not the value asked for. `message` is safe to show to whoever
/// called; `detail` goes to the log only and never holds secrets.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;
    std::string detail = {};
    std::vector<FieldError> fields = {};
    std::optional<std::chrono::seconds> retry_after = {};
    std::optional<Timestamp> next_at = {};  // of a quota: when the next unit returns

    /// Bad input in one field; the message reads "<path>: <why>".
    static Error invalid_field(std::string path, std::string why);
    /// Bad input in at least one field.
    static Error invalid_fields(std::vector<FieldError> fields);
    static Error not_found(std::string what);
    static Error internal(std::string detail);
    static Error unavailable(std::string message, std::string detail = {});
};

}  // namespace likeness
