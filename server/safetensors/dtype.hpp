#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace likeness::safetensors {

/// The element types of the safetensors format, under the names of its reference implementation in
/// lower case.
enum class DType : std::uint8_t {
    boolean,
    f4,
    f6_e2m3,
    f6_e3m2,
    u8,
    i8,
    f8_e5m2,
    f8_e4m3,
    f8_e8m0,
    f8_e5m2fnuz,
    f8_e4m3fnuz,
    i16,
    u16,
    f16,
    bf16,
    i32,
    u32,
    f32,
    c64,
    f64,
    i64,
    u64
};

/// Nothing for names that the format does not know; "BOOL", "F16", "F8_E4M3", ...
std::optional<DType> parse_dtype(std::string_view name);

/// The name as it stands in files.
std::string_view dtype_name(DType dtype);

/// Bits of one element: 4 to 64. Types below a byte are packed, a tensor of them still fills whole
/// bytes.
unsigned dtype_bits(DType dtype);

}  // namespace likeness::safetensors
