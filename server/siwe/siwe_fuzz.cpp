#include "base/bytes.hpp"
#include "siwe/personal_message.hpp"
#include "siwe/testing_message.hpp"
#include "siwe/verification.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

namespace siwe = likeness::siwe;

void expect(bool holds) {
    if (!holds) {
        std::abort();
    }
}

/// The message written again from its fields.
siwe::TestMessage rewritten(const siwe::Message& message) {
    const auto text_of = [](const std::optional<siwe::Moment>& moment) {
        return moment ? std::optional(moment->text) : std::nullopt;
    };
    siwe::TestMessage again;
    again.domain = (message.scheme ? *message.scheme + "://" : "") + message.domain;
    again.address = message.address.text();
    again.statement = message.statement;
    again.uri = message.uri;
    again.version = message.version;
    again.chain_id = std::to_string(message.chain_id);
    again.nonce = message.nonce;
    again.issued_at = message.issued_at.text;
    again.expiration_time = text_of(message.expiration_time);
    again.not_before = text_of(message.not_before);
    again.request_id = message.request_id;
    if (!message.resources.empty()) {
        again.resources = message.resources;
    }
    return again;
}

/// Zeros in front of the chain id and an empty list of resources are lost when a message is written
/// again.
bool differs_only_where_it_may(const std::string& text, const std::string& again) {
    return text == again || text.find("\nChain ID: 0") != std::string::npos ||
           text.ends_with("\nResources:");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(data, data + size);
    const auto message = siwe::parse_message(text);
    if (!message) {
        expect(
            message.error().code == likeness::ErrorCode::invalid_argument &&
            message.error().message.size() < 300
        );
        static_cast<void>(siwe::recover_signer(likeness::Bytes(32, '\x11'), text));
        return 0;
    }
    expect(size <= siwe::kMaxMessageSize && text.find('\r') == std::string::npos);
    const std::string again = rewritten(*message).text();
    expect(siwe::parse_message(again).has_value() && differs_only_where_it_may(text, again));

    const siwe::Expectation expected = {
        {"studio.example"}, {"https://studio.example"}, {1}, message->issued_at.time};
    if (siwe::check(*message, expected)) {
        expect(message->domain.find('@') == std::string::npos && message->chain_id == 1);
    }
    return 0;
}
