#include "core/api_tokens.hpp"

#include "core/sign_in.hpp"
#include "core/text_rules.hpp"

#include <utility>

namespace likeness {

namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kShownCharacters = 7;  // "lk_" and four more
constexpr std::size_t kMaxTokens = 100;

}  // namespace

ApiTokens::ApiTokens(
    IdentityRepository& identities,
    Authentication& authentication,
    const Clock& clock,
    Random& random
)
    : identities_(identities),
      authentication_(authentication),
      clock_(clock),
      random_(random) {}

Task<CreatedToken> ApiTokens::create(WalletAddress wallet, std::string name) {
    LIKENESS_CO_TRY(std::string label, clean_label("name", name, 1, 80));
    LIKENESS_CO_TRY(const std::vector<ApiToken> existing, co_await identities_.tokens_of(wallet));
    if (existing.size() >= kMaxTokens) {
        co_return Error{
            ErrorCode::resource_exhausted,
            "A wallet may have 100 API keys. Please revoke one first."};
    }
    const Timestamp now = clock_.now();
    std::string secret = "lk_" + to_base64url(random_.bytes(kSecretBytes));
    ApiToken token{
        random_.id<TokenId>(now),
        std::move(wallet),
        std::move(label),
        secret.substr(0, kShownCharacters),
        stored_form(secret),
        now};
    LIKENESS_CO_CHECK(co_await identities_.add_token(token));
    co_return CreatedToken{std::move(token), std::move(secret)};
}

Task<std::vector<ApiToken>> ApiTokens::list(WalletAddress wallet) {
    return identities_.tokens_of(std::move(wallet));
}

Task<void> ApiTokens::revoke(WalletAddress wallet, TokenId id) {
    LIKENESS_CO_TRY(
        const std::string secret_hash,
        co_await identities_.revoke_token(std::move(wallet), std::move(id))
    );
    authentication_.forget(secret_hash);
    co_return Result<void>{};
}

}  // namespace likeness
