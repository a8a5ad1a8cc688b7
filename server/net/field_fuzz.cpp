#include "net/conditional.hpp"
#include "net/content_coding.hpp"
#include "net/cookies.hpp"
#include "net/field_value.hpp"
#include "net/http_date.hpp"
#include "net/in_memory_request.hpp"
#include "net/part_head.hpp"

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

void check_range(const std::string& value) {
    constexpr std::uint64_t kSize = 1000;
    InMemoryRequest source;
    source.header("Range", "bytes=" + value).header("If-Range", "\"x\"");
    const RangeChoice choice = choose_range(source.request(), {"\"x\""}, kSize);
    require(choice.range.first <= kSize && choice.range.length <= kSize - choice.range.first);
    require(choice.status == 416 || choice.range.length > 0);
}

void check_preconditions_of(const std::string& value) {
    for (const char* name :
         {"If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"}) {
        InMemoryRequest source;
        source.header(name, value);
        const int status =
            check_preconditions(source.request(), {"\"x\"", std::chrono::sys_seconds{}});
        require(status == 200 || status == 304 || status == 412);
    }
}

void check_response_header(const std::string& value) {
    Response response;
    response.add_header("X", value);
    require(response.header_lines().empty() || response.header_lines() == "X: " + value + "\r\n");
    require(
        response.header_lines().empty() ||
        value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos
    );
}

}  // namespace

}  // namespace likeness::net

/// Feeds one field value to everything that reads field values.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace likeness::net;  // NOLINT(google-build-using-namespace): a program of one
                                    // function
    const std::string value(data, data + size);
    check_range(value);
    check_preconditions_of(value);
    check_response_header(value);
    choose_coding(value, true, true);
    find_cookie(value, "s");
    find_parameter(value, "name");
    unquote(value);
    const auto part = parse_part_head(value);
    const auto date = parse_http_date(value);
    require(!date || parse_http_date(to_http_date(*date)) == date);
    return 0;
}
