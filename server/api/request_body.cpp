#include "api/request_body.hpp"

#include "api/decode.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

namespace likeness::api {

namespace {

std::string media_type(const net::Request& request) {
    std::string_view type = request.header("Content-Type").value_or("");
    type = type.substr(0, type.find(';'));
    std::string lower;
    for (const char c : type) {
        if (c != ' ' && c != '\t') {
            lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    return lower;
}

}  // namespace

BodyKind body_kind(const net::Request& request) {
    const std::string type = media_type(request);
    if (type.empty()) {
        return BodyKind::none;
    }
    if (type == "application/json" || type.ends_with("+json")) {
        return BodyKind::json;
    }
    if (type == "multipart/form-data") {
        return BodyKind::form;
    }
    if (type.starts_with("image/") || type == "application/zip" ||
        type == "application/x-zip-compressed") {
        return BodyKind::media;
    }
    return type == "application/octet-stream" ? BodyKind::bytes : BodyKind::other;
}

Task<InputForm>
read_input(net::Request& request, const Operation& operation, Call& call, json::object& input) {
    const BodyKind kind = body_kind(request);
    if (operation.takes_file &&
        (kind == BodyKind::bytes || kind == BodyKind::form || kind == BodyKind::media)) {
        call.upload = &request;
        co_return InputForm::query;
    }
    if (!request.has_body() || request.content_length() == 0) {
        co_return InputForm::query;
    }
    if (kind != BodyKind::json) {
        co_return Error{
            ErrorCode::unsupported_media_type,
            "The body must be application/json" +
                std::string(
                    operation.takes_file ? ", application/octet-stream or multipart/form-data."
                                         : "."
                )};
    }
    LIKENESS_CO_TRY(const Bytes text, co_await request.read_body(kMaxJsonBody));
    LIKENESS_CO_TRY(json::value body, parse_json(text));
    if (!body.is_object()) {
        co_return Error{ErrorCode::invalid_argument, "The body must be a JSON object."};
    }
    for (json::key_value_pair& member : body.get_object()) {
        input.emplace(member.key(), std::move(member.value()));  // keeps what the path says
    }
    co_return InputForm::json;
}

std::string_view method_name(net::Method method) {
    switch (method) {
        case net::Method::get:
            return "GET";
        case net::Method::head:
            return "HEAD";
        case net::Method::post:
            return "POST";
        case net::Method::put:
            return "PUT";
        case net::Method::patch:
            return "PATCH";
        case net::Method::delete_:
            return "DELETE";
        case net::Method::options:
            return "OPTIONS";
        case net::Method::other:
            break;
    }
    return "OTHER";
}

}  // namespace likeness::api
