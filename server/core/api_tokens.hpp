#pragma once

#include "base/task.hpp"
#include "core/authentication.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/identity_repository.hpp"
#include "core/ports/random.hpp"

#include <string>
#include <vector>

namespace likeness {

/// A new API key. `secret` is shown once and never again.
struct CreatedToken {
    ApiToken token;
    std::string secret;  // "lk_" and 43 characters
};

/// The API keys of a wallet, for programs.
class ApiTokens {
public:
    ApiTokens(
        IdentityRepository& identities,
        Authentication& authentication,
        const Clock& clock,
        Random& random
    );

    Task<CreatedToken> create(WalletAddress wallet, std::string name);
    Task<std::vector<ApiToken>> list(WalletAddress wallet);
    /// Holds from the next request on.
    Task<void> revoke(WalletAddress wallet, TokenId id);

private:
    IdentityRepository& identities_;
    Authentication& authentication_;
    const Clock& clock_;
    Random& random_;
};

}  // namespace likeness
