#include "adapters/fal/fal_failure.hpp"
#include "adapters/fal/fal_request.hpp"
#include "adapters/fal/flux_lora.hpp"
#include "adapters/fal/status_events.hpp"
#include "adapters/fal/webhook_signature.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

/// Everything that is read from fal.ai's answers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace likeness::fal;
    static const FalAddresses addresses("https://queue.fal.run", "fal-ai/flux-lora");
    const std::string text(data, data + size);
    const auto request = addresses.from_answer(text);
    if (request && addresses.from_text(addresses.to_text(*request)) != request) {
        std::abort();
    }
    static_cast<void>(to_error(read_failure({422, {}, text})));
    static_cast<void>(read_status(text, 200));
    static_cast<void>(image_url_in(text));
    static_cast<void>(keys_in(text));
    EventReader reader;
    static_cast<void>(reader.take(text, [](std::string_view event) {
        static_cast<void>(read_status(event, 202));
    }));
    return 0;
}
