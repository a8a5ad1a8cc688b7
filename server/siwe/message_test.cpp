#include "siwe/message.hpp"

#include "siwe/testing_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace likeness::siwe {
namespace {

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kAddress = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

TestMessage usual() {
    TestMessage message;
    message.address = kAddress;
    return message;
}

/// Everything that a message can have.
TestMessage full() {
    TestMessage message = usual();
    message.expiration_time = "2026-11-21T11:00:00Z";
    message.not_before = "2026-11-21T09:00:00.5+01:00";
    message.request_id = "req%2F1";
    message.resources = {"https://studio.example/terms", "ipfs://bafy/1"};
    return message;
}

/// Why a text is refused; empty if it is not.
std::string refusal(std::string_view text) {
    const auto message = parse_message(text);
    if (message) {
        return {};
    }
    EXPECT_EQ(message.error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(message.error().fields.size(), 1U);
    return message.error().message;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const std::size_t place = text.find(what);
    EXPECT_NE(place, std::string::npos) << what;
    return text.replace(place, what.size(), with);
}

// What is read

TEST(MessageTest, IsTakenApart) {
    const auto message = parse_message(full().text());

    ASSERT_TRUE(message) << message.error().message;
    EXPECT_FALSE(message->scheme);
    EXPECT_EQ(message->domain, "studio.example");
    EXPECT_EQ(message->address.text(), kAddress);
    EXPECT_EQ(message->statement, "Sign in to Likeness.");
    EXPECT_EQ(message->uri, "https://studio.example/login");
    EXPECT_EQ(message->version, "1");
    EXPECT_EQ(message->chain_id, 1U);
    EXPECT_EQ(message->nonce, "n0nce4Tests");
    EXPECT_EQ(message->issued_at.text, "2026-11-21T10:00:00.000Z");
    EXPECT_EQ(to_iso(message->issued_at.time), "2026-11-21T10:00:00.000Z");
    EXPECT_EQ(message->expiration_time->text, "2026-11-21T11:00:00Z");
    EXPECT_EQ(to_iso(message->not_before->time), "2026-11-21T08:00:00.500Z");
    EXPECT_EQ(message->request_id, "req%2F1");
    EXPECT_THAT(message->resources, ElementsAre("https://studio.example/terms", "ipfs://bafy/1"));
}

TEST(MessageTest, NeedsOnlyTheRequiredFields) {
    TestMessage text = usual();
    text.statement = std::nullopt;

    const auto message = parse_message(text.text());

    ASSERT_TRUE(message) << message.error().message;
    EXPECT_FALSE(message->statement);
    EXPECT_FALSE(message->expiration_time);
    EXPECT_FALSE(message->not_before);
    EXPECT_FALSE(message->request_id);
    EXPECT_THAT(message->resources, IsEmpty());
}

TEST(MessageTest, TakesEachOptionalFieldAlone) {
    TestMessage expires = usual();
    TestMessage waits = usual();
    TestMessage numbered = usual();
    TestMessage linked = usual();
    expires.expiration_time = "2026-11-21T11:00:00Z";
    waits.not_before = "2026-11-21T11:00:00Z";
    numbered.request_id = "1";
    linked.resources = {"https://studio.example"};

    for (const TestMessage& message : {expires, waits, numbered, linked}) {
        EXPECT_EQ(refusal(message.text()), "");
    }
}

TEST(MessageTest, KeepsAnEmptyStatementApartFromNone) {
    TestMessage text = usual();
    text.statement = "";

    const auto message = parse_message(text.text());

    ASSERT_TRUE(message) << message.error().message;
    EXPECT_EQ(message->statement, "");
}

TEST(MessageTest, TakesAStatementThatLooksLikeAFieldAsAStatement) {
    TestMessage text = usual();
    text.statement = "URI: https://evil.example";

    const auto message = parse_message(text.text());

    ASSERT_TRUE(message) << message.error().message;
    EXPECT_EQ(message->statement, "URI: https://evil.example");
    EXPECT_EQ(message->uri, "https://studio.example/login");
}

TEST(MessageTest, TakesAnEmptyRequestIdAndAnEmptyListOfResources) {
    TestMessage text = usual();
    text.request_id = "";
    text.resources = std::vector<std::string>{};

    const auto message = parse_message(text.text());

    ASSERT_TRUE(message) << message.error().message;
    EXPECT_EQ(message->request_id, "");
    EXPECT_THAT(message->resources, IsEmpty());
}

// The first line

TEST(MessageTest, TakesEveryFormOfDomain) {
    for (const char* domain :
         {"localhost",
          "localhost:8080",
          "127.0.0.1",
          "127.0.0.1:80",
          "[::1]:8080",
          "a-b.example",
          "me@studio.example",
          "under_score"}) {
        TestMessage text = usual();
        text.domain = domain;

        const auto message = parse_message(text.text());

        ASSERT_TRUE(message) << message.error().message;
        EXPECT_EQ(message->domain, domain);
        EXPECT_FALSE(message->scheme);
    }
}

TEST(MessageTest, PartsTheSchemeFromTheDomain) {
    TestMessage text = usual();
    text.domain = "https://studio.example:8443";

    const auto message = parse_message(text.text());

    ASSERT_TRUE(message) << message.error().message;
    EXPECT_EQ(message->scheme, "https");
    EXPECT_EQ(message->domain, "studio.example:8443");
}

TEST(MessageTest, RefusesDomainsThatAreNone) {
    for (const std::string& domain :
         {""s,
          " "s,
          ":80"s,
          "://studio.example"s,
          "1x://studio.example"s,
          "https://"s,
          "https://https://a"s,
          "studio.example/"s,
          "studio.example/login"s,
          "studio example"s,
          "stüdio.example"s,
          "#@?"s,
          "studio.example\r"s,
          "\xEF\xBB\xBFstudio.example"s,
          "a\0b"s}) {
        TestMessage text = usual();
        text.domain = domain;

        EXPECT_THAT(refusal(text.text()), HasSubstr("message: line 1 ")) << domain;
    }
}

TEST(MessageTest, RefusesAnotherInvitation) {
    for (const char* invitation :
         {" wants you to sign in with your Ethereum account",
          " Wants you to sign in with your Ethereum account:",
          " wants you to sign in with your Ethereum account: "}) {
        const std::string text = replaced(
            usual().text(), " wants you to sign in with your Ethereum account:", invitation
        );

        EXPECT_THAT(refusal(text), HasSubstr("line 1 must end with")) << invitation;
    }
}

// The address

TEST(MessageTest, SaysWhatIsWrongWithTheAddress) {
    TestMessage text = usual();
    text.address = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";

    EXPECT_THAT(refusal(text.text()), HasSubstr("line 2 (the address) has a wrong checksum"));
}

TEST(MessageTest, RefusesAddressesInOtherForms) {
    for (const std::string& address :
         {""s,
          "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"s,
          "0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED"s,
          kAddress.substr(2),
          kAddress + " ",
          kAddress + "0",
          kAddress + "\r"}) {
        TestMessage text = usual();
        text.address = address;

        EXPECT_THAT(refusal(text.text()), HasSubstr("line 2 ")) << address;
    }
}

// Statement and empty lines

TEST(MessageTest, TakesEveryCharacterThatAStatementMayHave) {
    TestMessage text = usual();
    text.statement = "aZ09 !#$&'()*+,-./:;=?@[]_~";

    EXPECT_EQ(refusal(text.text()), "");
}

TEST(MessageTest, RefusesEveryOtherCharacterInAStatement) {
    for (int c = 0; c < 256; ++c) {
        const std::string_view allowed =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 "
            "!#$&'()*+,-./:;=?@[]_~\n";
        const char character = static_cast<char>(c);
        TestMessage text = usual();
        text.statement = "a"s + character + "b";

        if (allowed.find(character) == std::string_view::npos) {
            EXPECT_THAT(refusal(text.text()), HasSubstr("line 4 holds a character")) << c;
        }
    }
}

TEST(MessageTest, RefusesAStatementOfTwoLines) {
    TestMessage text = usual();
    text.statement = "one\ntwo";

    EXPECT_THAT(refusal(text.text()), HasSubstr("line 5 must be empty"));
}

TEST(MessageTest, RefusesMissingAndAdditionalEmptyLines) {
    const std::string text = usual().text();
    TestMessage none = usual();
    none.statement = std::nullopt;

    EXPECT_THAT(refusal(replaced(text, "\n\nSign", "\nSign")), HasSubstr("line 3 must be empty"));
    EXPECT_THAT(refusal(replaced(text, ".\n\nURI", ".\nURI")), HasSubstr("line 5 must be empty"));
    EXPECT_THAT(
        refusal(replaced(text, ".\n\nURI", ".\n\n\nURI")),
        HasSubstr("line 6 must begin with \"URI: \"")
    );
    EXPECT_THAT(
        refusal(replaced(none.text(), "\n\n\nURI", "\n\nURI")), HasSubstr("line 5 must be empty")
    );
    EXPECT_THAT(
        refusal(replaced(none.text(), "\n\n\nURI", "\n\n\n\n\nURI")),
        HasSubstr("line 6 must begin with")
    );
    EXPECT_THAT(
        refusal(replaced(text, "\nVersion", "\n\nVersion")), HasSubstr("line 7 must begin with")
    );
}

// The fields

std::string in_lower_case(std::string label) {
    label[0] = static_cast<char>(label[0] - 'A' + 'a');
    return label;
}

std::string without_spaces(std::string label) {
    label.erase(std::remove(label.begin(), label.end(), ' '), label.end());
    return label;
}

class RequiredFieldTest : public ::testing::TestWithParam<const char*> {};

TEST_P(RequiredFieldTest, MustBeThereInItsPlaceAndSpelling) {
    const std::string label = GetParam();
    const std::string text = full().text();
    const std::size_t start = text.find("\n" + label + ": ");
    const std::size_t end = text.find('\n', start + 1);
    std::string without = text;
    without.erase(start, end - start);
    const std::string line = text.substr(start, end - start);

    EXPECT_THAT(refusal(without), HasSubstr("must begin with \"" + label + ": \""));
    EXPECT_THAT(refusal(text + line), HasSubstr("unknown, repeated or out of order"));
    EXPECT_NE(refusal(replaced(text, line, line + line)), "");
    EXPECT_NE(refusal(replaced(text, label + ": ", label + ":")), "");
    EXPECT_NE(refusal(replaced(text, label + ": ", label + ":  ")), "");
    EXPECT_NE(refusal(replaced(text, label + ": ", " " + label + ": ")), "");
    EXPECT_NE(refusal(replaced(text, "\n" + label, "\n" + in_lower_case(label))), "");
}

INSTANTIATE_TEST_SUITE_P(
    Labels,
    RequiredFieldTest,
    ::testing::Values("URI", "Version", "Chain ID", "Nonce", "Issued At"),
    [](const auto& test) { return without_spaces(test.param); }
);

class OptionalFieldTest : public ::testing::TestWithParam<const char*> {};

TEST_P(OptionalFieldTest, MustNotBeRepeatedOrOutOfOrderOrMisspelt) {
    const std::string label = GetParam();
    const std::string text = full().text();
    const std::size_t start = text.find("\n" + label + ": ");
    const std::string line = text.substr(start, text.find('\n', start + 1) - start);
    const std::string too_early =
        replaced(replaced(text, line, ""), "\nIssued At", line + "\nIssued At");

    EXPECT_THAT(
        refusal(replaced(text, line, line + line)), HasSubstr("unknown, repeated or out of order")
    );
    EXPECT_THAT(
        refusal(replaced(text, line, "") + line), HasSubstr("unknown, repeated or out of order")
    );
    EXPECT_THAT(refusal(too_early), HasSubstr("must begin with \"Issued At: \""));
    EXPECT_NE(refusal(replaced(text, label + ": ", label + ":")), "");
    EXPECT_NE(refusal(replaced(text, "\n" + label, "\n" + in_lower_case(label))), "");
}

INSTANTIATE_TEST_SUITE_P(
    Labels,
    OptionalFieldTest,
    ::testing::Values("Expiration Time", "Not Before", "Request ID"),
    [](const auto& test) { return without_spaces(test.param); }
);

TEST(MessageTest, RefusesUrisThatAreNotAbsolute) {
    for (const char* uri :
         {"",
          "/login",
          "studio.example",
          "//studio.example",
          "https://a b",
          "https://a/%zz",
          "https://a/ü",
          "https://a\r"}) {
        TestMessage text = usual();
        text.uri = uri;

        EXPECT_THAT(refusal(text.text()), HasSubstr("line 6 must hold an absolute URI")) << uri;
    }
}

TEST(MessageTest, RefusesEveryVersionButOne) {
    for (const char* version : {"", "0", "2", "01", "1.0", "1 ", "1\r"}) {
        TestMessage text = usual();
        text.version = version;

        EXPECT_THAT(refusal(text.text()), HasSubstr("line 7 must be \"Version: 1\"")) << version;
    }
}

TEST(MessageTest, ReadsChainIdsUpTo64Bits) {
    const std::vector<std::pair<const char*, std::uint64_t>> ids = {
        {"0", 0},
        {"1", 1},
        {"0001", 1},
        {"137", 137},
        {"18446744073709551615", 18'446'744'073'709'551'615U}};
    for (const auto& [id, number] : ids) {
        TestMessage text = usual();
        text.chain_id = id;

        const auto message = parse_message(text.text());

        ASSERT_TRUE(message) << message.error().message;
        EXPECT_EQ(message->chain_id, number);
    }
}

TEST(MessageTest, RefusesChainIdsThatAreNoNumberOfOurs) {
    for (const char* id :
         {"",
          "18446744073709551616",
          "99999999999999999999999999",
          "-1",
          "+1",
          "0x1",
          "1.0",
          "1e3",
          " 1",
          "1 ",
          "١"}) {
        TestMessage text = usual();
        text.chain_id = id;

        EXPECT_THAT(refusal(text.text()), HasSubstr("line 8 must hold a decimal number")) << id;
    }
}

TEST(MessageTest, TakesNoncesOf8LettersAndDigitsAndMore) {
    for (const std::string& nonce :
         {"12345678"s, "abcdefgh"s, "ABCDEFGH"s, std::string(100, 'x')}) {
        TestMessage text = usual();
        text.nonce = nonce;

        EXPECT_EQ(refusal(text.text()), "") << nonce;
    }
}

TEST(MessageTest, RefusesShortNoncesAndOtherCharacters) {
    for (const char* nonce :
         {"", "1234567", "1234567-", "1234 5678", "1234567ü", "12345678 ", "12345678\r"}) {
        TestMessage text = usual();
        text.nonce = nonce;

        EXPECT_THAT(refusal(text.text()), HasSubstr("line 9 must hold at least 8")) << nonce;
    }
}

TEST(MessageTest, TakesEveryFormOfTime) {
    for (const char* time :
         {"2026-11-21T10:00:00Z",
          "2026-11-21T10:00:00.1Z",
          "2026-11-21T10:00:00.123456789Z",
          "2026-11-21T10:00:00+05:30",
          "2026-11-21T10:00:00-08:00",
          "2028-02-29T00:00:00Z"}) {
        TestMessage text = usual();
        text.expiration_time = time;

        EXPECT_EQ(refusal(text.text()), "") << time;
    }
}

TEST(MessageTest, RefusesTimesThatAreNone) {
    for (const char* time :
         {"",
          "tomorrow",
          "1763719200",
          "2026-11-21",
          "2026-11-21T10:00:00",
          "2026-11-21 10:00:00Z",
          "2026-13-01T00:00:00Z",
          "2026-02-30T00:00:00Z",
          "2026-02-29T00:00:00Z",
          "2100-02-29T00:00:00Z",
          "2026-01-01T24:00:00Z",
          "2026-01-01T00:60:00Z",
          "2026-01-01T00:00:61Z",
          "2026-01-01T00:00:00.Z",
          "2026-01-01T00:00:00+0530",
          "12026-01-01T00:00:00Z",
          "2026-11-21T10:00:00Z ",
          "2026-11-21T10:00:00Z\r"}) {
        TestMessage issued = usual();
        TestMessage expires = usual();
        TestMessage waits = usual();
        issued.issued_at = time;
        expires.expiration_time = time;
        waits.not_before = time;

        EXPECT_THAT(refusal(issued.text()), HasSubstr("line 10 must hold a date and time")) << time;
        EXPECT_THAT(refusal(expires.text()), HasSubstr("line 11 must hold a date and time"))
            << time;
        EXPECT_THAT(refusal(waits.text()), HasSubstr("line 11 must hold a date and time")) << time;
    }
}

TEST(MessageTest, RefusesRequestIdsThatAreNoPathSegment) {
    for (const char* id : {"a b", "a/b", "a?b", "%", "%2g", "ü", "a\r", "a\tb"}) {
        TestMessage text = usual();
        text.request_id = id;

        EXPECT_THAT(refusal(text.text()), HasSubstr("line 11 holds a character")) << id;
    }
}

TEST(MessageTest, RefusesResourcesThatAreNoUris) {
    for (const char* uri : {"", "terms", "https://a b", " https://a", "https://a\r"}) {
        TestMessage text = usual();
        text.resources = {"https://studio.example", uri};

        EXPECT_THAT(refusal(text.text()), HasSubstr("line 13 must hold an absolute URI")) << uri;
    }
}

TEST(MessageTest, RefusesAListOfResourcesInAnotherForm) {
    const std::string text = usual().text();

    EXPECT_THAT(refusal(text + "\nResources: "), HasSubstr("line 11 must be \"Resources:\""));
    EXPECT_THAT(refusal(text + "\nResources:\nhttps://a"), HasSubstr("line 12 is unknown"));
    EXPECT_THAT(refusal(text + "\nResources:\n* https://a"), HasSubstr("line 12 is unknown"));
    EXPECT_THAT(refusal(text + "\nResources:\n-https://a"), HasSubstr("line 12 is unknown"));
    EXPECT_THAT(refusal(text + "\n- https://a"), HasSubstr("line 11 is unknown"));
    EXPECT_THAT(refusal(text + "\nResources:\nResources:"), HasSubstr("line 12 is unknown"));
}

// Around the message

TEST(MessageTest, RefusesAnythingBeforeAndAfter) {
    const std::string text = usual().text();

    EXPECT_THAT(refusal(text + "\n"), HasSubstr("line 11 is unknown"));
    EXPECT_THAT(refusal(text + "\n\n"), HasSubstr("line 11 is unknown"));
    EXPECT_THAT(refusal(text + "\nLevel: 3"), HasSubstr("line 11 is unknown"));
    EXPECT_THAT(refusal("\n" + text), HasSubstr("line 1 "));
    EXPECT_THAT(refusal(" " + text), HasSubstr("line 1 "));
    EXPECT_NE(refusal(text + " "), "");
    EXPECT_NE(refusal(text + "\0"s), "");
}

TEST(MessageTest, RefusesCarriageReturns) {
    std::string text;
    for (const char c : usual().text()) {
        text += c == '\n' ? "\r\n" : std::string(1, c);
    }

    EXPECT_THAT(refusal(text), HasSubstr("line 1 "));
}

TEST(MessageTest, RefusesEveryTextThatIsCutOff) {
    const std::string text = usual().text();
    for (std::size_t length = 0; length < text.size(); ++length) {
        EXPECT_NE(refusal(std::string_view(text).substr(0, length)), "") << length;
    }
}

TEST(MessageTest, RefusesMessagesOver4Kibibytes) {
    TestMessage text = usual();
    text.statement = "";
    text.statement = std::string(kMaxMessageSize - text.text().size(), 'x');

    EXPECT_EQ(refusal(text.text()), "");

    *text.statement += 'x';
    EXPECT_THAT(refusal(text.text()), HasSubstr("must not be longer than 4096 bytes"));
}

}  // namespace
}  // namespace likeness::siwe
