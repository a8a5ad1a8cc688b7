#include "net/in_memory_request.hpp"
#include "net/multipart.hpp"
#include "testing/run_task.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace likeness::net {

namespace {

/// What was read up to the end or the first error.
struct Form {
    std::string text;
    int parts = 0;
    bool is_whole = false;
};

Task<Form> read_form(MultipartReader& reader, std::size_t piece) {
    Form form;
    std::vector<char> buffer(piece);
    for (;;) {
        auto part = co_await reader.next_part();
        if (!part || !part->has_value()) {
            form.is_whole = part.has_value();
            co_return form;
        }
        ++form.parts;
        form.text += "|" + (*part)->name + "|" + (*part)->filename.value_or("-") + "|" +
                     (*part)->content_type + "|";
        for (std::size_t count = 1; count > 0;) {
            const auto read = co_await reader.read_some(buffer);
            if (!read) {
                co_return form;
            }
            count = *read;
            form.text.append(buffer.data(), count);
        }
    }
}

Form read(const std::string& body, std::size_t piece) {
    InMemoryRequest source(Method::post);
    source.header("Content-Type", "multipart/form-data; boundary=b").body(body, piece);
    Request request = source.request();
    MultipartLimits limits;
    limits.max_header_bytes = 300;
    limits.max_parts = 5;
    auto reader = MultipartReader::open(request, limits);
    return test::run_task(read_form(*reader, piece)).value();
}

}  // namespace

}  // namespace likeness::net

/// The first byte says into what pieces the others are cut.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) {
        return 0;
    }
    const std::string body(data + 1, data + size);
    const auto whole = likeness::net::read(body, 100'000);
    const auto cut = likeness::net::read(body, std::size_t{data[0]} % 32 + 1);
    // Content in front of a malformed boundary may come out or not; what is whole must be the same.
    if (whole.is_whole != cut.is_whole || whole.parts != cut.parts ||
        (whole.is_whole && whole.text != cut.text)) {
        std::abort();
    }
    return 0;
}
