#include "imaging/jpeg_codec.hpp"

#include "imaging/jpeg_segments.hpp"
#include "imaging/orientation.hpp"
#include "imaging/raw_bytes.hpp"

#include <turbojpeg.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace likeness::imaging {

namespace {

// Encoders write about ten; each scan is a pass over the whole picture, so a file of a thousand
// tiny scans is a bomb.
constexpr std::ptrdiff_t kMaxScans = 64;

struct HandleDeleter {
    void operator()(void* handle) const { tjDestroy(handle); }
};

struct BufferDeleter {
    void operator()(unsigned char* buffer) const { tjFree(buffer); }
};

using Handle = std::unique_ptr<void, HandleDeleter>;

Result<void> check_structure(BytesView file) {
    LIKENESS_TRY(const auto segments, jpeg_segments(file));
    const auto scans =
        std::count_if(segments.begin(), segments.end(), [](const JpegSegment& segment) {
            return segment.marker == jpeg_marker::kStartOfScan;
        });
    if (scans > kMaxScans) {
        return damaged_image(Format::jpeg, "too many scans");
    }
    return {};
}

}  // namespace

Result<Picture> decode_jpeg(BytesView file, const ImageHeader& header, int eighths) {
    LIKENESS_CHECK(check_structure(file));
    const Handle handle(tjInitDecompress());
    if (!handle) {
        return Error::internal("tjInitDecompress failed");
    }
    const bool sideways = swaps_sides(header.orientation);
    const int stored_width = sideways ? header.height : header.width;
    const int stored_height = sideways ? header.width : header.height;
    int width = 0;
    int height = 0;
    int subsampling = 0;
    int colour_space = 0;
    const unsigned long size = file.size();
    const std::uint8_t* bytes = unsigned_bytes(file);
    if (tjDecompressHeader3(
            handle.get(), bytes, size, &width, &height, &subsampling, &colour_space
        ) != 0 ||
        width != stored_width || height != stored_height) {
        return damaged_image(Format::jpeg, tjGetErrorStr2(handle.get()));
    }
    Picture picture = blank_picture(scaled_side(width, eighths), scaled_side(height, eighths), 3);
    const int failed = tjDecompress2(
        handle.get(),
        bytes,
        size,
        unsigned_bytes(picture.pixels),
        picture.width,
        static_cast<int>(picture.row_bytes()),
        picture.height,
        TJPF_RGB,
        TJFLAG_STOPONWARNING
    );
    if (failed != 0) {
        return damaged_image(Format::jpeg, tjGetErrorStr2(handle.get()));
    }
    return upright(std::move(picture), header.orientation);
}

Result<Bytes> encode_jpeg(const Picture& picture, int quality) {
    const Handle handle(tjInitCompress());
    if (!handle) {
        return Error::internal("tjInitCompress failed");
    }
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    const int failed = tjCompress2(
        handle.get(),
        unsigned_bytes(BytesView(picture.pixels)),
        picture.width,
        static_cast<int>(picture.row_bytes()),
        picture.height,
        TJPF_RGB,
        &buffer,
        &size,
        TJSAMP_444,
        quality,
        0
    );
    const std::unique_ptr<unsigned char, BufferDeleter> owner(buffer);
    if (failed != 0) {
        return Error::internal(tjGetErrorStr2(handle.get()));
    }
    return Bytes(reinterpret_cast<const char*>(buffer), size);
}

}  // namespace likeness::imaging
