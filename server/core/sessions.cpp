#include "core/sessions.hpp"

#include "core/sign_in.hpp"

#include <utility>

namespace likeness {

Sessions::Sessions(
    IdentityRepository& identities,
    Authentication& authentication,
    const Clock& clock
)
    : identities_(identities),
      authentication_(authentication),
      clock_(clock) {}

Task<std::vector<Session>> Sessions::list(WalletAddress wallet) {
    return identities_.sessions_of(std::move(wallet), clock_.now());
}

Task<void> Sessions::end(WalletAddress wallet, SessionId id) {
    LIKENESS_CO_TRY(
        const std::string key, co_await identities_.end_session_of(std::move(wallet), std::move(id))
    );
    authentication_.forget_session(key);
    co_return Result<void>{};
}

Task<int> Sessions::end_others(WalletAddress wallet, std::optional<std::string> secret) {
    std::string kept = secret ? stored_form(*secret) : "";
    LIKENESS_CO_TRY(
        const std::vector<std::string> keys,
        co_await identities_.end_other_sessions(std::move(wallet), std::move(kept))
    );
    for (const std::string& key : keys) {
        authentication_.forget_session(key);
    }
    co_return static_cast<int>(keys.size());
}

}  // namespace likeness
