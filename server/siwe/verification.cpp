#include "siwe/verification.hpp"

#include "siwe/personal_message.hpp"
#include "siwe/uri.hpp"

#include <algorithm>
#include <optional>

namespace likeness::siwe {

namespace {

/// Foreign text is quoted up to here; by the grammar it is printable ASCII.
constexpr std::size_t kQuoted = 100;

Error refused(std::string message) {
    return Error{ErrorCode::unauthenticated, std::move(message)};
}

std::string quoted(std::string_view text) {
    return std::string("\"")
        .append(text.substr(0, kQuoted))
        .append(text.size() > kQuoted ? "...\"" : "\"");
}

bool is_our_domain(const Authority& theirs, std::string_view scheme, const Expectation& expected) {
    const auto& domains = expected.domains;
    return std::any_of(domains.begin(), domains.end(), [&](const std::string& domain) {
        const auto ours = parse_authority(domain);
        return ours && ours->host == theirs.host &&
               explicit_port(ours->port, scheme) == explicit_port(theirs.port, scheme);
    });
}

bool is_our_origin(const Uri& uri, const Expectation& expected) {
    const auto theirs = origin_of(uri);
    return theirs && std::any_of(
                         expected.origins.begin(),
                         expected.origins.end(),
                         [&](const std::string& origin) {
                             const auto ours = parse_uri(origin);
                             return ours && origin_of(*ours) == theirs;
                         }
                     );
}

/// `scheme` is that of the URI, which is one of ours.
Result<void>
check_domain(const Message& message, std::string_view scheme, const Expectation& expected) {
    const auto domain = parse_authority(message.domain);
    if (domain && domain->has_userinfo) {  // studio.example@evil.example
        return refused("The message names a user in its domain " + quoted(message.domain) + ".");
    }
    if (!domain || !is_our_domain(*domain, scheme, expected)) {
        return refused(
            "The message is meant for " + quoted(message.domain) + ", not for this server."
        );
    }
    if (message.scheme && ascii_lower(*message.scheme) != scheme) {
        return refused(
            "The message is meant for the scheme " + quoted(*message.scheme) + ", not for " +
            quoted(scheme) + "."
        );
    }
    return {};
}

Result<void> check_place(const Message& message, const Expectation& expected) {
    const auto uri = parse_uri(message.uri);
    if (!uri || !is_our_origin(*uri, expected)) {
        return refused(
            "The URI of the message, " + quoted(message.uri) + ", does not belong to this server."
        );
    }
    return check_domain(message, uri->scheme, expected);
}

Result<void> check_chain(const Message& message, const Expectation& expected) {
    const auto& ids = expected.chain_ids;
    if (std::find(ids.begin(), ids.end(), message.chain_id) == ids.end()) {
        return refused(
            "Accounts of chain " + std::to_string(message.chain_id) + " are not accepted here."
        );
    }
    return {};
}

Result<void> check_validity(const Message& message, Timestamp now) {
    if (message.expiration_time && now >= message.expiration_time->time) {
        return refused("The message has expired. Please sign in again.");
    }
    if (message.not_before && now < message.not_before->time) {
        return refused("The message is not valid before " + message.not_before->text + ".");
    }
    return {};
}

Result<void> check_age(const Message& message, const Expectation& expected) {
    if (message.issued_at.time < expected.now - expected.max_age) {
        return refused("The message is too old. Please sign in again.");
    }
    if (message.issued_at.time > expected.now + expected.max_ahead) {
        return refused(
            "The message was issued in the future. Please check the clock of your device."
        );
    }
    return {};
}

}  // namespace

Result<void> check(const Message& message, const Expectation& expected) {
    LIKENESS_CHECK(check_place(message, expected));
    LIKENESS_CHECK(check_chain(message, expected));
    LIKENESS_CHECK(check_validity(message, expected.now));
    return check_age(message, expected);
}

Result<WalletAddress>
verify_signature(std::string_view text, const Message& message, std::string_view signature) {
    LIKENESS_TRY(WalletAddress signer, recover_signer(personal_message_hash(text), signature));
    if (signer != message.address) {
        return refused(
            "The signature was not made by " + message.address.text() + ", or not for this message."
        );
    }
    return signer;
}

}  // namespace likeness::siwe
