#pragma once

#include "adapters/fal/fal_engine.hpp"
#include "adapters/fal/webhook_keys.hpp"
#include "core/ports/generation_repository.hpp"
#include "net/message.hpp"
#include "net/request.hpp"

#include <functional>
#include <string_view>

namespace likeness::fal {

/// Serves `POST /api/fal/webhook/{batchId}?t=TOKEN`. A webhook is only a hint: it may come twice,
/// late, before the answer to the order, or never. It says which request is a job's, in case that
/// answer was lost, and that the time has come to look. Used on the I/O thread.
class WebhookRoute {
public:
    static constexpr std::string_view kPrefix = "/api/fal/webhook/";

    /// `on_report` is called when a job's request has become known.
    WebhookRoute(
        FalEngine& engine,
        WebhookKeys& keys,
        JobQueue& jobs,
        const Clock& clock,
        std::function<void()> on_report
    );

    /// 200 once what it says is durable. Errors: not_found (an address that is not ours),
    /// unauthenticated (not signed by fal.ai, or too old), unavailable (it should come again),
    /// invalid_argument.
    Task<net::Response> respond(net::Request& request);

private:
    Task<void> check(const net::Request& request, BytesView body);

    FalEngine& engine_;
    WebhookKeys& keys_;
    JobQueue& jobs_;
    const Clock& clock_;
    std::function<void()> on_report_;
};

}  // namespace likeness::fal
