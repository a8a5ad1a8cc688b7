#pragma once

#include "core/authentication.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/identity_repository.hpp"

#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// Where a wallet is signed in, and signing out there. A session that was ended is refused at once
/// by this process and within seconds by others.
class Sessions {
public:
    Sessions(IdentityRepository& identities, Authentication& authentication, const Clock& clock);

    Task<std::vector<Session>> list(WalletAddress wallet);
    /// not_found when the wallet has no such session.
    Task<void> end(WalletAddress wallet, SessionId id);
    /// Ends all but the one whose cookie this is (all, without one); returns how many.
    Task<int> end_others(WalletAddress wallet, std::optional<std::string> secret);

private:
    IdentityRepository& identities_;
    Authentication& authentication_;
    const Clock& clock_;
};

}  // namespace likeness
