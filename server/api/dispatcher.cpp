#include "api/dispatcher.hpp"

#include "api/errors.hpp"
#include "api/session_cookie.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace likeness::api {

namespace {

constexpr std::string_view kBearer = "Bearer ";

std::optional<std::string> bearer_token(const net::Request& request) {
    const std::optional<std::string_view> authorization = request.header("Authorization");
    if (!authorization || !authorization->starts_with(kBearer)) {
        return std::nullopt;
    }
    return std::string(authorization->substr(kBearer.size()));
}

bool prefers_async(const net::Request& request) {
    return request.header("Prefer").value_or("").find("respond-async") != std::string_view::npos;
}

/// RFC draft idempotency-key: a quoted string; we take it without quotes too.
std::optional<std::string> idempotency_key(const net::Request& request) {
    std::optional<std::string_view> key = request.header("Idempotency-Key");
    if (!key) {
        return std::nullopt;
    }
    if (key->size() >= 2 && key->front() == '"' && key->back() == '"') {
        key = key->substr(1, key->size() - 2);
    }
    return std::string(*key);
}

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

}  // namespace

std::string client_address(const net::Request& request) {
    const std::optional<std::string_view> forwarded = request.header("X-Forwarded-For");
    if (!forwarded || !is_loopback(request.remote_address())) {
        return std::string(request.remote_address());
    }
    // The last entry is what the proxy itself saw; those before it are whatever the client sent.
    std::string_view last = forwarded->substr(forwarded->rfind(',') + 1);
    last.remove_prefix(std::min(last.find_first_not_of(' '), last.size()));
    return std::string(last);
}

void add_headers(
    net::Response& response,
    const std::vector<std::pair<std::string, std::string>>& headers
) {
    for (const auto& [name, value] : headers) {
        response.add_header(name, value);
    }
}

Dispatcher::Dispatcher(Services& services, OriginPolicy origins)
    : services_(services),
      origins_(std::move(origins)) {}

Task<Call> Dispatcher::open(net::Request& request) {
    Call call{services_};
    Credentials credentials;
    credentials.api_token = bearer_token(request);
    if (!credentials.api_token) {
        credentials.session_secret = session_secret_in(
            request.header("Cookie").value_or(""), services_.facts.secure_cookies
        );
    }
    call.session_secret = credentials.session_secret;
    LIKENESS_CO_TRY(
        const Authenticated who,
        co_await services_.authentication.authenticate(std::move(credentials))
    );
    call.caller = who.caller;
    call.session_expires_at = who.session_expires_at;
    call.address = client_address(request);
    call.user_agent = request.header("User-Agent").value_or("");
    call.idempotency_key = idempotency_key(request);
    call.respond_async = prefers_async(request);
    co_return call;
}

/// A page of another site makes the browser send our cookie along; it cannot hide where it comes
/// from.
bool Dispatcher::is_foreign(const net::Request& request) const {
    if (bearer_token(request)) {
        return false;  // no browser adds this by itself, as it does with a password
    }
    const std::optional<std::string_view> origin = request.header("Origin");
    if (origin) {
        return std::find(origins_.origins.begin(), origins_.origins.end(), *origin) ==
               origins_.origins.end();
    }
    const std::string_view site = request.header("Sec-Fetch-Site").value_or("none");
    return site != "none" && site != "same-origin";
}

Result<void>
Dispatcher::admit(const Operation& operation, const Call& call, const net::Request& request) {
    if (operation.kind == Kind::mutation && is_foreign(request)) {
        return Error{
            ErrorCode::permission_denied, "This request comes from a page of another site."};
    }
    if (operation.access != Access::everyone && !call.caller.is_signed_in()) {
        return Error{ErrorCode::unauthenticated, "Please sign in first."};
    }
    if (operation.access == Access::admin && !call.caller.is_admin) {
        return Error{
            ErrorCode::permission_denied, "Only the operator of this server may see this."};
    }
    if (operation.is_limited_by_address) {
        return services_.abuse_limits.admit(call.address);
    }
    return {};
}

Task<std::string> Dispatcher::run(
    const Operation& operation,
    const Endpoint& endpoint,
    Call& call,
    json::value input,
    InputForm form,
    std::string request_id
) {
    std::string bug;
    Result<std::string> outcome = Error::internal("no outcome");
    try {
        outcome = co_await endpoint.run(call, input, form);
    } catch (const std::exception& failure) {
        bug = failure.what();
    }
    if (!bug.empty()) {
        outcome = Error::internal(std::move(bug));
    }
    if (!outcome) {
        log_failure(outcome.error(), operation.name, request_id);
    }
    co_return outcome;
}

Task<std::unique_ptr<EventSource>>
Dispatcher::subscribe(const Operation& operation, Call& call, json::value input, InputForm form) {
    co_return co_await operation.endpoint->subscribe(call, input, form);
}

Task<Download> Dispatcher::download(
    const Operation& operation,
    Call& call,
    json::value input,
    std::string request_id
) {
    Result<Download> file = co_await operation.endpoint->download(call, input, InputForm::query);
    if (!file) {
        log_failure(file.error(), operation.name, request_id);
    }
    co_return file;
}

}  // namespace likeness::api
