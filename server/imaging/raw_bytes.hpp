#pragma once

#include "base/bytes.hpp"

#include <cstddef>
#include <cstdint>

/// Numbers in file formats. Readers expect that the caller has checked the length.
namespace likeness::imaging {

inline const std::uint8_t* unsigned_bytes(BytesView bytes) {
    return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

inline std::uint8_t* unsigned_bytes(Bytes& bytes) {
    return reinterpret_cast<std::uint8_t*>(bytes.data());
}

inline std::uint8_t byte_at(BytesView bytes, std::size_t offset) {
    return static_cast<std::uint8_t>(bytes[offset]);
}

inline std::uint16_t be16_at(BytesView bytes, std::size_t offset) {
    return static_cast<std::uint16_t>(byte_at(bytes, offset) << 8U | byte_at(bytes, offset + 1));
}

inline std::uint32_t be32_at(BytesView bytes, std::size_t offset) {
    return std::uint32_t{be16_at(bytes, offset)} << 16U | be16_at(bytes, offset + 2);
}

inline std::uint16_t le16_at(BytesView bytes, std::size_t offset) {
    return static_cast<std::uint16_t>(byte_at(bytes, offset + 1) << 8U | byte_at(bytes, offset));
}

inline std::uint32_t le32_at(BytesView bytes, std::size_t offset) {
    return std::uint32_t{le16_at(bytes, offset + 2)} << 16U | le16_at(bytes, offset);
}

inline void append_be16(Bytes& out, std::uint32_t value) {
    out += static_cast<char>(value >> 8U & 0xFFU);
    out += static_cast<char>(value & 0xFFU);
}

inline void append_be32(Bytes& out, std::uint32_t value) {
    append_be16(out, value >> 16U);
    append_be16(out, value & 0xFFFFU);
}

inline void append_le24(Bytes& out, std::uint32_t value) {
    out += static_cast<char>(value & 0xFFU);
    out += static_cast<char>(value >> 8U & 0xFFU);
    out += static_cast<char>(value >> 16U & 0xFFU);
}

inline void append_le32(Bytes& out, std::uint32_t value) {
    append_le24(out, value);
    out += static_cast<char>(value >> 24U & 0xFFU);
}

}  // namespace likeness::imaging
