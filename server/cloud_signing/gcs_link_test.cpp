#include "cloud_signing/gcs_link.hpp"

#include "cloud_signing/testing_rsa.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace likeness::cloud_signing {
namespace {

namespace json = boost::json;

constexpr const char* kEmail = "test-iam-credentials@dummy-project-id.iam.gserviceaccount.com";

json::value read_json(const std::string& file) {
    std::ifstream stream(file);
    return json::parse(std::string(std::istreambuf_iterator<char>(stream), {}));
}

std::string text_of(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    return value == nullptr ? std::string() : std::string(value->get_string());
}

NameValues pairs_of(const json::object& object, std::string_view name) {
    NameValues pairs;
    if (const json::value* values = object.if_contains(name)) {
        for (const auto& [key, value] : values->get_object()) {
            pairs.emplace_back(key, value.get_string());
        }
    }
    return pairs;
}

/// Where the vectors' clients send to: the most particular of what they are told.
Endpoint endpoint_of(const json::object& vector) {
    std::string place = text_of(vector, "bucketBoundHostname");
    for (const char* name : {"hostname", "clientEndpoint", "emulatorHostname"}) {
        place = place.empty() ? text_of(vector, name) : place;
    }
    if (place.empty()) {
        const std::string universe = text_of(vector, "universeDomain");
        place = "storage." + (universe.empty() ? "googleapis.com" : universe);
    }
    const std::string scheme = text_of(vector, "scheme");
    const bool is_whole = place.find("://") != std::string::npos || scheme.empty();
    return Endpoint::parse(is_whole ? place : scheme + "://" + place).value();
}

GcsLink link_of(const json::object& vector) {
    GcsLink link;
    link.method = text_of(vector, "method");
    link.bucket = text_of(vector, "bucket");
    link.object = text_of(vector, "object");
    link.time = parse_iso(text_of(vector, "timestamp")).value();
    link.lifetime = std::chrono::seconds{vector.at("expiration").to_number<int>()};
    link.headers = pairs_of(vector, "headers");
    link.query = pairs_of(vector, "queryParameters");
    const std::string style = text_of(vector, "urlStyle");
    link.style = style == "VIRTUAL_HOSTED_STYLE"    ? GcsStyle::virtual_hosted
                 : style == "BUCKET_BOUND_HOSTNAME" ? GcsStyle::bucket_bound
                                                    : GcsStyle::path;
    return link;
}

TEST(GcsLinkTest, SignsWhatThePublishedVectorsSign) {
    const json::value vectors = read_json("tests/data/signing/gcs_v4.json");
    const TestKey key = read_public_key("tests/data/signing/gcs_v4_public_key.pem");
    const json::array& cases = vectors.at("signingV4Tests").get_array();
    ASSERT_EQ(cases.size(), 29U);

    for (const json::value& value : cases) {
        const json::object& vector = value.get_object();
        const std::string name = text_of(vector, "description");
        const std::string expected = text_of(vector, "expectedUrl");
        const std::size_t end = expected.find("&X-Goog-Signature=");

        const GcsStringToSign link =
            gcs_string_to_sign(kEmail, endpoint_of(vector), link_of(vector));

        EXPECT_EQ(link.url, expected.substr(0, end)) << name;
        EXPECT_TRUE(is_signed(key, link.text, from_hex(expected.substr(end + 18)).value())) << name;
        if (name != "Universe domain with virtual hosted style") {
            // There the printed texts belong to the path style; the signature does not.
            EXPECT_EQ(link.canonical_request, text_of(vector, "expectedCanonicalRequest")) << name;
            EXPECT_EQ(link.text, text_of(vector, "expectedStringToSign")) << name;
        }
    }
}

TEST(GcsLinkTest, EndsInTheSignatureOfItsAccount) {
    const TestKey key = make_test_key();
    const ServiceAccount account{kEmail, RsaKey::from_pem(private_pem(key)).value()};
    const Endpoint endpoint = Endpoint::parse("https://storage.googleapis.com").value();
    GcsLink link;
    link.bucket = "b";
    link.object = "2026/a.jpg";

    const std::string url = gcs_signed_url(account, endpoint, link);

    const GcsStringToSign unsigned_link = gcs_string_to_sign(kEmail, endpoint, link);
    const std::string prefix = unsigned_link.url + "&X-Goog-Signature=";
    ASSERT_TRUE(url.starts_with(prefix)) << url;
    EXPECT_TRUE(is_signed(key, unsigned_link.text, from_hex(url.substr(prefix.size())).value()));
}

}  // namespace
}  // namespace likeness::cloud_signing
