#include "adapters/repositories/sql_identity_repository.hpp"

#include "adapters/repositories/columns.hpp"
#include "base/log.hpp"

#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

constexpr sql::Statement kForgetNonces{"DELETE FROM sign_in_nonces WHERE expires_at <= $1"};
constexpr sql::Statement kForgetSessions{"DELETE FROM sessions WHERE expires_at <= $1"};
constexpr sql::Statement kAddNonce{
    "INSERT INTO sign_in_nonces (nonce, expires_at) VALUES ($1, $2)"};
constexpr sql::Statement kUseNonce{
    "DELETE FROM sign_in_nonces WHERE nonce = $1 AND expires_at > $2 RETURNING nonce"};
constexpr sql::Statement kAddSession{
    "INSERT INTO sessions (key, wallet_address, created_at, expires_at, device, last_seen_at) "
    "VALUES "
    "($1, $2, $3, $4, $5, $3)"};
constexpr sql::Statement kFindSession{
    "SELECT key, wallet_address, created_at, expires_at, device, last_seen_at FROM sessions WHERE "
    "key = $1"};
constexpr sql::Statement kNoteSeen{"UPDATE sessions SET last_seen_at = $2 WHERE key = $1"};
constexpr sql::Statement kEndSession{"DELETE FROM sessions WHERE key = $1"};
constexpr sql::Statement kSessionsOf{
    "SELECT key, wallet_address, created_at, expires_at, device, last_seen_at FROM sessions WHERE "
    "wallet_address = $1 AND expires_at > $2 ORDER BY created_at DESC, key LIMIT 200"};
constexpr sql::Statement kEndSessionOf{
    "DELETE FROM sessions WHERE wallet_address = $1 AND substr(key, 1, 32) = $2 RETURNING key"};
constexpr sql::Statement kEndOthers{
    "DELETE FROM sessions WHERE wallet_address = $1 AND key <> $2 RETURNING key"};
constexpr sql::Statement kAddToken{
    "INSERT INTO api_tokens (id, wallet_address, name, prefix, secret_hash, created_at) VALUES "
    "($1, $2, $3, $4, $5, $6)"};
constexpr sql::Statement kFindToken{
    "SELECT id, wallet_address, name, prefix, secret_hash, created_at, last_used_at FROM "
    "api_tokens WHERE secret_hash = $1"};
constexpr sql::Statement kTokensOf{
    "SELECT id, wallet_address, name, prefix, secret_hash, created_at, last_used_at FROM "
    "api_tokens "
    "WHERE wallet_address = $1 ORDER BY created_at DESC, id DESC"};
constexpr sql::Statement kNoteUse{"UPDATE api_tokens SET last_used_at = $2 WHERE id = $1"};
constexpr sql::Statement kRevokeToken{
    "DELETE FROM api_tokens WHERE id = $1 AND wallet_address = $2 RETURNING secret_hash"};

constexpr std::chrono::minutes kUseResolution{1};
constexpr std::chrono::hours kSeenResolution{1};

Session read_session(const sql::Rows& rows) {
    return {
        std::string(rows.text(0)),
        wallet_in(rows, 1),
        time_in(rows, 2),
        time_in(rows, 3),
        std::string(rows.text(4)),
        optional_time_in(rows, 5)};
}

ApiToken read_token(const sql::Rows& rows) {
    return {
        TokenId::trusted(rows.text(0)),
        wallet_in(rows, 1),
        std::string(rows.text(2)),
        std::string(rows.text(3)),
        std::string(rows.text(4)),
        time_in(rows, 5),
        optional_time_in(rows, 6)};
}

}  // namespace

Task<void>
SqlIdentityRepository::add_nonce(std::string nonce, Timestamp expires_at, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kForgetNonces, to_iso(now));
        co_await session.run(kForgetSessions, to_iso(now));
        co_await session.run(kAddNonce, nonce, to_iso(expires_at));
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<void> SqlIdentityRepository::open_session(std::string nonce, Session opened) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        const Rows used = co_await session.query(kUseNonce, nonce, to_iso(opened.created_at));
        if (!used->next()) {
            co_return Error{
                ErrorCode::unauthenticated,
                "The nonce is unknown, expired or was used before. Please sign in again."};
        }
        co_await session.run(
            kAddSession,
            opened.key,
            opened.wallet.text(),
            to_iso(opened.created_at),
            to_iso(opened.expires_at),
            opened.device
        );
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<std::optional<Session>> SqlIdentityRepository::find_session(std::string key, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::optional<Session>>> {
        const Rows rows = co_await session.query(kFindSession, key);
        co_return rows->next() ? std::optional(read_session(*rows)) : std::nullopt;
    };
    LIKENESS_CO_TRY(
        const std::optional<Session> found, co_await database_.read<std::optional<Session>>(work)
    );
    if (found && (!found->last_seen_at || *found->last_seen_at + kSeenResolution <= now)) {
        const Result<void> noted = co_await note_seen(found->key, now);
        if (!noted) {
            log::debug("a session's use was not noted", {{"reason", noted.error().detail}});
        }
    }
    co_return found;
}

Task<void> SqlIdentityRepository::note_seen(std::string key, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kNoteSeen, key, to_iso(now));
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<std::vector<Session>> SqlIdentityRepository::sessions_of(WalletAddress wallet, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<Session>>> {
        const Rows rows = co_await session.query(kSessionsOf, wallet.text(), to_iso(now));
        std::vector<Session> sessions;
        while (rows->next()) {
            sessions.push_back(read_session(*rows));
        }
        co_return sessions;
    };
    co_return co_await database_.read<std::vector<Session>>(work);
}

Task<std::string> SqlIdentityRepository::end_session_of(WalletAddress wallet, SessionId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::string>> {
        const Rows rows = co_await session.query(kEndSessionOf, wallet.text(), id.text());
        if (!rows->next()) {
            co_return Error::not_found("session");
        }
        co_return std::string(rows->text(0));
    };
    co_return co_await database_.write<std::string>(work);
}

Task<std::vector<std::string>>
SqlIdentityRepository::end_other_sessions(WalletAddress wallet, std::string key) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<std::string>>> {
        const Rows rows = co_await session.query(kEndOthers, wallet.text(), key);
        std::vector<std::string> keys;
        while (rows->next()) {
            keys.emplace_back(rows->text(0));
        }
        co_return keys;
    };
    co_return co_await database_.write<std::vector<std::string>>(work);
}

Task<void> SqlIdentityRepository::end_session(std::string key) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kEndSession, key);
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<void> SqlIdentityRepository::add_token(ApiToken token) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(
            kAddToken,
            token.id.text(),
            token.wallet.text(),
            token.name,
            token.prefix,
            token.secret_hash,
            to_iso(token.created_at)
        );
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<std::optional<ApiToken>>
SqlIdentityRepository::find_token(std::string secret_hash, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::optional<ApiToken>>> {
        const Rows rows = co_await session.query(kFindToken, secret_hash);
        co_return rows->next() ? std::optional(read_token(*rows)) : std::nullopt;
    };
    LIKENESS_CO_TRY(
        const std::optional<ApiToken> token, co_await database_.read<std::optional<ApiToken>>(work)
    );
    if (token && (!token->last_used_at || *token->last_used_at + kUseResolution <= now)) {
        LIKENESS_CO_CHECK(co_await note_use(token->id, now));
    }
    co_return token;
}

Task<void> SqlIdentityRepository::note_use(TokenId id, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kNoteUse, id.text(), to_iso(now));
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<std::vector<ApiToken>> SqlIdentityRepository::tokens_of(WalletAddress wallet) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<ApiToken>>> {
        const Rows rows = co_await session.query(kTokensOf, wallet.text());
        std::vector<ApiToken> tokens;
        while (rows->next()) {
            tokens.push_back(read_token(*rows));
        }
        co_return tokens;
    };
    co_return co_await database_.read<std::vector<ApiToken>>(work);
}

Task<std::string> SqlIdentityRepository::revoke_token(WalletAddress wallet, TokenId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::string>> {
        const Rows rows = co_await session.query(kRevokeToken, id.text(), wallet.text());
        if (!rows->next()) {
            co_return Error::not_found("API key");
        }
        co_return std::string(rows->text(0));
    };
    co_return co_await database_.write<std::string>(work);
}

}  // namespace likeness::repositories
