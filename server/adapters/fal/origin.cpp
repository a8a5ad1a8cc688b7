#include "adapters/fal/origin.hpp"

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

}  // namespace likeness::fal
