#include "adapters/fal/webhook_address.hpp"

#include "base/digest.hpp"
#include "net/target.hpp"

namespace likeness::fal {

namespace {

std::string
signature_of(const FalSettings& settings, std::string_view batch, std::string_view job) {
    const HmacSha256 hmac(settings.webhook_key);
    const auto signature =
        hmac.sign("fal webhook\n" + std::string(batch) + "\n" + std::string(job));
    return to_base64url({signature.data(), 16});
}

}  // namespace

std::string webhook_query(const FalSettings& settings, const EngineJob& job) {
    if (settings.webhook_url.empty()) {
        return {};
    }
    const std::string address = settings.webhook_url + "/api/fal/webhook/" + job.batch.text() +
                                "?t=" + job.job.text() + "." +
                                signature_of(settings, job.batch.text(), job.job.text());
    return "?fal_webhook=" + net::percent_encode(address);
}

std::optional<JobId>
job_of_webhook(const FalSettings& settings, std::string_view batch, std::string_view token) {
    const std::size_t dot = token.find('.');
    if (dot == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view job = token.substr(0, dot);
    if (!equal_in_constant_time(signature_of(settings, batch, job), token.substr(dot + 1))) {
        return std::nullopt;
    }
    return JobId::trusted(job);
}

}  // namespace likeness::fal
