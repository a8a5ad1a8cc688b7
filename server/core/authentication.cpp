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
    const Kind kind = credentials.api_token ? Kind::token : Kind::session;
    std::string key =
        stored_form(credentials.api_token ? *credentials.api_token : *credentials.session_secret);
    LIKENESS_CO_TRY(const Known known, co_await known_or_look_up(kind, std::move(key)));
    const bool expired = known.expires_at && *known.expires_at <= clock_.now();
    if (!known.wallet || expired) {
        if (kind == Kind::token) {
            co_return Error{
                ErrorCode::unauthenticated, "This API key is unknown or has been revoked."};
        }
        co_return Authenticated{};
    }
    co_return Authenticated{Caller{known.wallet, is_admin(*known.wallet)}, known.expires_at};
}

Task<Authentication::Known> Authentication::known_or_look_up(Kind kind, std::string stored_key) {
    const auto now = std::chrono::steady_clock::now();
    const auto found = known_.find({kind, stored_key});
    if (found != known_.end() && now < found->second.trusted_until) {
        co_return found->second;
    }
    const std::uint64_t endings = endings_;
    LIKENESS_CO_TRY(Known fresh, co_await look_up(kind, stored_key));
    if (endings != endings_) {
        co_return fresh;  // perhaps it is the one that has ended meanwhile
    }
    if (known_.size() >= kMaxKnown) {
        known_.clear();
    }
    known_.insert_or_assign({kind, std::move(stored_key)}, fresh);
    co_return fresh;
}

Task<Authentication::Known> Authentication::look_up(Kind kind, std::string stored_key) {
    Known known{std::nullopt, std::nullopt, std::chrono::steady_clock::now() + kTrust};
    if (kind == Kind::token) {
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
            co_await identities_.find_session(std::move(stored_key), clock_.now())
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
    LIKENESS_CO_CHECK(co_await identities_.end_session(key));
    forget(Kind::session, key);
    co_return Result<void>{};
}

void Authentication::forget(Kind kind, const std::string& stored_key) {
    ++endings_;
    known_.erase({kind, stored_key});
}

}  // namespace likeness
