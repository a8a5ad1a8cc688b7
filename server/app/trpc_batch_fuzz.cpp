#include "app/fuzzing_front.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace likeness::app {

namespace {

/// Every answer under /api/trpc is an envelope or a list of them, or JSON Lines, or events.
void check_envelope(const net::Response& response) {
    const auto* text = std::get_if<std::string>(&response.body);
    if (text == nullptr || text->empty()) {
        return;
    }
    boost::system::error_code failed;
    const boost::json::value value = boost::json::parse(*text, failed);
    const boost::json::value& first =
        value.is_array() && !value.get_array().empty() ? value.get_array().front() : value;
    const bool is_envelope = first.is_object() && (first.get_object().contains("result") ||
                                                   first.get_object().contains("error"));
    if (failed || !is_envelope) {
        std::abort();
    }
}

}  // namespace

}  // namespace likeness::app

/// The first line is what follows /api/trpc/, with its query; the rest is the body of a POST, or
/// there is none and it is a GET.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace likeness;  // NOLINT(google-build-using-namespace): a program of one function
    static app::FuzzingFront front;
    const std::string text(data, data + size);
    const std::size_t line_end = std::min(text.find('\n'), text.size());
    const bool is_post = line_end < text.size();
    net::InMemoryRequest source(
        is_post ? net::Method::post : net::Method::get, "/api/trpc/" + text.substr(0, line_end)
    );
    source.header("Authorization", front.authorization());
    if (is_post) {
        source.header("Content-Type", "application/json").body(text.substr(line_end + 1));
    }
    app::check_envelope(front.answer(source));
    return 0;
}
