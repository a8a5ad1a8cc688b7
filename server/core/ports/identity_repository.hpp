#pragma once

#include "base/id.hpp"
#include "base/task.hpp"
#include "base/time.hpp"
#include "core/caller.hpp"

#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// A signed-in browser. `key` is the SHA-256 of the cookie's secret in hex: the database alone lets
/// nobody in.
struct Session {
    std::string key;
    WalletAddress wallet;
    Timestamp created_at;
    Timestamp expires_at;
    std::string device = {};                     // what the browser called itself, in a few words
    std::optional<Timestamp> last_seen_at = {};  // to the hour

    /// Half of the key names it: enough to find it, too little to come in.
    SessionId id() const { return SessionId::trusted(key.substr(0, 32)); }
};

/// An API key, shown once and stored as `secret_hash` (SHA-256, hex).
struct ApiToken {
    TokenId id;
    WalletAddress wallet;
    std::string name;
    std::string prefix;  // its first characters, to tell keys apart
    std::string secret_hash;
    Timestamp created_at;
    std::optional<Timestamp> last_used_at = {};
};

/// Nonces, sessions and API keys.
class IdentityRepository {
public:
    IdentityRepository() = default;
    IdentityRepository(const IdentityRepository&) = delete;
    IdentityRepository& operator=(const IdentityRepository&) = delete;
    virtual ~IdentityRepository() = default;

    /// Also forgets nonces and sessions that expired before `now`.
    virtual Task<void> add_nonce(std::string nonce, Timestamp expires_at, Timestamp now) = 0;
    /// In one transaction: uses the nonce up and opens the session. unauthenticated when the nonce
    /// is unknown, used or expired; of many calls with one nonce exactly one succeeds.
    virtual Task<void> open_session(std::string nonce, Session session) = 0;
    /// Notes when it was seen, at most once an hour; that this cannot be written is no error.
    virtual Task<std::optional<Session>> find_session(std::string key, Timestamp now) = 0;
    virtual Task<void> end_session(std::string key) = 0;
    /// Those that have not expired, newest first, 200 at most.
    virtual Task<std::vector<Session>> sessions_of(WalletAddress wallet, Timestamp now) = 0;
    /// Ends one session of the wallet and returns its key; not_found.
    virtual Task<std::string> end_session_of(WalletAddress wallet, SessionId id) = 0;
    /// Ends all of the wallet's sessions but the one with this key; returns their keys.
    virtual Task<std::vector<std::string>>
    end_other_sessions(WalletAddress wallet, std::string key) = 0;

    virtual Task<void> add_token(ApiToken token) = 0;
    /// By the hash of its secret; notes the time of use, at most once a minute.
    virtual Task<std::optional<ApiToken>> find_token(std::string secret_hash, Timestamp now) = 0;
    virtual Task<std::vector<ApiToken>> tokens_of(WalletAddress wallet) = 0;
    /// not_found when the wallet has no such key. Returns the hash of the revoked secret.
    virtual Task<std::string> revoke_token(WalletAddress wallet, TokenId id) = 0;
};

}  // namespace likeness
