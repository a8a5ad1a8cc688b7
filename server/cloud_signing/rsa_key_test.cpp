#include "cloud_signing/rsa_key.hpp"

#include "cloud_signing/testing_rsa.hpp"
#include "testing/code_of.hpp"

#include <gtest/gtest.h>

namespace likeness::cloud_signing {
namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
    return text;
}

TEST(RsaKeyTest, ReadsKeysAsEnvironmentFilesHoldThem) {
    const TestKey key = make_test_key();
    const std::string pem = private_pem(key);
    const std::string without_last_line_end = pem.substr(0, pem.size() - 1);

    for (const std::string& text :
         {pem,
          without_last_line_end,
          replaced(pem, "\n", "\\n"),
          "\"" + replaced(pem, "\n", "\\n") + "\"",
          "'" + pem + "'",
          replaced(pem, "\n", "\r\n"),
          replaced(pem, "\n", "\\r\\n"),
          "  " + pem}) {
        const Result<RsaKey> read = RsaKey::from_pem(text);

        ASSERT_TRUE(read);
        EXPECT_TRUE(is_signed(key, "a text", read->sign_sha256("a text")));
    }
}

TEST(RsaKeyTest, RefusesWhatIsNoKeyWithoutRepeatingIt) {
    const std::string pem = private_pem(make_test_key());
    for (const std::string& text :
         {std::string(),
          std::string("no key"),
          pem.substr(0, pem.size() / 2),
          std::string(1U << 20U, 'x'),
          private_pem(make_test_key(1024))}) {
        const Result<RsaKey> read = RsaKey::from_pem(text);

        ASSERT_EQ(test::code_of(read), ErrorCode::invalid_argument);
        EXPECT_EQ(read.error().message.find("MII"), std::string::npos);
        EXPECT_TRUE(read.error().detail.empty());
    }
}

}  // namespace
}  // namespace likeness::cloud_signing
