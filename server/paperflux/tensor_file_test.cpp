#include "paperflux/tensor_file.hpp"

#include "paperflux/half.hpp"
#include "safetensors/testing_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

namespace likeness::paperflux {
namespace {

using safetensors::DType;
using safetensors::TestTensor;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

template <class T>
Bytes bytes_of(std::initializer_list<T> numbers) {
    Bytes bytes;
    for (const T number : numbers) {
        char raw[sizeof number];
        std::memcpy(raw, &number, sizeof number);
        bytes.append(raw, sizeof raw);
    }
    return bytes;
}

Result<Floats> read(const TestTensor& tensor, const std::vector<std::uint64_t>& shape) {
    const Bytes file = safetensors::write_safetensors({tensor});
    LIKENESS_TRY(const TensorFile opened, TensorFile::open(file));
    return opened.read(tensor.name, shape);
}

std::string refusal(const TestTensor& tensor, const std::vector<std::uint64_t>& shape) {
    const auto values = read(tensor, shape);
    EXPECT_FALSE(values);
    return values ? "" : values.error().message;
}

TEST(HalfTest, ConvertsNormalAndSubnormalNumbers) {
    EXPECT_EQ(half_to_float(0x0000), 0.0F);
    EXPECT_TRUE(std::signbit(half_to_float(0x8000)));
    EXPECT_EQ(half_to_float(0x3C00), 1.0F);
    EXPECT_EQ(half_to_float(0xC500), -5.0F);
    EXPECT_EQ(half_to_float(0x7BFF), 65504.0F);
    EXPECT_EQ(half_to_float(0x0400), 0x1p-14F);
    EXPECT_EQ(half_to_float(0x0001), 0x1p-24F);
    EXPECT_EQ(half_to_float(0x83FF), -1023 * 0x1p-24F);
}

TEST(HalfTest, ConvertsInfinitiesAndNan) {
    EXPECT_EQ(half_to_float(0x7C00), std::numeric_limits<float>::infinity());
    EXPECT_EQ(half_to_float(0xFC00), -std::numeric_limits<float>::infinity());
    EXPECT_TRUE(std::isnan(half_to_float(0x7E01)));
}

TEST(TensorFileTest, ReadsHalves) {
    const auto values =
        read({"a", DType::f16, {2}, bytes_of<std::uint16_t>({0x3C00, 0xC500})}, {2});

    ASSERT_TRUE(values) << values.error().message;
    EXPECT_THAT(*values, ElementsAre(1.0F, -5.0F));
}

TEST(TensorFileTest, ReadsBfloats) {
    const auto values =
        read({"a", DType::bf16, {2}, bytes_of<std::uint16_t>({0x3F80, 0xC0A0})}, {2});

    ASSERT_TRUE(values) << values.error().message;
    EXPECT_THAT(*values, ElementsAre(1.0F, -5.0F));
}

TEST(TensorFileTest, ReadsFloats) {
    const auto values = read({"a", DType::f32, {1, 2}, bytes_of<float>({1.5F, -5.0F})}, {1, 2});

    ASSERT_TRUE(values) << values.error().message;
    EXPECT_THAT(*values, ElementsAre(1.5F, -5.0F));
}

TEST(TensorFileTest, RefusesOtherTypes) {
    EXPECT_THAT(refusal({"a", DType::i32, {2}}, {2}), HasSubstr("I32"));
}

TEST(TensorFileTest, RefusesNumbersThatAreNotFinite) {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    for (const float bad : {kInfinity, -kInfinity, std::nanf("")}) {
        const Bytes data = bytes_of<float>({1.0F, bad});

        EXPECT_THAT(refusal({"a", DType::f32, {2}, data}, {2}), HasSubstr("infinite")) << bad;
    }
}

TEST(TensorFileTest, SaysWhichShapeWasExpected) {
    EXPECT_THAT(
        refusal({"the.weight", DType::f32, {2, 3}}, {3, 2}),
        AllOf(HasSubstr("the.weight"), HasSubstr("[2, 3]"), HasSubstr("[3, 2]"))
    );
}

TEST(TensorFileTest, SaysWhatIsMissing) {
    const Bytes file = safetensors::write_safetensors({{"a", DType::f32, {1}}});
    const auto opened = TensorFile::open(file);
    ASSERT_TRUE(opened);

    const auto values = opened->read("b", {1});

    ASSERT_FALSE(values);
    EXPECT_EQ(values.error().code, ErrorCode::unprocessable);
    EXPECT_THAT(values.error().message, HasSubstr("\"b\" is missing"));
}

}  // namespace
}  // namespace likeness::paperflux
