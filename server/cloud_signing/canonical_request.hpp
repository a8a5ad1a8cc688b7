#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The text that V4 signatures of Google Cloud Storage and of AWS are made over; both have the same
/// form (Google: "V4 signing process", AWS: "Create a canonical request").
namespace likeness::cloud_signing {

/// Names and values as they are, not encoded.
using NameValues = std::vector<std::pair<std::string, std::string>>;

/// `name=value` joined by '&', each percent-encoded, in the order of encoded names, then values.
std::string canonical_query(const NameValues& parameters);

struct CanonicalHeaders {
    std::string lines;  // "name:value\n" each
    std::string names;  // joined by ';'
};

/// Lower-case names in order; values trimmed, runs of white space made one space, values of one
/// name joined by commas in the order given.
CanonicalHeaders canonical_headers(const NameValues& headers);

/// A path with dot segments resolved and empty ones left out, as AWS services other than S3 want
/// it.
std::string normalized_path(std::string_view path);

struct CanonicalRequest {
    std::string_view method;
    std::string_view path;   // encoded
    std::string_view query;  // of canonical_query()
    const CanonicalHeaders& headers;
    std::string_view payload;  // hex hash, or UNSIGNED-PAYLOAD

    std::string text() const;
};

}  // namespace likeness::cloud_signing
