#include "net/chunked.hpp"
#include "net/request_parser.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::net {

namespace {

/// What a stream of bytes is read as. It must not depend on how the bytes were cut.
struct Reading {
    bool is_complete = false;
    std::size_t head_size = 0;
    std::string path;
    std::string query;
    std::string fields;
    std::string body;
    bool is_body_done = false;

    friend bool operator==(const Reading&, const Reading&) = default;
};

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

bool lies_in(std::string_view part, std::string_view whole) {
    return part.empty() || (part.data() >= whole.data() &&
                            part.data() + part.size() <= whole.data() + whole.size());
}

void read_chunks(std::string_view bytes, std::size_t piece, Reading& reading) {
    ChunkedDecoder decoder(1000);
    while (!bytes.empty() && !decoder.is_done() && !decoder.has_failed()) {
        const std::string_view input = bytes.substr(0, piece);
        std::size_t count = 0;
        if (decoder.data_left() == 0) {
            count = decoder.take_framing(input);
        } else {
            count = std::min<std::uint64_t>(decoder.data_left(), input.size());
            reading.body += input.substr(0, count);
            decoder.take_data(count);
        }
        require(count > 0 && count <= input.size());
        bytes.remove_prefix(count);
    }
    reading.is_body_done = decoder.is_done();
}

Reading read(std::string_view bytes, std::size_t piece) {
    Limits limits;
    limits.max_header_bytes = 2000;
    limits.max_target_bytes = 300;
    limits.max_header_fields = 20;
    RequestParser parser(limits);
    Reading reading;
    auto outcome = RequestParser::Outcome::need_more;
    std::unique_ptr<std::string> received;
    for (std::size_t size = 0;
         size < bytes.size() && outcome == RequestParser::Outcome::need_more;) {
        size = std::min(size + piece, bytes.size());
        received =
            std::make_unique<std::string>(bytes.substr(0, size));  // in another place each time
        outcome = parser.parse(*received);
    }
    if (outcome != RequestParser::Outcome::complete) {
        return reading;
    }
    const RequestHead head = parser.head();
    reading.is_complete = true;
    reading.head_size = parser.head_size();
    reading.path = head.path;
    reading.query = head.query;
    require(head.path.starts_with('/') || head.path == "*");
    require(reading.head_size <= limits.max_header_bytes);
    require(head.target.size() <= limits.max_target_bytes);
    require(head.fields.size() <= limits.max_header_fields);
    for (const HeaderField& field : head.fields) {
        require(lies_in(field.name, *received) && lies_in(field.value, *received));
        require(field.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos);
        reading.fields.append(field.name).append("=").append(field.value).append("\n");
    }
    if (parser.is_chunked()) {
        read_chunks(bytes.substr(reading.head_size), piece, reading);
    }
    return reading;
}

}  // namespace

}  // namespace likeness::net

/// The first byte says into what pieces the others are cut.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) {
        return 0;
    }
    const std::string bytes(data + 1, data + size);
    const auto whole = likeness::net::read(bytes, bytes.size() + 1);
    const auto cut = likeness::net::read(bytes, std::size_t{data[0]} % 32 + 1);
    if (!(whole == cut)) {
        std::abort();
    }
    return 0;
}
