#include "base/bytes.hpp"
#include "net/request_target.hpp"
#include "net/target.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace likeness::net {

namespace {

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

void check_path(std::string_view path) {
    const auto segments = split_path(path);
    if (!segments) {
        return;
    }
    for (std::size_t i = 0; i < segments->size(); ++i) {
        const std::string& segment = (*segments)[i];
        require(segment != "." && segment != ".." && is_utf8(segment));
        require(segment.find_first_of(std::string_view("/\\\0\r\n", 5)) == std::string::npos);
        require(!segment.empty() || i + 1 == segments->size());
    }
}

}  // namespace

}  // namespace likeness::net

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace likeness::net;  // NOLINT(google-build-using-namespace): a program of one
                                    // function
    const std::string text(data, data + size);
    if (percent_decode(percent_encode(text)).has_value() !=
        (text.find('\0') == std::string::npos)) {
        std::abort();
    }
    const auto query = parse_query(text);
    require(!query || query->size() <= 100);
    check_path(text);
    const auto parts = split_target(text, true);
    if (parts) {
        require(parts->path == "*" || parts->path.starts_with('/'));
        check_path(parts->path);
    }
    return 0;
}
