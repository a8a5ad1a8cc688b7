#include "cloud_calls/file_reading.hpp"

#include "base/digest.hpp"
#include "cloud_calls/checksums.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>
#include <vector>

namespace likeness::cloud_calls {

namespace {

constexpr std::size_t kPiece = 256U << 10U;

Error unreadable(const std::filesystem::path& file) {
    return Error::unavailable(
        "The server cannot read a file at the moment.", "cannot read " + file.string()
    );
}

}  // namespace

Result<std::uint64_t> size_of_file(const std::filesystem::path& file) {
    std::error_code failed;
    const std::uint64_t size = std::filesystem::file_size(file, failed);
    if (failed == std::errc::no_such_file_or_directory) {
        return Error::not_found("file");
    }
    if (failed) {
        return unreadable(file);
    }
    return size;
}

Result<void> read_pieces(
    const std::filesystem::path& file,
    std::uint64_t offset,
    std::uint64_t length,
    const std::function<void(BytesView)>& take
) {
    std::ifstream stream(file, std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(offset));
    std::vector<char> piece(kPiece);
    while (length > 0) {
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(length, kPiece));
        if (!stream.read(piece.data(), static_cast<std::streamsize>(wanted))) {
            return unreadable(file);
        }
        take({piece.data(), wanted});
        length -= wanted;
    }
    return {};
}

Result<std::uint32_t> crc32c_of_part(
    const std::filesystem::path& file,
    std::uint64_t offset,
    std::uint64_t length,
    std::uint32_t seed
) {
    std::uint32_t crc = seed;
    const auto take = [&](BytesView piece) { crc = crc32c(piece, crc); };
    LIKENESS_CHECK(read_pieces(file, offset, length, take));
    return crc;
}

Result<std::string>
sha256_of_part(const std::filesystem::path& file, std::uint64_t offset, std::uint64_t length) {
    Sha256 hash;
    LIKENESS_CHECK(read_pieces(file, offset, length, [&](BytesView piece) { hash.update(piece); }));
    return to_hex(hash.finish());
}

Result<Bytes> read_file(const std::filesystem::path& file, std::uint64_t size) {
    Bytes bytes;
    bytes.reserve(size);
    LIKENESS_CHECK(read_pieces(file, 0, size, [&](BytesView piece) { bytes += piece; }));
    return bytes;
}

}  // namespace likeness::cloud_calls
