#include "zip/writer.hpp"

#include "base/digest.hpp"
#include "zip/little_endian.hpp"

namespace likeness::zip {

namespace {

constexpr std::uint32_t kVersion = 20;
constexpr std::uint32_t kMadeByUnix = 3U << 8U | kVersion;
constexpr std::uint32_t kEarliestDate = 1U << 5U | 1U;  // 1 January 1980
constexpr std::uint32_t kFileMode = 0100644U << 16U;
constexpr std::uint64_t kMaxBytes = 0xFFFF'FFFE;
constexpr std::size_t kMaxFiles = 0xFFFE;

/// What local and central headers share, from "version needed" to the two lengths (APPNOTE 4.3.7).
void append_common(Bytes& out, std::string_view name, std::uint32_t crc, std::uint32_t size) {
    append_le16(out, kVersion);
    append_le16(out, 0);  // flags
    append_le16(out, 0);  // stored
    append_le16(out, 0);  // midnight
    append_le16(out, kEarliestDate);
    append_le32(out, crc);
    append_le32(out, size);
    append_le32(out, size);
    append_le16(out, static_cast<std::uint32_t>(name.size()));
    append_le16(out, 0);  // extra fields
}

}  // namespace

Result<void> Writer::add(std::string_view name, BytesView data) {
    if (count_ == kMaxFiles || offset_ + data.size() + directory_.size() + 1'024 > kMaxBytes) {
        return Error{ErrorCode::payload_too_large, "The archive would become too large."};
    }
    const std::uint32_t crc = crc32(data);
    const auto size = static_cast<std::uint32_t>(data.size());
    append_le32(directory_, 0x02014b50);
    append_le16(directory_, kMadeByUnix);
    append_common(directory_, name, crc, size);
    append_le16(directory_, 0);  // comment
    append_le16(directory_, 0);  // disk
    append_le16(directory_, 0);  // internal attributes
    append_le32(directory_, kFileMode);
    append_le32(directory_, static_cast<std::uint32_t>(offset_));
    directory_ += name;

    Bytes header;
    append_le32(header, 0x04034b50);
    append_common(header, name, crc, size);
    header += name;
    ++count_;
    LIKENESS_CHECK(write(header));
    return write(data);
}

Result<void> Writer::finish() {
    Bytes end;
    append_le32(end, 0x06054b50);
    append_le32(end, 0);  // the only disk
    append_le16(end, static_cast<std::uint32_t>(count_));
    append_le16(end, static_cast<std::uint32_t>(count_));
    append_le32(end, static_cast<std::uint32_t>(directory_.size()));
    append_le32(end, static_cast<std::uint32_t>(offset_));
    append_le16(end, 0);  // comment
    LIKENESS_CHECK(write(directory_));
    return write(end);
}

Result<void> Writer::write(BytesView bytes) {
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out_) {
        return Error::unavailable("The server cannot store files at the moment.");
    }
    offset_ += bytes.size();
    return {};
}

}  // namespace likeness::zip
