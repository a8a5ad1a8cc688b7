#include "cloud_signing/endpoint.hpp"

#include <algorithm>
#include <cctype>

namespace likeness::cloud_signing {

namespace {

bool is_host_character(unsigned char c) {
    return std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_' || c == ':' || c == '[' ||
           c == ']';
}

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Result<Endpoint> Endpoint::parse(std::string_view text) {
    const Error unreadable{
        ErrorCode::invalid_argument, "must read like https://host or http://host:port"};
    Endpoint endpoint{"https", "", ""};
    if (const std::size_t end = text.find("://"); end != std::string_view::npos) {
        endpoint.scheme = text.substr(0, end);
        text.remove_prefix(end + 3);
    }
    while (text.ends_with('/')) {
        text.remove_suffix(1);
    }
    if ((endpoint.scheme != "http" && endpoint.scheme != "https") || text.empty() ||
        text.size() > 255 || !std::all_of(text.begin(), text.end(), is_host_character)) {
        return unreadable;
    }
    const std::size_t colon = text.rfind(':');
    const std::size_t bracket = text.rfind(']');
    const bool has_port =
        colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
    endpoint.host = has_port ? text.substr(0, colon) : text;
    endpoint.port = has_port ? text.substr(colon + 1) : "";
    if (endpoint.host.empty() || (has_port && !is_port(endpoint.port))) {
        return unreadable;
    }
    return endpoint;
}

std::string Endpoint::host_header() const {
    const bool is_default =
        port.empty() || (scheme == "https" && port == "443") || (scheme == "http" && port == "80");
    return is_default ? host : authority();
}

}  // namespace likeness::cloud_signing
