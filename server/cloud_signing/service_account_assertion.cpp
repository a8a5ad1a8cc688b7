#include "cloud_signing/service_account_assertion.hpp"

#include "base/bytes.hpp"
#include "base/json_text.hpp"

#include <chrono>

namespace likeness::cloud_signing {

std::string service_account_assertion(
    const ServiceAccount& account,
    const std::string& token_url,
    const std::string& scope,
    Timestamp now
) {
    const auto issued =
        std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    const std::string claims = R"({"iss":)" + json_string(account.email) + R"(,"scope":)" +
                               json_string(scope) + R"(,"aud":)" + json_string(token_url) +
                               R"(,"iat":)" + std::to_string(issued) + R"(,"exp":)" +
                               std::to_string(issued + 3600) + "}";
    const std::string text =
        to_base64url(R"({"alg":"RS256","typ":"JWT"})") + "." + to_base64url(claims);
    return text + "." + to_base64url(account.key.sign_sha256(text));
}

}  // namespace likeness::cloud_signing
