#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace likeness::cloud_signing {

/// Where a store is: "https://storage.googleapis.com", "http://127.0.0.1:9000".
struct Endpoint {
    std::string scheme;  // "http" or "https"
    std::string host;    // IPv6 in brackets
    std::string port;    // as written; empty for the scheme's own

    /// Without a scheme it is https. invalid_argument for other schemes, for paths, queries and
    /// user names, and for bytes that no host has.
    static Result<Endpoint> parse(std::string_view text);

    /// host, with the port where one is written.
    std::string authority() const { return port.empty() ? host : host + ":" + port; }

    /// host, with the port unless it is the scheme's own: what clients send as Host.
    std::string host_header() const;

    std::string origin() const { return scheme + "://" + authority(); }

    /// The same below a name: bucket.storage.googleapis.com.
    Endpoint below(std::string_view name) const {
        return {scheme, std::string(name) + "." + host, port};
    }
};

}  // namespace likeness::cloud_signing
