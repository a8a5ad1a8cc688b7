#pragma once

#include <optional>
#include <string_view>

namespace likeness::net {

enum class ContentCoding {
    identity,
    gzip,
    brotli
};

/// The form to send of those at hand: the one the client wants most (RFC 9110, section 12.5.3), and
/// among equals the smallest, which is Brotli, then gzip. Without an Accept-Encoding field, and
/// when nothing would be acceptable, identity.
ContentCoding
choose_coding(std::optional<std::string_view> accept_encoding, bool has_gzip, bool has_brotli);

}  // namespace likeness::net
