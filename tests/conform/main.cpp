// likeness_conform: a hand for checks from outside. Reads one JSON object a line, {"id", "op",
// ...}, and answers a line each, calling the very functions that the server uses. Bytes are hex
// with 0x, thumbhash and rgba are base64, times are ISO 8601.

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "imaging/thumbhash.hpp"
#include "safetensors/lora_facts.hpp"
#include "signing.hpp"
#include "siwe/keccak.hpp"
#include "siwe/message.hpp"
#include "siwe/personal_message.hpp"
#include "siwe/verification.hpp"
#include "siwe/wallet_address.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <iostream>
#include <limits>
#include <optional>
#include <string>

namespace {

using namespace likeness;
namespace json = boost::json;

std::string text_in(const json::object& input, std::string_view name) {
    const json::value* value = input.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

std::optional<std::string> optional_text_in(const json::object& input, std::string_view name) {
    return input.contains(name) && input.at(name).is_string() ? std::optional(text_in(input, name))
                                                              : std::nullopt;
}

json::object refused(const Error& error) {
    return {{"ok", false}, {"reason", error.message}};
}

json::object fields_of(const siwe::Message& message) {
    json::object fields{
        {"domain", message.domain},
        {"address", message.address.text()},
        {"uri", message.uri},
        {"version", message.version},
        {"chainId", message.chain_id},
        {"nonce", message.nonce},
        {"issuedAt", message.issued_at.text}};
    const auto add = [&](const char* name, const std::optional<std::string>& value) {
        if (value) {
            fields[name] = *value;
        }
    };
    add("scheme", message.scheme);
    add("statement", message.statement);
    add("requestId", message.request_id);
    add("expirationTime",
        message.expiration_time ? std::optional(message.expiration_time->text) : std::nullopt);
    add("notBefore", message.not_before ? std::optional(message.not_before->text) : std::nullopt);
    if (!message.resources.empty()) {
        fields["resources"] = json::array(message.resources.begin(), message.resources.end());
    }
    return fields;
}

json::object siwe_parse(const json::object& input) {
    const Result<siwe::Message> message = siwe::parse_message(text_in(input, "message"));
    if (!message) {
        return refused(message.error());
    }
    return {{"ok", true}, {"fields", fields_of(*message)}};
}

/// "https://a.example/x" -> "https://a.example"
std::string origin_of(const std::string& uri) {
    const std::size_t authority = uri.find("://");
    return authority == std::string::npos ? uri
                                          : uri.substr(0, uri.find_first_of("/?#", authority + 3));
}

/// The message's own domain, origin and chain stand in for what is not asked about.
Result<void> verify(const json::object& input) {
    const std::string text = text_in(input, "message");
    LIKENESS_TRY(const siwe::Message message, siwe::parse_message(text));
    siwe::Expectation expectation;
    expectation.domains = {optional_text_in(input, "domain").value_or(message.domain)};
    expectation.origins = {origin_of(message.uri)};
    expectation.chain_ids = {message.chain_id};
    expectation.now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    if (const std::optional<std::string> time = optional_text_in(input, "time")) {
        const std::optional<Timestamp> parsed = parse_iso(*time);
        if (!parsed) {
            return Error::invalid_field("time", "must be ISO 8601");
        }
        expectation.now = *parsed;
    }
    // The standard knows no greatest age; the server's own rule is not what is asked here.
    expectation.max_age = std::chrono::hours{24 * 365 * 200};
    expectation.max_ahead = expectation.max_age;
    LIKENESS_CHECK(siwe::check(message, expectation));
    if (const std::optional<std::string> nonce = optional_text_in(input, "nonce");
        nonce && *nonce != message.nonce) {
        return Error{ErrorCode::unauthenticated, "The nonce is another."};
    }
    LIKENESS_CHECK(siwe::verify_signature(text, message, text_in(input, "signature")));
    return {};
}

json::object siwe_verify(const json::object& input) {
    const Result<void> verified = verify(input);
    return verified ? json::object{{"ok", true}} : refused(verified.error());
}

json::object hash_answer(const Bytes& hash) {
    return {{"hash", "0x" + to_hex(hash)}};
}

json::object keccak(const json::object& input) {
    const std::string data = text_in(input, "data");
    const std::optional<Bytes> bytes =
        data.starts_with("0x") ? from_hex(std::string_view(data).substr(2)) : std::nullopt;
    return bytes ? hash_answer(siwe::keccak256(*bytes))
                 : json::object{{"ok", false}, {"reason", "data must be hex with 0x"}};
}

json::object eip55(const json::object& input) {
    const std::string address = text_in(input, "address");
    const std::optional<Bytes> bytes =
        address.starts_with("0x") ? from_hex(std::string_view(address).substr(2)) : std::nullopt;
    if (!bytes || bytes->size() != 20) {
        return {{"ok", false}, {"reason", "address must be 0x and 40 hex digits"}};
    }
    return {{"address", "0x" + siwe::checksum_case(to_hex(*bytes))}};
}

json::object thumbhash(const json::object& input) {
    const std::optional<Bytes> rgba = from_base64(text_in(input, "rgba"));
    const auto side = [&](const char* name) {
        const json::value* value = input.if_contains(name);
        return value != nullptr && value->is_int64() &&
                       value->get_int64() <= imaging::kMaxThumbhashSide
                   ? static_cast<int>(value->get_int64())
                   : 0;
    };
    if (!rgba) {
        return {{"ok", false}, {"reason", "rgba must be base64"}};
    }
    const Result<Bytes> hash = imaging::thumbhash(side("width"), side("height"), *rgba);
    return hash ? json::object{{"hash", to_base64(*hash)}} : refused(hash.error());
}

json::object safetensors_inspect(const json::object& input) {
    const Result<safetensors::Header> header = safetensors::read_header(text_in(input, "path"));
    const Result<safetensors::LoraFacts> facts =
        header ? safetensors::inspect_lora(*header)
               : Result<safetensors::LoraFacts>(header.error());
    if (!facts) {
        return refused(facts.error());
    }
    json::object answer{
        {"ok", true},
        {"base", safetensors::base_model_text(facts->base_model)},
        {"rank", facts->rank}};
    if (!facts->trigger.phrase.empty()) {
        answer["trigger"] = facts->trigger.phrase;
    }
    return answer;
}

json::object answer_to(const json::object& input) {
    const std::string operation = text_in(input, "op");
    if (operation == "siwe.parse") {
        return siwe_parse(input);
    }
    if (operation == "siwe.verify") {
        return siwe_verify(input);
    }
    if (operation == "eip191.hash") {
        return hash_answer(siwe::personal_message_hash(text_in(input, "message")));
    }
    if (operation == "keccak256") {
        return keccak(input);
    }
    if (operation == "eip55") {
        return eip55(input);
    }
    if (operation == "thumbhash") {
        return thumbhash(input);
    }
    if (operation == "safetensors.inspect") {
        return safetensors_inspect(input);
    }
    if (operation == "gcs.sign") {
        return conform::gcs_sign(input);
    }
    if (operation == "s3.presign") {
        return conform::s3_presign(input);
    }
    if (operation == "sigv4") {
        return conform::sigv4(input);
    }
    return {{"unsupported", true}};
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) {
        boost::system::error_code failed;
        const json::value input = json::parse(line, failed);
        if (failed || !input.is_object()) {
            std::cout << R"({"ok":false,"reason":"not a JSON object"})" << std::endl;
            continue;
        }
        json::object answer = answer_to(input.get_object());
        if (const json::value* id = input.get_object().if_contains("id")) {
            answer["id"] = *id;
        }
        std::cout << json::serialize(answer) << std::endl;
    }
    return 0;
}
