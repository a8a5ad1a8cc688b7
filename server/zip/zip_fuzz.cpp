#include "base/digest.hpp"
#include "zip/reader.hpp"

#include <cstdint>
#include <cstdlib>

/// Any bytes: what opens stays within the limits, and what is read is as long as was said.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace likeness;
    const BytesView file(reinterpret_cast<const char*>(bytes), size);
    const std::unique_ptr<const zip::Source> source = zip::view_bytes(file);
    zip::Limits limits;
    limits.max_entries = 16;
    limits.max_entry_bytes = 1 << 16;
    limits.max_total_bytes = 1 << 18;
    const Result<zip::Reader> reader = zip::Reader::open(*source, limits);
    if (!reader) {
        return 0;
    }
    std::uint64_t total = 0;
    for (const zip::Entry& entry : reader->entries()) {
        const Result<Bytes> data = reader->read(entry);
        total += entry.bytes;
        const bool is_whole = !data || (data->size() == entry.bytes && crc32(*data) == entry.crc32);
        if (!is_whole || entry.base_name().find('/') != std::string::npos) {
            std::abort();
        }
    }
    if (total > limits.max_total_bytes || reader->entries().size() > limits.max_entries) {
        std::abort();
    }
    return 0;
}
