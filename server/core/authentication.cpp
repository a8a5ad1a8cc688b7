#include "core/authentication.hpp"

#include "core/sign_in.hpp"

#include <utility>

namespace likeness {

namespace {

constexpr std::chrono::seconds kTrust{5};
constexpr std::size_t kMaxKnown = 20'000;

}  // namespace

Authentication::Authentication(
    IdentityRepository& identities,
    const Clock& clock,
    std::optional<WalletAddress> admin
)
    : identities_(identities),
      clock_(clock),
      admin_(std::move(admin)) {}

Task<Authenticated> Authentication::authenticate(Credentials credentials) {
    if (!credentials.api_token && !credentials.session_secret) {
        co_return Authenticated{};
    }
    const bool is_token = credentials.api_token.has_value();
    std::string key = stored_form(is_token ? *credentials.api_token : *credentials.session_secret);
    LIKENESS_CO_TRY(const Known known, co_await known_or_look_up(std::move(key), is_token));
    const bool expired = known.expires_at && *known.expires_at <= clock_.now();
    if (!known.wallet || expired) {
        if (is_token) {
            co_return Error{
                ErrorCode::unauthenticated, "This API key is unknown or has been revoked."};
        }
        co_return Authenticated{};
    }
    co_return Authenticated{Caller{known.wallet, is_admin(*known.wallet)}, known.expires_at};
}

Task<Authentication::Known>
Authentication::known_or_look_up(std::string stored_key, bool is_token) {
    const auto now = std::chrono::steady_clock::now();
    const auto found = known_.find(stored_key);
    if (found != known_.end() && now < found->second.trusted_until) {
        co_return found->second;
    }
    LIKENESS_CO_TRY(Known fresh, co_await look_up(stored_key, is_token));
    if (known_.size() >= kMaxKnown) {
        known_.clear();
    }
    known_.insert_or_assign(std::move(stored_key), fresh);
    co_return fresh;
}

Task<Authentication::Known> Authentication::look_up(std::string stored_key, bool is_token) {
    Known known{std::nullopt, std::nullopt, std::chrono::steady_clock::now() + kTrust};
    if (is_token) {
        LIKENESS_CO_TRY(
            const std::optional<ApiToken> token,
            co_await identities_.find_token(std::move(stored_key), clock_.now())
        );
        if (token) {
            known.wallet = token->wallet;
        }
    } else {
        LIKENESS_CO_TRY(
            const std::optional<Session> session,
            co_await identities_.find_session(std::move(stored_key))
        );
        if (session) {
            known.wallet = session->wallet;
            known.expires_at = session->expires_at;
        }
    }
    co_return known;
}

Task<void> Authentication::end_session(std::string secret) {
    std::string key = stored_form(secret);
    known_.erase(key);
    LIKENESS_CO_CHECK(co_await identities_.end_session(key));
    known_.erase(key);  // a request that ran meanwhile may have looked it up again
    co_return Result<void>{};
}

}  // namespace likeness
