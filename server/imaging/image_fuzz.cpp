#include "imaging/codec.hpp"
#include "imaging/thumbnails.hpp"

#include <cstdint>
#include <cstdlib>

/// Any bytes: what decodes is well-formed, and thumbnails agree on whether it does.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace likeness::imaging;
    const likeness::BytesView file(reinterpret_cast<const char*>(bytes), size);
    const DecodeLimits limits{
        .max_side = 512, .max_pixels = 65536, .max_progressive_pixels = 16384};
    const auto header = read_header(file, limits);
    const auto picture = decode(file, limits);
    if (!picture) {
        return 0;
    }
    const bool fits =
        header && picture->width == header->width && picture->height == header->height;
    if (!fits || !picture->is_well_formed() || !make_thumbnails(file, limits)) {
        std::abort();
    }
    return 0;
}
