#pragma once

#include "core/ports/identity_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlIdentityRepository final : public IdentityRepository {
public:
    explicit SqlIdentityRepository(sql::Database& database) : database_(database) {}

    Task<void> add_nonce(std::string nonce, Timestamp expires_at, Timestamp now) override;
    Task<void> open_session(std::string nonce, Session opened) override;
    Task<std::optional<Session>> find_session(std::string key, Timestamp now) override;
    Task<void> end_session(std::string key) override;
    Task<std::vector<Session>> sessions_of(WalletAddress wallet, Timestamp now) override;
    Task<std::string> end_session_of(WalletAddress wallet, SessionId id) override;
    Task<std::vector<std::string>> end_other_sessions(WalletAddress wallet, std::string key)
        override;
    Task<void> add_token(ApiToken token) override;
    Task<std::optional<ApiToken>> find_token(std::string secret_hash, Timestamp now) override;
    Task<std::vector<ApiToken>> tokens_of(WalletAddress wallet) override;
    Task<std::string> revoke_token(WalletAddress wallet, TokenId id) override;

private:
    Task<void> note_seen(std::string key, Timestamp now);
    Task<void> note_use(TokenId id, Timestamp now);

    sql::Database& database_;
};

}  // namespace likeness::repositories
