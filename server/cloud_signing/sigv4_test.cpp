#include "cloud_signing/sigv4.hpp"

#include "base/digest.hpp"
#include "cloud_signing/testing_raw_request.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace likeness::cloud_signing {
namespace {

namespace json = boost::json;
using std::chrono::seconds;

json::object read_suite() {
    std::ifstream stream("tests/data/signing/sigv4_suite.json");
    return json::parse(std::string(std::istreambuf_iterator<char>(stream), {})).get_object();
}

std::string text_of(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    return value == nullptr ? std::string() : std::string(value->get_string());
}

/// One case of the suite, as our functions take it.
struct SuiteCase {
    explicit SuiteCase(const json::object& files) {
        const json::value context = files.at("context").is_string()
                                        ? json::parse(files.at("context").get_string())
                                        : files.at("context");
        const json::object& given = context.get_object();
        const json::object& credentials = given.at("credentials").get_object();
        scope.credentials = {
            text_of(credentials, "access_key_id"),
            text_of(credentials, "secret_access_key"),
            text_of(credentials, "token")};
        if (const json::value* omit = given.if_contains("omit_session_token");
            omit != nullptr && omit->get_bool()) {
            scope.credentials.session_token.clear();  // there it is sent, but not signed
        }
        scope.region = text_of(given, "region");
        scope.service = text_of(given, "service");
        time = parse_iso(text_of(given, "timestamp")).value();
        lifetime = seconds{given.at("expiration_in_seconds").to_number<int>()};
        signs_body = given.at("sign_body").get_bool();
        RawRequest raw = parse_raw_request(text_of(files, "request"));
        request.method = raw.method;
        request.path = given.at("normalize").get_bool() ? normalized_path(raw.path) : raw.path;
        request.query = raw.query;
        request.headers = raw.headers;
        request.payload = to_hex(sha256(raw.body));
    }

    SigV4Scope scope;
    SigV4Request request;
    Timestamp time;
    seconds lifetime{};
    bool signs_body = false;
};

TEST(SigV4Test, SignsHeadersAsThePublishedSuite) {
    for (const auto& [name, files] : read_suite()) {
        SuiteCase the_case(files.get_object());
        if (the_case.signs_body) {
            the_case.request.headers.emplace_back("x-amz-content-sha256", the_case.request.payload);
        }

        const SigV4Signature signature =
            sigv4_in_headers(the_case.scope, the_case.request, the_case.time);

        const json::object& expected = files.get_object();
        EXPECT_EQ(signature.canonical_request, text_of(expected, "header-canonical-request"))
            << name;
        EXPECT_EQ(signature.string_to_sign, text_of(expected, "header-string-to-sign")) << name;
        EXPECT_EQ(signature.signature, text_of(expected, "header-signature")) << name;
    }
}

TEST(SigV4Test, SignsQueriesAsThePublishedSuite) {
    const json::object suite = read_suite();
    ASSERT_EQ(suite.size(), 38U);
    for (const auto& [name, files] : suite) {
        const SuiteCase the_case(files.get_object());

        const SigV4Signature signature =
            sigv4_in_query(the_case.scope, the_case.request, the_case.time, the_case.lifetime);

        const json::object& expected = files.get_object();
        EXPECT_EQ(signature.canonical_request, text_of(expected, "query-canonical-request"))
            << name;
        EXPECT_EQ(signature.signature, text_of(expected, "query-signature")) << name;
        EXPECT_TRUE(signature.query.ends_with("&X-Amz-Signature=" + signature.signature)) << name;
    }
}

TEST(SigV4Test, PresignsTheExampleOfTheS3Documentation) {
    const SigV4Scope scope{
        {"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", ""}, "us-east-1"};
    SigV4Request request;
    request.path = "/test.txt";
    request.headers = {{"host", "examplebucket.s3.amazonaws.com"}};
    request.payload = kUnsignedPayload;

    const SigV4Signature signature =
        sigv4_in_query(scope, request, parse_iso("2013-05-24T00:00:00Z").value(), seconds{86'400});

    EXPECT_EQ(
        signature.signature, "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
    );
}

TEST(SigV4Test, KnowsTheHashOfNothing) {
    EXPECT_EQ(to_hex(sha256("")), kEmptyPayload);
}

}  // namespace
}  // namespace likeness::cloud_signing
