#pragma once

#include "base/bytes.hpp"

#include <cstdint>

/// Numbers in zip files. Readers expect that the caller has checked the length.
namespace likeness::zip {

inline std::uint16_t le16_at(BytesView bytes, std::size_t offset) {
    const auto low = static_cast<unsigned char>(bytes[offset]);
    const auto high = static_cast<unsigned char>(bytes[offset + 1]);
    return static_cast<std::uint16_t>(high << 8U | low);
}

inline std::uint32_t le32_at(BytesView bytes, std::size_t offset) {
    return std::uint32_t{le16_at(bytes, offset + 2)} << 16U | le16_at(bytes, offset);
}

inline void append_le16(Bytes& out, std::uint32_t value) {
    out += static_cast<char>(value & 0xFFU);
    out += static_cast<char>(value >> 8U & 0xFFU);
}

inline void append_le32(Bytes& out, std::uint32_t value) {
    append_le16(out, value & 0xFFFFU);
    append_le16(out, value >> 16U);
}

inline void append_le64(Bytes& out, std::uint64_t value) {
    append_le32(out, static_cast<std::uint32_t>(value & 0xFFFF'FFFFU));
    append_le32(out, static_cast<std::uint32_t>(value >> 32U));
}

}  // namespace likeness::zip
