#include "siwe/message.hpp"

#include "siwe/lines.hpp"
#include "siwe/uri.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace likeness::siwe {

namespace {

constexpr std::string_view kInvitation = " wants you to sign in with your Ethereum account:";
constexpr std::size_t kMinNonceLength = 8;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Reserved and unreserved characters of RFC 3986, and the space.
bool is_statement(std::string_view text) {
    constexpr std::string_view kMarks = " !#$&'()*+,-./:;=?@[]_~";
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return is_letter(c) || is_digit(c) || kMarks.find(c) != std::string_view::npos;
    });
}

bool is_nonce(std::string_view text) {
    return text.size() >= kMinNonceLength && std::all_of(text.begin(), text.end(), [](char c) {
               return is_letter(c) || is_digit(c);
           });
}

/// Digits only, leading zeros allowed; nothing beyond 64 bits.
std::optional<std::uint64_t> parse_chain_id(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

struct Invitation {
    std::optional<std::string> scheme;
    std::string domain;
};

/// [scheme "://"] domain " wants you to sign in with your Ethereum account:"
Result<Invitation> read_invitation(Lines& lines) {
    std::string_view who = lines.next().value_or("");
    if (!who.ends_with(kInvitation)) {
        return lines.wrong("must end with \"" + std::string(kInvitation.substr(1)) + "\"");
    }
    who.remove_suffix(kInvitation.size());
    Invitation invitation;
    if (const std::size_t colon = who.find("://"); colon != std::string_view::npos) {
        invitation.scheme = std::string(who.substr(0, colon));
        who.remove_prefix(colon + 3);
        if (!is_uri_scheme(*invitation.scheme)) {
            return lines.wrong("must begin with a valid scheme or with the domain");
        }
    }
    const auto domain = parse_authority(who);
    if (!domain || domain->host.empty()) {
        return lines.wrong("must name a valid domain");
    }
    invitation.domain = std::string(who);
    return invitation;
}

Result<WalletAddress> read_address(Lines& lines) {
    auto address = WalletAddress::parse(lines.next().value_or(""));
    if (!address) {
        return lines.wrong("(the address) " + address.error().fields.front().message);
    }
    return address;
}

Result<void> read_empty_line(Lines& lines) {
    if (lines.next() != "") {
        return lines.wrong("must be empty");
    }
    return {};
}

/// The lines between the address and "URI: ": two empty ones, or the statement between two empty
/// ones. The statement may be empty itself, which makes three.
Result<std::optional<std::string>> read_statement(Lines& lines) {
    LIKENESS_CHECK(read_empty_line(lines));
    const std::string_view line = lines.next().value_or("");
    if (line.empty()) {
        return lines.skip_empty() ? std::optional<std::string>("") : std::nullopt;
    }
    if (!is_statement(line)) {
        return lines.wrong("holds a character that a statement must not have");
    }
    LIKENESS_CHECK(read_empty_line(lines));
    return std::optional(std::string(line));
}

/// The value of a line that must be there.
Result<std::string_view> read_field(Lines& lines, std::string_view label) {
    const auto value = lines.next_if(label);
    if (!value) {
        return lines.wrong_next("must begin with \"" + std::string(label) + "\"");
    }
    return *value;
}

Result<std::string> read_uri(Lines& lines) {
    LIKENESS_TRY(const std::string_view uri, read_field(lines, "URI: "));
    if (!parse_uri(uri)) {
        return lines.wrong("must hold an absolute URI (RFC 3986)");
    }
    return std::string(uri);
}

Result<std::string> read_version(Lines& lines) {
    LIKENESS_TRY(const std::string_view version, read_field(lines, "Version: "));
    if (version != "1") {
        return lines.wrong("must be \"Version: 1\"");
    }
    return std::string(version);
}

Result<std::uint64_t> read_chain_id(Lines& lines) {
    LIKENESS_TRY(const std::string_view text, read_field(lines, "Chain ID: "));
    const auto chain_id = parse_chain_id(text);
    if (!chain_id) {
        return lines.wrong("must hold a decimal number of at most 64 bits");
    }
    return *chain_id;
}

Result<std::string> read_nonce(Lines& lines) {
    LIKENESS_TRY(const std::string_view nonce, read_field(lines, "Nonce: "));
    if (!is_nonce(nonce)) {
        return lines.wrong("must hold at least 8 letters and digits");
    }
    return std::string(nonce);
}

Result<Moment> to_moment(const Lines& lines, std::string_view text) {
    const auto time = parse_iso(text);
    if (!time) {
        return lines.wrong("must hold a date and time with a zone (RFC 3339)");
    }
    return Moment{std::string(text), *time};
}

Result<Moment> read_issued_at(Lines& lines) {
    LIKENESS_TRY(const std::string_view text, read_field(lines, "Issued At: "));
    return to_moment(lines, text);
}

Result<std::optional<Moment>> read_optional_time(Lines& lines, std::string_view label) {
    const auto text = lines.next_if(label);
    if (!text) {
        return std::optional<Moment>{};
    }
    LIKENESS_TRY(Moment moment, to_moment(lines, *text));
    return std::optional(std::move(moment));
}

Result<std::optional<std::string>> read_request_id(Lines& lines) {
    const auto id = lines.next_if("Request ID: ");
    if (!id) {
        return std::optional<std::string>{};
    }
    if (!is_path_segment(*id)) {
        return lines.wrong("holds a character that a request id must not have");
    }
    return std::optional(std::string(*id));
}

/// "Resources:" and any number of "- " URI.
Result<std::vector<std::string>> read_resources(Lines& lines) {
    std::vector<std::string> resources;
    const auto rest = lines.next_if("Resources:");
    if (!rest) {
        return resources;
    }
    if (!rest->empty()) {
        return lines.wrong("must be \"Resources:\"");
    }
    while (const auto uri = lines.next_if("- ")) {
        if (!parse_uri(*uri)) {
            return lines.wrong("must hold an absolute URI (RFC 3986)");
        }
        resources.emplace_back(*uri);
    }
    return resources;
}

Result<void> read_end(Lines& lines) {
    if (lines.next()) {
        return lines.wrong("is unknown, repeated or out of order");
    }
    return {};
}

}  // namespace

Result<Message> parse_message(std::string_view text) {
    if (text.size() > kMaxMessageSize) {
        return Error::invalid_field(
            "message", "must not be longer than " + std::to_string(kMaxMessageSize) + " bytes"
        );
    }
    Lines lines(text);
    LIKENESS_TRY(Invitation invitation, read_invitation(lines));
    LIKENESS_TRY(WalletAddress address, read_address(lines));
    LIKENESS_TRY(auto statement, read_statement(lines));
    LIKENESS_TRY(std::string uri, read_uri(lines));
    LIKENESS_TRY(std::string version, read_version(lines));
    LIKENESS_TRY(const std::uint64_t chain_id, read_chain_id(lines));
    LIKENESS_TRY(std::string nonce, read_nonce(lines));
    LIKENESS_TRY(Moment issued_at, read_issued_at(lines));
    LIKENESS_TRY(auto expiration_time, read_optional_time(lines, "Expiration Time: "));
    LIKENESS_TRY(auto not_before, read_optional_time(lines, "Not Before: "));
    LIKENESS_TRY(auto request_id, read_request_id(lines));
    LIKENESS_TRY(auto resources, read_resources(lines));
    LIKENESS_CHECK(read_end(lines));
    return Message{
        std::move(invitation.scheme),
        std::move(invitation.domain),
        std::move(address),
        std::move(statement),
        std::move(uri),
        std::move(version),
        chain_id,
        std::move(nonce),
        std::move(issued_at),
        std::move(expiration_time),
        std::move(not_before),
        std::move(request_id),
        std::move(resources)};
}

}  // namespace likeness::siwe
