#include "adapters/fal/fal_calls.hpp"

#include "base/log.hpp"

#include <utility>

namespace likeness::fal {

Task<http_client::Response> FalCalls::send(http_client::Request request) {
    request.headers.emplace_back("Authorization", "Key " + settings_.key);
    request.headers.emplace_back("Accept", "application/json");
    if (!request.body.empty()) {
        request.headers.emplace_back("Content-Type", "application/json");
    }
    Result<http_client::Response> response = co_await client_.send(std::move(request));
    if (response) {
        note(response->status);
    }
    co_return response;
}

/// 401 and 403 are the operator's: a wrong key, or an account without credit.
void FalCalls::note(int status) {
    const bool is_refused = status == 401 || status == 403;
    if (is_refused && health_.available) {
        health_ = {
            false,
            status == 401 ? "fal.ai does not know the key in FAL_KEY. Please check it."
                          : "fal.ai refuses this account, mostly because its balance is used up: "
                            "see fal.ai/dashboard/billing."};
        log::error("fal.ai refuses the key", {{"status", status}, {"what_to_do", health_.reason}});
    } else if (status >= 200 && status < 300 && !health_.available) {
        health_ = {};
        log::info("fal.ai takes the key again");
    }
}

}  // namespace likeness::fal
