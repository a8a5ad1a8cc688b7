#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "safetensors/dtype.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::safetensors {

/// Larger headers are refused. A FLUX LoRA on every layer needs about 0.15 MB; a thumbnail in the
/// metadata a few MB.
constexpr std::uint64_t kMaxHeaderLength = std::uint64_t{16} << 20U;
/// The number of bytes in front of the header: its length, unsigned, little-endian.
constexpr std::uint64_t kLengthPrefix = 8;
constexpr std::size_t kMaxTensors = 20'000;
constexpr std::size_t kMaxNameLength = 512;
constexpr std::size_t kMaxDimensions = 16;
constexpr std::size_t kMaxMetadataEntries = 4'096;

/// One array in the file. Row-major, little-endian, without padding.
struct Tensor {
    std::string name;
    DType dtype = DType::f32;
    std::vector<std::uint64_t> shape;  // empty for a scalar; a 0 makes a tensor without bytes
    std::uint64_t begin = 0;           // bytes from the start of the data section
    std::uint64_t end = 0;             // one past the last byte

    /// Values in the tensor: the product of its shape, checked when the header was parsed.
    std::uint64_t element_count() const;
};

/// What a safetensors file says about itself. One that came out of parse_header describes a
/// complete file: tensors fill the data section from its start to the end of the file without holes
/// or overlap, and each has the bytes that its shape and type ask for. All text is UTF-8, and none
/// of it can be trusted.
struct Header {
    std::vector<Tensor> tensors;                               // by begin, then end, then name
    std::map<std::string, std::string, std::less<>> metadata;  // the entry __metadata__
    std::uint64_t data_offset = 0;       // of the data section from the start of the file
    std::vector<std::uint32_t> by_name;  // indexes of `tensors` in the order of their names

    /// The tensor of this name, or null. Binary search; the pointer lives as long as the header
    /// stays unchanged.
    const Tensor* find(std::string_view name) const;
};

/// N, the length of the JSON header, which is the N bytes at offset 8. `start_of_file` holds the
/// first 8 bytes or more, or all if the file has fewer; 64 are enough to name other formats by.
/// Refuses (`unprocessable`) files that are something else, headers over kMaxHeaderLength and
/// headers that do not fit into the file.
Result<std::uint64_t> header_length(BytesView start_of_file, std::uint64_t file_size);

/// Reads and checks the header. `start_of_file` holds at least the first 8 + N bytes; `file_size`
/// is the size of the whole file. Every error is `unprocessable` with a sentence for the person who
/// chose the file. About 1 ms for 1,000 tensors.
Result<Header> parse_header(BytesView start_of_file, std::uint64_t file_size);

/// parse_header on a file, of which only the first 8 + N bytes are read. `not_found` if it cannot
/// be opened.
Result<Header> read_header(const std::filesystem::path& path);

}  // namespace likeness::safetensors
