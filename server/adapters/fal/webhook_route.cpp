#include "adapters/fal/webhook_route.hpp"

#include "adapters/fal/webhook_address.hpp"
#include "adapters/fal/webhook_signature.hpp"
#include "base/log.hpp"
#include "http_client/json_reading.hpp"
#include "net/target.hpp"

#include <utility>

namespace likeness::fal {

namespace {

constexpr std::size_t kMaxBody = 2 << 20;

std::string token_in(const net::Request& request) {
    const Result<net::QueryPairs> pairs = net::parse_query(request.query());
    if (pairs) {
        for (const auto& [name, value] : *pairs) {
            if (name == "t") {
                return value;
            }
        }
    }
    return {};
}

Error not_from_fal() {
    return {ErrorCode::unauthenticated, "This is not signed by fal.ai."};
}

}  // namespace

WebhookRoute::WebhookRoute(
    FalEngine& engine,
    WebhookKeys& keys,
    JobQueue& jobs,
    const Clock& clock,
    std::function<void()> on_report
)
    : engine_(engine),
      keys_(keys),
      jobs_(jobs),
      clock_(clock),
      on_report_(std::move(on_report)) {}

Task<net::Response> WebhookRoute::respond(net::Request& request) {
    if (request.method() != net::Method::post) {
        co_return Error{ErrorCode::method_not_supported, "Webhooks are posted."};
    }
    const std::string_view batch = request.path().substr(kPrefix.size());
    const std::optional<JobId> job = job_of_webhook(engine_.settings(), batch, token_in(request));
    if (!job) {
        co_return Error::not_found("page");
    }
    LIKENESS_CO_TRY(const Bytes body, co_await request.read_body(kMaxBody));
    LIKENESS_CO_CHECK(co_await check(request, body));
    const std::optional<boost::json::object> report = http_client::read_object(body);
    const std::string request_id(
        report ? http_client::text_at(*report, "request_id") : std::string_view()
    );
    if (request_id.empty() || request_id != request.header("X-Fal-Webhook-Request-Id")) {
        co_return Error{ErrorCode::invalid_argument, "request_id is not the one that was signed."};
    }
    const std::optional<std::string> text = engine_.request_text(request_id);
    if (!text) {
        co_return Error{ErrorCode::invalid_argument, "request_id is no id of a request."};
    }
    LIKENESS_CO_TRY(const bool was_unknown, co_await jobs_.report(*job, *text));
    if (was_unknown) {
        log::info("fal.ai told of a request", {{"job", job->text()}, {"request", request_id}});
        on_report_();
    }
    engine_.hint(request_id);
    net::Response response(200);
    response.add_header("Content-Type", "application/json");
    response.body = "{}";
    co_return response;
}

Task<void> WebhookRoute::check(const net::Request& request, BytesView body) {
    const WebhookHeaders headers{
        request.header("X-Fal-Webhook-Request-Id").value_or(""),
        request.header("X-Fal-Webhook-User-Id").value_or(""),
        request.header("X-Fal-Webhook-Timestamp").value_or(""),
        request.header("X-Fal-Webhook-Signature").value_or("")};
    if (headers.request_id.empty() || !is_recent(headers.timestamp, clock_.now())) {
        co_return not_from_fal();
    }
    LIKENESS_CO_TRY(std::vector<Bytes> keys, co_await keys_.current());
    bool is_valid = is_signed_by(keys, headers, body, clock_.now());
    if (!is_valid) {
        LIKENESS_CO_TRY(keys, co_await keys_.newest());
        is_valid = is_signed_by(keys, headers, body, clock_.now());
    }
    co_return is_valid ? Result<void>{} : not_from_fal();
}

}  // namespace likeness::fal
