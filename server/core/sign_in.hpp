#pragma once

#include "base/task.hpp"
#include "core/caller.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/identity_repository.hpp"
#include "core/ports/random.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace likeness {

/// Where we are and whom we let in.
struct SignInPolicy {
    std::vector<std::string> domains;  // authorities we answer to, the first is shown to wallets
    std::vector<std::string> origins;  // the same with their schemes
    std::vector<std::uint64_t> chain_ids = {1};
    std::chrono::minutes nonce_lifetime{10};
    std::chrono::hours session_lifetime{24 * 30};
};

struct IssuedNonce {
    std::string nonce;
    Timestamp expires_at;
};

/// A fresh session. `secret` goes into the cookie and nowhere else.
struct OpenedSession {
    std::string secret;
    Session session;
};

/// Sign-In with Ethereum (EIP-4361 text, EIP-191 signature): the one way in, for wallets and for
/// keys kept by a browser.
class SignIn {
public:
    SignIn(IdentityRepository& identities, const Clock& clock, Random& random, SignInPolicy policy);

    Task<IssuedNonce> issue_nonce();
    /// unauthenticated when anything does not fit: text, domain, URI, chain, times, nonce,
    /// signature; invalid_argument for what is no such message or signature at all. `user_agent` is
    /// the header, whatever it holds.
    Task<OpenedSession>
    verify(std::string message, std::string signature, std::string user_agent = {});

    const SignInPolicy& policy() const { return policy_; }

private:
    IdentityRepository& identities_;
    const Clock& clock_;
    Random& random_;
    SignInPolicy policy_;
};

/// The key under which a cookie's secret or an API key is stored: SHA-256 in hex.
std::string stored_form(std::string_view secret);

}  // namespace likeness
