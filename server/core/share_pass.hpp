#pragma once

#include "base/digest.hpp"
#include "core/share.hpp"

#include <string>
#include <string_view>

namespace likeness {

/// What whoever gave a share's password shows from then on instead of it:
/// `<unix seconds>.<base64url>`, the end of its time and an HMAC-SHA-256 over the share and that.
class SharePasses {
public:
    /// `secret` is the server's own; all nodes have the same.
    explicit SharePasses(BytesView secret);

    std::string pass_for(const Share& share, Timestamp expires_at) const;
    /// False for another share's, after its time, and when the share has got another password.
    bool opens(const Share& share, std::string_view pass, Timestamp now) const;

private:
    HmacSha256 hmac_;
};

}  // namespace likeness
