#include "safetensors/dtype.hpp"

#include <gtest/gtest.h>

namespace likeness::safetensors {
namespace {

TEST(DTypeTest, KnowsTheSizeOfEveryType) {
    const std::vector<std::pair<std::string_view, unsigned>> sizes = {
        {"F4", 4},          {"F6_E2M3", 6}, {"F6_E3M2", 6}, {"BOOL", 8},    {"U8", 8},
        {"I8", 8},          {"F8_E5M2", 8}, {"F8_E4M3", 8}, {"F8_E8M0", 8}, {"F8_E5M2FNUZ", 8},
        {"F8_E4M3FNUZ", 8}, {"I16", 16},    {"U16", 16},    {"F16", 16},    {"BF16", 16},
        {"I32", 32},        {"U32", 32},    {"F32", 32},    {"C64", 64},    {"F64", 64},
        {"I64", 64},        {"U64", 64},
    };
    for (const auto& [name, bits] : sizes) {
        const auto dtype = parse_dtype(name);

        ASSERT_TRUE(dtype) << name;
        EXPECT_EQ(dtype_bits(*dtype), bits) << name;
        EXPECT_EQ(dtype_name(*dtype), name);
    }
}

TEST(DTypeTest, RefusesUnknownNamesAndOtherLetterCases) {
    for (const std::string_view name : {"", "f16", "F16 ", "FLOAT", "F8", "Q4_0"}) {
        EXPECT_FALSE(parse_dtype(name)) << name;
    }
}

}  // namespace
}  // namespace likeness::safetensors
