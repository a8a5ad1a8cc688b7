#include "cloud_signing/service_account_assertion.hpp"

#include "cloud_signing/testing_rsa.hpp"

#include <gtest/gtest.h>

namespace likeness::cloud_signing {
namespace {

TEST(ServiceAccountAssertionTest, ClaimsAnHourForTheAccountAndSignsIt) {
    const TestKey key = make_test_key();
    const ServiceAccount account{"a@b.example", RsaKey::from_pem(private_pem(key)).value()};

    const std::string jwt = service_account_assertion(
        account, "https://t.example/token", "scope", parse_iso("2026-11-21T00:00:00Z").value()
    );

    const std::size_t first = jwt.find('.');
    const std::size_t second = jwt.rfind('.');
    EXPECT_EQ(from_base64url(jwt.substr(0, first)), R"({"alg":"RS256","typ":"JWT"})");
    EXPECT_EQ(
        from_base64url(jwt.substr(first + 1, second - first - 1)),
        R"({"iss":"a@b.example","scope":"scope","aud":"https://t.example/token",)"
        R"("iat":1795219200,"exp":1795222800})"
    );
    EXPECT_TRUE(
        is_signed(key, jwt.substr(0, second), from_base64url(jwt.substr(second + 1)).value())
    );
}

}  // namespace
}  // namespace likeness::cloud_signing
