#include "app/objects_config.hpp"

#include "app/testing_settings.hpp"
#include "cloud_signing/testing_rsa.hpp"

#include <gtest/gtest.h>

namespace likeness::app {
namespace {

const std::string& key_pem() {
    static const std::string pem = cloud_signing::private_pem(cloud_signing::make_test_key());
    return pem;
}

Result<ObjectsPlace> place_of(const std::string& text, Settings::Texts flags) {
    const CleanEnvironment environment;
    LIKENESS_TRY(const Settings settings, Settings::resolve(flags));
    return read_objects_place(settings, text, "data");
}

Settings::Texts with_gcs(Settings::Texts more = {}) {
    more.insert({{"gcp_client_email", "a@b.example"}, {"gcp_private_key", key_pem()}});
    return more;
}

Settings::Texts with_s3(Settings::Texts more = {}) {
    more.insert({{"aws_access_key_id", "AKIA"}, {"aws_secret_access_key", "secret"}});
    return more;
}

TEST(ObjectsConfigTest, KeepsObjectsInTheDataFolderWhenNothingIsSaid) {
    EXPECT_EQ(std::get<FolderPlace>(place_of("", {}).value()).folder, "data/objects");
    EXPECT_EQ(std::get<FolderPlace>(place_of("file:/big", {}).value()).folder, "/big");
}

TEST(ObjectsConfigTest, FindsGoogleByTheServiceAccount) {
    const auto place = std::get<GcsPlace>(place_of("gs:", with_gcs()).value());

    EXPECT_EQ(place.endpoint.origin(), "https://storage.googleapis.com");
    EXPECT_EQ(place.token_url, "https://oauth2.googleapis.com/token");
    EXPECT_EQ(place.client_email, "a@b.example");
}

TEST(ObjectsConfigTest, TakesAnEmulatorWithOrWithoutTokens) {
    const Settings::Texts emulator{{"storage_emulator_host", "http://127.0.0.1:4443"}};
    const auto without = std::get<GcsPlace>(place_of("gs:", with_gcs(emulator)).value());
    const auto with =
        std::get<GcsPlace>(place_of(
                               "gs:",
                               with_gcs(
                                   {{"storage_emulator_host", "http://127.0.0.1:4443"},
                                    {"gcp_token_uri", "http://127.0.0.1:4443/token"}}
                               )
        ).value());

    EXPECT_EQ(without.endpoint.origin(), "http://127.0.0.1:4443");
    EXPECT_EQ(without.token_url, "");
    EXPECT_EQ(with.token_url, "http://127.0.0.1:4443/token");
}

TEST(ObjectsConfigTest, RefusesAnEmulatorForAPublicServer) {
    for (const char* setting : {"storage_emulator_host", "gcp_token_uri"}) {
        EXPECT_FALSE(place_of(
            "gs:",
            with_gcs({{setting, "http://127.0.0.1:4443"}, {"public_url", "HTTPS://a.example"}})
        )) << setting;
    }
}

TEST(ObjectsConfigTest, NamesAwsItsRelativesAndMachinesNearby) {
    const auto s3 = [](const std::string& text, Settings::Texts more = {}) {
        return std::get<S3Place>(place_of(text, with_s3(std::move(more))).value());
    };

    const S3Place aws = s3("s3://?region=eu-central-1");
    EXPECT_EQ(aws.endpoint.origin(), "https://s3.eu-central-1.amazonaws.com");
    EXPECT_TRUE(aws.is_virtual_hosted);
    const S3Place r2 = s3("s3://account.r2.cloudflarestorage.com?region=auto");
    EXPECT_EQ(r2.endpoint.origin(), "https://account.r2.cloudflarestorage.com");
    EXPECT_EQ(r2.scope.region, "auto");
    EXPECT_FALSE(r2.is_virtual_hosted);
    const S3Place minio = s3("s3://127.0.0.1:9000");
    EXPECT_EQ(minio.endpoint.origin(), "http://127.0.0.1:9000");
    EXPECT_EQ(minio.scope.region, "us-east-1");
    EXPECT_EQ(s3("s3://minio:9000?tls=off&style=virtual").endpoint.scheme, "http");
    EXPECT_TRUE(s3("s3://minio:9000?tls=off&style=virtual").is_virtual_hosted);
    EXPECT_EQ(
        s3("s3://", {{"aws_endpoint_url", "http://10.0.0.1:9000"}}).endpoint.origin(),
        "http://10.0.0.1:9000"
    );
    EXPECT_EQ(s3("s3://", {{"aws_region", "eu-west-1"}}).scope.region, "eu-west-1");
}

TEST(ObjectsConfigTest, SaysWhatIsMissingOrWrongWithoutRepeatingSecrets) {
    const auto reason = [](const std::string& text, const Settings::Texts& flags) {
        const Result<ObjectsPlace> place = place_of(text, flags);
        return place ? std::string("taken") : place.error().message;
    };

    EXPECT_NE(reason("gs:", {}).find("GCP_CLIENT_EMAIL"), std::string::npos);
    const std::string cut = key_pem().substr(0, 200);
    const std::string wrong_key =
        reason("gs:", {{"gcp_client_email", "a@b.example"}, {"gcp_private_key", cut}});
    EXPECT_NE(wrong_key.find("GCP_PRIVATE_KEY must be"), std::string::npos);
    EXPECT_EQ(wrong_key.find(cut.substr(40, 40)), std::string::npos);
    EXPECT_NE(reason("s3://a", {}).find("AWS_ACCESS_KEY_ID"), std::string::npos);
    for (const char* text :
         {"s3:bucket",
          "s3://a b",
          "s3://a/bucket",
          "s3://user@a",
          "s3://a?style=other",
          "s3://a?region=a/b",
          "s3://a?unknown=1",
          "gs:bucket",
          "file:",
          "ftp://a"}) {
        EXPECT_NE(reason(text, with_s3(with_gcs())), "taken") << text;
    }
}

}  // namespace
}  // namespace likeness::app
