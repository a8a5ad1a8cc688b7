#pragma once

#include "base/digest.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace likeness {

/// Signs links to what we serve: HMAC-SHA-256 over path and expiry. A signature costs under half a
/// microsecond.
class LinkSigner {
public:
    explicit LinkSigner(BytesView key) : hmac_(key) {}

    /// `?expires=<unix seconds>&signature=<base64url>` for the path, the expiry rounded up to a
    /// multiple of `lifetime`, so that within that time all links to a thing are equal and caches
    /// work.
    std::string query_for(std::string_view path, Timestamp now, std::chrono::seconds lifetime)
        const;

    /// permission_denied when the query was not made by query_for() for this path, or its time is
    /// over.
    Result<void> check(std::string_view path, std::string_view query, Timestamp now) const;

private:
    std::string signature_of(std::string_view path, std::string_view expires) const;

    HmacSha256 hmac_;
};

}  // namespace likeness
