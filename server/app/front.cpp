#include "app/front.hpp"

#include "api/errors.hpp"
#include "api/openapi.hpp"

#include <utility>

namespace likeness::app {

namespace {

net::Response text_response(int status, std::string_view content_type, std::string text) {
    net::Response response(status);
    response.add_header("Content-Type", content_type);
    response.add_header("Cache-Control", "no-store");
    response.body = std::move(text);
    return response;
}

bool is_reading(const net::Request& request) {
    return request.method() == net::Method::get || request.method() == net::Method::head;
}

std::vector<std::string> image_origins(std::vector<std::string> origins, const Storage& storage) {
    const std::vector<std::string> others = storage.object_origins();
    origins.insert(origins.end(), others.begin(), others.end());
    return origins;
}

Error method_not_supported() {
    return {ErrorCode::method_not_supported, "This address can only be read."};
}

std::string_view sentence_for(int status) {
    switch (status) {
        case 408:
            return "The request took too long to arrive.";
        case 413:
            return "The request's body is too large.";
        case 414:
            return "The request's address is too long.";
        case 431:
            return "The request's headers are too large.";
        case 500:
            return "Something went wrong on our side.";
        case 503:
            return "The server is busy. Please try again.";
        default:
            return "The request cannot be read.";
    }
}

}  // namespace

Front::Front(Studio& studio, Storage& storage, std::vector<std::string> origins, Health health)
    : studio_(studio),
      table_(api::operations()),
      dispatcher_(studio.services, {origins}),
      rest_(table_, dispatcher_),
      trpc_(table_, dispatcher_),
      page_(image_origins(std::move(origins), storage)),
      shares_(studio.shared_pictures, storage.objects(), page_, studio.services.facts.public_url),
      health_(std::move(health)),
      openapi_(api::openapi_document(
          table_,
          studio.services.facts.version,
          studio.services.facts.public_url
      )) {
    if (folder_store::FolderStore* folder = storage.folder()) {
        objects_.emplace(*folder, storage.clock);
    }
}

asio::awaitable<net::Response> Front::handle(net::Request& request) {
    const std::string_view path = request.path();
    if (api::Trpc::serves(path)) {
        co_return co_await trpc_.handle(request);
    }
    if (studio_.fal_webhooks && path.starts_with(fal::WebhookRoute::kPrefix)) {
        Result<net::Response> taken = co_await studio_.fal_webhooks->respond(request);
        co_return taken ? *std::move(taken) : api::problem_response(taken.error(), request.id());
    }
    if (path.starts_with(ShareRoute::kPrefix)) {
        Result<net::Response> shown = co_await shares_.respond(request);
        co_return shown ? *std::move(shown) : api::problem_response(shown.error(), request.id());
    }
    if (path.starts_with("/api/") && path != "/api/openapi.json") {
        co_return co_await rest_.handle(request);
    }
    co_return other(request);
}

/// What is answered without waiting for anything.
net::Response Front::other(const net::Request& request) const {
    const std::string_view path = request.path();
    if (path.starts_with(folder_store::ObjectRoute::kPrefix)) {
        return object(request);
    }
    if (!is_reading(request)) {
        return api::problem_response(method_not_supported(), request.id());
    }
    if (std::optional<net::Response> asset = page_.asset(request)) {
        return *std::move(asset);
    }
    if (path == "/healthz" || path == "/readyz" || path == "/metrics") {
        return health(request);
    }
    if (path == "/api/openapi.json") {
        return text_response(200, "application/json", openapi_);
    }
    // A missing file is a 404; any other address is a page, which says itself when there is
    // nothing.
    const bool is_file = path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos ||
                         path.starts_with("/assets/");
    return is_file ? api::problem_response(Error::not_found("page"), request.id())
                   : page_.document(request);
}

net::Response Front::object(const net::Request& request) const {
    if (!objects_) {
        return api::problem_response(Error::not_found("object"), request.id());
    }
    Result<net::Response> response = objects_->respond(request);
    return response ? *std::move(response) : api::problem_response(response.error(), request.id());
}

net::Response Front::health(const net::Request& request) const {
    if (request.path() == "/metrics") {
        return text_response(200, "text/plain; version=0.0.4; charset=utf-8", health_.metrics());
    }
    if (request.path() == "/readyz" && !health_.is_ready()) {
        return text_response(503, "text/plain; charset=utf-8", "not ready\n");
    }
    return text_response(200, "text/plain; charset=utf-8", "ok\n");
}

net::Response Front::refusal(int status, std::string_view path, std::string_view request_id) {
    const api::WireError wire = api::wire_error_of_status(status);
    const ErrorCode code = status == 503 ? ErrorCode::unavailable : ErrorCode::invalid_argument;
    const Error error{code, std::string(sentence_for(status))};
    const bool is_trpc = api::Trpc::serves(path);
    net::Response response = is_trpc ? api::trpc_failure(error, "", request_id)
                                     : api::problem_response(error, request_id);
    response.status = wire.http_status;
    response.body = is_trpc
                        ? R"({"error":)" + api::trpc_error_json(wire, error, "", request_id) + "}"
                        : api::problem_json(wire, error, request_id);
    return response;
}

}  // namespace likeness::app
