#include "adapters/fal/fal_request.hpp"

#include "adapters/fal/origin.hpp"
#include "http_client/json_reading.hpp"

#include <algorithm>
#include <array>

namespace likeness::fal {

namespace {

constexpr std::size_t kMaxIdLength = 64;
constexpr std::size_t kMaxUrlLength = 1'000;

bool is_usable_id(std::string_view id) {
    return !id.empty() && id.size() <= kMaxIdLength &&
           std::all_of(id.begin(), id.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '-' || c == '_';
           });
}

/// Owner and app; ids in two of fal's namespaces have a third segment.
std::string_view app_of(std::string_view endpoint) {
    int segments = endpoint.starts_with("workflows/") || endpoint.starts_with("comfy/") ? 3 : 2;
    std::size_t end = 0;
    while (segments-- > 0 && end != std::string_view::npos) {
        end = endpoint.find('/', end == 0 ? 0 : end + 1);
    }
    return endpoint.substr(0, end);
}

}  // namespace

FalAddresses::FalAddresses(std::string queue_url, std::string_view endpoint)
    : queue_url_(std::move(queue_url)),
      submit_url_(queue_url_ + "/" + std::string(endpoint)),
      requests_url_(queue_url_ + "/" + std::string(app_of(endpoint)) + "/requests/") {}

bool FalAddresses::has_origin(std::string_view url) const {
    const std::string origin = origin_of(url);
    return url.size() <= kMaxUrlLength && !origin.empty() && origin == origin_of(queue_url_) &&
           url.find_first_of(" \r\n\t") == std::string_view::npos;
}

std::optional<FalRequest> FalAddresses::request(std::string_view id) const {
    if (!is_usable_id(id)) {
        return std::nullopt;
    }
    const std::string url = requests_url_ + std::string(id);
    return FalRequest{std::string(id), url + "/status", url, url + "/cancel"};
}

std::optional<FalRequest> FalAddresses::from_answer(std::string_view json) const {
    const std::optional<boost::json::object> answer = http_client::read_object(json);
    if (!answer) {
        return std::nullopt;
    }
    std::optional<FalRequest> built = request(http_client::text_at(*answer, "request_id"));
    if (!built) {
        return std::nullopt;
    }
    const auto take = [&](std::string_view name, std::string& into) {
        const std::string_view url = http_client::text_at(*answer, name);
        if (has_origin(url)) {
            into = url;
        }
    };
    take("status_url", built->status_url);
    take("response_url", built->result_url);
    take("cancel_url", built->cancel_url);
    return built;
}

std::string FalAddresses::to_text(const FalRequest& request) const {
    if (this->request(request.id) == request) {
        return request.id;
    }
    return request.id + " " + request.status_url + " " + request.result_url + " " +
           request.cancel_url;
}

std::optional<FalRequest> FalAddresses::from_text(std::string_view text) const {
    std::array<std::string_view, 4> parts;
    std::size_t count = 0;
    for (; count < parts.size() && !text.empty(); ++count) {
        const std::size_t end = std::min(text.find(' '), text.size());
        parts.at(count) = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    std::optional<FalRequest> request = this->request(parts[0]);
    // The queue may have moved since the request was stored.
    const bool has_addresses =
        count == 4 && has_origin(parts[1]) && has_origin(parts[2]) && has_origin(parts[3]);
    if (request && has_addresses) {
        request->status_url = parts[1];
        request->result_url = parts[2];
        request->cancel_url = parts[3];
    }
    return request;
}

}  // namespace likeness::fal
