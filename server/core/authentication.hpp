#pragma once

#include "base/task.hpp"
#include "core/caller.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/identity_repository.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace likeness {

/// What a request brings to say who sends it. An API key counts more than a cookie.
struct Credentials {
    std::optional<std::string> session_secret = {};
    std::optional<std::string> api_token = {};
};

struct Authenticated {
    Caller caller;
    std::optional<Timestamp> session_expires_at = {};
};

/// Finds out who calls. Answers are remembered for a few seconds, because every request asks: a
/// session or key that another process revoked may live that much longer, one revoked through this
/// object ends at once. Used on the I/O thread.
class Authentication {
public:
    Authentication(
        IdentityRepository& identities,
        const Clock& clock,
        std::optional<WalletAddress> admin
    );

    /// Nobody for unknown or expired credentials; unauthenticated only for an API key that is not
    /// (or no longer) ours.
    Task<Authenticated> authenticate(Credentials credentials);
    /// Ends the session, on the server too.
    Task<void> end_session(std::string secret);

    /// To be told when a key was revoked.
    void forget(const std::string& stored_key) { forget(Kind::token, stored_key); }

    /// To be told when a session was ended otherwise.
    void forget_session(const std::string& stored_key) { forget(Kind::session, stored_key); }

    bool is_admin(const WalletAddress& wallet) const { return admin_ == wallet; }

private:
    enum class Kind {
        session,
        token
    };

    struct Known {
        std::optional<WalletAddress> wallet;
        std::optional<Timestamp> expires_at;
        std::chrono::steady_clock::time_point trusted_until;
    };

    Task<Known> look_up(Kind kind, std::string stored_key);
    Task<Known> known_or_look_up(Kind kind, std::string stored_key);
    void forget(Kind kind, const std::string& stored_key);

    IdentityRepository& identities_;
    const Clock& clock_;
    std::optional<WalletAddress> admin_;
    std::map<std::pair<Kind, std::string>, Known> known_;
    std::uint64_t endings_ = 0;  // of sessions and keys so far: what was read before one may be old
};

}  // namespace likeness
