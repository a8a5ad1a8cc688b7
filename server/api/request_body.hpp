#pragma once

#include "api/operation.hpp"
#include "net/request.hpp"

#include <string_view>

namespace likeness::api {

/// The largest JSON body: a list of 10,000 ids has 350,000 bytes.
inline constexpr std::size_t kMaxJsonBody = std::size_t{512} * 1024;

/// What a Content-Type says, parameters aside.
enum class BodyKind {
    none,
    json,
    form,
    bytes,
    media,  // an image or a zip archive
    other
};
BodyKind body_kind(const net::Request& request);

/// Adds the body's members to `input`, which holds those of path and query already; these win. For
/// operations that take a file, a form or raw body stays unread, for the handler: the call's
/// `upload` is set. Says how numbers are spelled. Errors: unsupported_media_type,
/// payload_too_large, invalid_argument for what is no JSON object.
Task<InputForm>
read_input(net::Request& request, const Operation& operation, Call& call, json::object& input);

std::string_view method_name(net::Method method);

}  // namespace likeness::api
