#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace likeness::siwe {

/// The parts of a sign-in text for tests, put together by ERC-4361's grammar without any check:
/// wrong parts make wrong texts.
struct TestMessage {
    std::string domain = "studio.example";  // with a scheme in front if one is wanted
    std::string address;
    std::optional<std::string> statement = "Sign in to Likeness.";
    std::string uri = "https://studio.example/login";
    std::string version = "1";
    std::string chain_id = "1";
    std::string nonce = "n0nce4Tests";
    std::string issued_at = "2026-11-21T10:00:00.000Z";
    std::optional<std::string> expiration_time = {};
    std::optional<std::string> not_before = {};
    std::optional<std::string> request_id = {};
    std::optional<std::vector<std::string>> resources = {};

    std::string text() const {
        std::string text =
            domain + " wants you to sign in with your Ethereum account:\n" + address + "\n\n";
        text += statement ? *statement + "\n" : "";
        text += "\nURI: " + uri + "\nVersion: " + version + "\nChain ID: " + chain_id +
                "\nNonce: " + nonce;
        text += "\nIssued At: " + issued_at;
        text += expiration_time ? "\nExpiration Time: " + *expiration_time : "";
        text += not_before ? "\nNot Before: " + *not_before : "";
        text += request_id ? "\nRequest ID: " + *request_id : "";
        text += resources ? "\nResources:" : "";
        for (const std::string& resource : resources.value_or(std::vector<std::string>{})) {
            text += "\n- " + resource;
        }
        return text;
    }
};

}  // namespace likeness::siwe
