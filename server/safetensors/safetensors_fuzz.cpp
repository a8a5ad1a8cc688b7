#include "base/bytes.hpp"
#include "safetensors/lora_facts.hpp"
#include "safetensors/testing_writer.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using likeness::BytesView;

void expect(bool holds) {
    if (!holds) {
        std::abort();
    }
}

/// What an accepted header promises its readers.
void check(const likeness::safetensors::Header& header, std::uint64_t file_size) {
    std::uint64_t end = 0;
    for (const auto& tensor : header.tensors) {
        expect(tensor.begin == end && tensor.end >= tensor.begin);
        expect(header.find(tensor.name) == &tensor);
        end = tensor.end;
    }
    expect(header.data_offset + end == file_size);
    if (const auto facts = likeness::safetensors::inspect_lora(header)) {
        expect(facts->rank > 0 && facts->layer_count > 0);
        expect(
            likeness::is_utf8(facts->title) && likeness::utf8_length(facts->trigger.phrase) <= 100
        );
    } else {
        expect(likeness::is_utf8(facts.error().message) && facts.error().message.size() < 2'000);
    }
}

void parse_and_check(BytesView start, std::uint64_t file_size) {
    if (const auto header = likeness::safetensors::parse_header(start, file_size)) {
        check(*header, file_size);
    } else {
        expect(likeness::is_utf8(header.error().message) && header.error().message.size() < 2'000);
    }
}

}  // namespace

/// Takes the input as a whole file, and once more as a header's JSON text behind four bytes that
/// say how much data would follow: so the fuzzer need not find matching lengths.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string input(data, data + size);
    parse_and_check(input, input.size());
    if (size >= 4) {
        const std::uint64_t data_size = data[0] | (std::uint64_t{data[1]} << 8U) |
                                        (std::uint64_t{data[2]} << 16U) |
                                        (std::uint64_t{data[3]} << 24U);
        const std::string start =
            likeness::safetensors::write_header_text(BytesView(input).substr(4));
        parse_and_check(start, start.size() + data_size);
    }
    return 0;
}
