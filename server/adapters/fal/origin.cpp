#include "adapters/fal/origin.hpp"

#include <boost/url/ipv4_address.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <cctype>

namespace likeness::fal {

namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return text;
}

bool is_private_number(const boost::urls::ipv4_address& address) {
    const auto bytes = address.to_bytes();
    return bytes[0] == 127 || bytes[0] == 10 || bytes[0] == 0 ||
           (bytes[0] == 172 && bytes[1] >= 16 && bytes[1] < 32) ||
           (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 169 && bytes[1] == 254);
}

}  // namespace

std::string origin_of(std::string_view url) {
    const auto parsed = boost::urls::parse_uri({url.data(), url.size()});
    if (!parsed || parsed->has_userinfo() || parsed->encoded_host().empty()) {
        return {};
    }
    const std::string scheme = lower(std::string(parsed->scheme()));
    if (scheme != "http" && scheme != "https") {
        return {};
    }
    const std::string port =
        parsed->port().empty() ? (scheme == "https" ? "443" : "80") : std::string(parsed->port());
    return scheme + "://" + lower(std::string(parsed->encoded_host())) + ":" + port;
}

bool is_allowed_origin(std::string_view url, std::span<const std::string> allowed) {
    const std::string origin = origin_of(url);
    if (origin.empty()) {
        return false;
    }
    return std::any_of(allowed.begin(), allowed.end(), [&](const std::string& pattern) {
        const std::size_t star = pattern.find("://*.");
        if (star == std::string::npos) {
            return origin_of(pattern) == origin;
        }
        // "https://*.fal.media" -> "https://x.fal.media:443", of which the ends are compared.
        const std::string scheme = pattern.substr(0, star + 3);
        const std::string sample = origin_of(scheme + "x." + pattern.substr(star + 5));
        const std::string_view suffix = std::string_view(sample).substr(scheme.size() + 1);
        return sample.starts_with(scheme) && origin.starts_with(scheme) &&
               origin.size() > scheme.size() + suffix.size() && origin.ends_with(suffix);
    });
}

bool is_on_the_internet(std::string_view url) {
    const auto parsed = boost::urls::parse_uri({url.data(), url.size()});
    if (!parsed || parsed->encoded_host().empty()) {
        return false;
    }
    const std::string host = lower(std::string(parsed->encoded_host()));
    switch (parsed->host_type()) {
        case boost::urls::host_type::ipv4:
            return !is_private_number(parsed->host_ipv4_address());
        case boost::urls::host_type::name:
            return host.find('.') != std::string::npos && !host.ends_with(".local") &&
                   !host.ends_with(".internal");
        default:
            // Global unicast is 2000::/3 (RFC 4291, 2.4).
            return host.starts_with("[2") || host.starts_with("[3");
    }
}

}  // namespace likeness::fal
