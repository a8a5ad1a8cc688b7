#include "api/operations/endpoints.hpp"
#include "api/session_cookie.hpp"

#include <utility>

namespace likeness::api::auth {

namespace {

struct NonceDto {
    std::string nonce;
    Timestamp expires_at;

    static constexpr std::string_view kName = "Nonce";

    static constexpr auto fields() {
        return std::tuple{
            field(
                "nonce", &NonceDto::nonce, "Goes into the EIP-4361 message; good for one sign-in."
            ),
            field("expiresAt", &NonceDto::expires_at, "Until when."),
        };
    }
};

struct VerifyInput {
    std::string message;
    std::string signature;

    static constexpr std::string_view kName = "VerifyInput";

    static constexpr auto fields() {
        return std::tuple{
            field("message", &VerifyInput::message, "The EIP-4361 text, exactly as it was signed.")
                .within(1, 4096),
            field("signature", &VerifyInput::signature, "EIP-191: 0x and 130 hex digits.")
                .within(1, 1024),
        };
    }
};

struct SessionDto {
    std::string wallet_address;
    bool is_admin = false;
    Timestamp expires_at;

    static constexpr std::string_view kName = "Session";

    static constexpr auto fields() {
        return std::tuple{
            field("walletAddress", &SessionDto::wallet_address, "In its EIP-55 form."),
            field("isAdmin", &SessionDto::is_admin, "True for the wallet of the operator."),
            field("expiresAt", &SessionDto::expires_at, "When one has to sign in again."),
        };
    }
};

struct SessionStateDto {
    std::optional<SessionDto> session;

    static constexpr std::string_view kName = "SessionState";

    static constexpr auto fields() {
        return std::tuple{
            field("session", &SessionStateDto::session, "Null when nobody is signed in.")};
    }
};

Task<NonceDto> issue(Call& call, Nothing) {
    LIKENESS_CO_TRY(IssuedNonce issued, co_await call.services.sign_in.issue_nonce());
    co_return NonceDto{std::move(issued.nonce), issued.expires_at};
}

Task<SessionDto> sign_in(Call& call, VerifyInput input) {
    LIKENESS_CO_TRY(
        const OpenedSession opened,
        co_await call.services.sign_in.verify(
            std::move(input.message), std::move(input.signature), call.user_agent
        )
    );
    const auto lifetime = std::chrono::duration_cast<std::chrono::seconds>(
        opened.session.expires_at - opened.session.created_at
    );
    call.headers.emplace_back(
        "Set-Cookie", session_cookie(opened.secret, lifetime, call.services.facts.secure_cookies)
    );
    const WalletAddress& wallet = opened.session.wallet;
    co_return SessionDto{
        wallet.text(), call.services.authentication.is_admin(wallet), opened.session.expires_at};
}

Task<SessionStateDto> show(Call& call, Nothing) {
    SessionStateDto state;
    if (call.caller.is_signed_in() && call.session_expires_at) {
        state.session =
            SessionDto{call.caller.wallet->text(), call.caller.is_admin, *call.session_expires_at};
    }
    co_return state;
}

Task<SessionStateDto> sign_out(Call& call, Nothing) {
    if (call.session_secret) {
        LIKENESS_CO_CHECK(co_await call.services.authentication.end_session(*call.session_secret));
    }
    call.headers.emplace_back(
        "Set-Cookie",
        session_cookie("", std::chrono::seconds{0}, call.services.facts.secure_cookies)
    );
    co_return SessionStateDto{};
}

}  // namespace

EndpointPtr nonce() {
    return answers(&issue);
}

EndpointPtr verify() {
    return answers(&sign_in);
}

EndpointPtr session() {
    return answers(&show);
}

EndpointPtr logout() {
    return answers(&sign_out);
}

}  // namespace likeness::api::auth
