#pragma once

#include "base/bytes.hpp"
#include "imaging/raw_bytes.hpp"

#include <cstddef>
#include <cstdint>

namespace likeness::imaging {

/// True for the start of a TIFF block (TIFF 6.0, section 2) in either byte order.
inline bool is_tiff(BytesView block) {
    return block.starts_with(BytesView("II*\0", 4)) || block.starts_with(BytesView("MM\0*", 4));
}

/// Reads numbers of a TIFF block in its own byte order; what lies outside of the block reads as
/// zero.
class TiffReader {
public:
    explicit TiffReader(BytesView tiff) : tiff_(tiff), little_(tiff.starts_with("II")) {}

    bool is_little_endian() const { return little_; }

    std::uint16_t u16(std::size_t offset) const {
        if (offset > tiff_.size() || tiff_.size() - offset < 2) {
            return 0;
        }
        return little_ ? le16_at(tiff_, offset) : be16_at(tiff_, offset);
    }

    std::uint32_t u32(std::size_t offset) const {
        const std::uint32_t first = u16(offset);
        const std::uint32_t second = u16(offset + 2);
        return little_ ? second << 16U | first : first << 16U | second;
    }

    /// Nothing if they do not all lie in the block.
    BytesView bytes(std::size_t offset, std::size_t count) const {
        const bool inside = offset <= tiff_.size() && count <= tiff_.size() - offset;
        return inside ? tiff_.substr(offset, count) : BytesView{};
    }

private:
    BytesView tiff_;
    bool little_;
};

}  // namespace likeness::imaging
