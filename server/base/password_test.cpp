#include "base/password.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Bytes kSalt = "0123456789abcdef";

TEST(PasswordTest, RecognisesThePasswordAndNoOther) {
    const std::string record = password_record("open sesame", kSalt);

    EXPECT_TRUE(fits_password_record("open sesame", record));
    EXPECT_FALSE(fits_password_record("open sesamE", record));
    EXPECT_FALSE(fits_password_record("", record));
}

TEST(PasswordTest, KeepsNothingOfThePasswordAndTwoSaltsMakeTwoRecords) {
    const std::string record = password_record("open sesame", kSalt);

    EXPECT_THAT(record, Not(HasSubstr("sesame")));
    EXPECT_NE(record, password_record("open sesame", "another 16 bytes"));
}

// Computed with Python's hashlib.scrypt(b"open sesame", salt=b"0123456789abcdef", n=2**15, r=8,
// p=1, maxmem=2**26, dklen=32).
TEST(PasswordTest, IsScryptAsOthersComputeIt) {
    EXPECT_EQ(
        password_record("open sesame", kSalt),
        "scrypt-15-8-1$MDEyMzQ1Njc4OWFiY2RlZg$oe907U2nbdCoy5CK9wYieuM8_-Xvd-g9a1luM-Pa0bE"
    );
}

TEST(PasswordTest, FitsNoRecordThatIsNotOurs) {
    const std::string record = password_record("open sesame", kSalt);

    for (const std::string& other :
         {std::string(),
          std::string("open sesame"),
          std::string("scrypt-15-8-1$"),
          record.substr(0, record.size() - 1),
          record + "A",
          "x" + record}) {
        EXPECT_FALSE(fits_password_record("open sesame", other)) << other;
    }
}

}  // namespace
}  // namespace likeness
