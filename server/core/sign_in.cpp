#include "core/sign_in.hpp"

#include "base/digest.hpp"
#include "core/device_text.hpp"
#include "siwe/message.hpp"
#include "siwe/verification.hpp"

#include <utility>

namespace likeness {

namespace {

constexpr std::size_t kNonceBytes =
    12;  // 96 bits, 24 hex digits: letters and digits only, as EIP-4361 asks
constexpr std::size_t kSecretBytes = 32;

}  // namespace

std::string stored_form(std::string_view secret) {
    return to_hex(sha256(secret));
}

SignIn::SignIn(
    IdentityRepository& identities,
    const Clock& clock,
    Random& random,
    SignInPolicy policy
)
    : identities_(identities),
      clock_(clock),
      random_(random),
      policy_(std::move(policy)) {}

Task<IssuedNonce> SignIn::issue_nonce() {
    const Timestamp now = clock_.now();
    const IssuedNonce issued{to_hex(random_.bytes(kNonceBytes)), now + policy_.nonce_lifetime};
    LIKENESS_CO_CHECK(co_await identities_.add_nonce(issued.nonce, issued.expires_at, now));
    co_return issued;
}

Task<OpenedSession>
SignIn::verify(std::string message, std::string signature, std::string user_agent) {
    LIKENESS_CO_TRY(const siwe::Message parsed, siwe::parse_message(message));
    siwe::Expectation expectation;
    expectation.domains = policy_.domains;
    expectation.origins = policy_.origins;
    expectation.chain_ids = policy_.chain_ids;
    expectation.now = clock_.now();
    LIKENESS_CO_CHECK(siwe::check(parsed, expectation));
    LIKENESS_CO_TRY(const WalletAddress wallet, siwe::verify_signature(message, parsed, signature));

    OpenedSession opened{
        to_base64url(random_.bytes(kSecretBytes)),
        {{}, wallet, expectation.now, expectation.now + policy_.session_lifetime}};
    opened.session.key = stored_form(opened.secret);
    opened.session.device = device_text(user_agent);
    LIKENESS_CO_CHECK(co_await identities_.open_session(parsed.nonce, opened.session));
    co_return opened;
}

}  // namespace likeness
