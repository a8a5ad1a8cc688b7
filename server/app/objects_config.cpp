#include "app/objects_config.hpp"

#include "cloud_signing/rsa_key.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <cctype>
#include <sstream>
#include <utility>

namespace likeness::app {

namespace {

using cloud_signing::Endpoint;

Error wrong(std::string sentence) {
    return {ErrorCode::invalid_argument, std::move(sentence)};
}

Error missing(std::string_view variable) {
    return wrong("needs " + std::string(variable) + ", which is not set");
}

Result<Endpoint> endpoint_from(std::string_view variable, const std::string& text) {
    Result<Endpoint> endpoint = Endpoint::parse(text);
    return endpoint ? endpoint : wrong(std::string(variable) + " " + endpoint.error().message);
}

/// Where a stand-in would be trusted with what belongs to real people.
bool is_production(const Settings& settings) {
    std::string scheme = settings.text("public_url").substr(0, 6);
    std::transform(scheme.begin(), scheme.end(), scheme.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return scheme == "https:";
}

Result<ObjectsPlace> read_gcs(const Settings& settings) {
    GcsPlace place;
    place.client_email = settings.text("gcp_client_email");
    place.private_key = settings.text("gcp_private_key");
    if (place.client_email.empty()) {
        return missing("GCP_CLIENT_EMAIL");
    }
    if (place.private_key.empty()) {
        return missing("GCP_PRIVATE_KEY");
    }
    if (const auto key = cloud_signing::RsaKey::from_pem(place.private_key); !key) {
        return wrong("GCP_PRIVATE_KEY " + key.error().message);
    }
    const std::string& emulator = settings.text("storage_emulator_host");
    const std::string& token_url = settings.text("gcp_token_uri");
    if ((!emulator.empty() || !token_url.empty()) && is_production(settings)) {
        return wrong(
            "must not be an emulator's (STORAGE_EMULATOR_HOST, GCP_TOKEN_URI) while the public URL "
            "is https"
        );
    }
    if (!emulator.empty()) {
        LIKENESS_TRY(place.endpoint, endpoint_from("STORAGE_EMULATOR_HOST", emulator));
        place.token_url.clear();
    }
    if (!token_url.empty()) {
        const auto url = boost::urls::parse_uri(token_url);
        if (!url || (url->scheme() != "http" && url->scheme() != "https")) {
            return wrong("GCP_TOKEN_URI must be an http or https address");
        }
        place.token_url = token_url;
    }
    return ObjectsPlace(std::move(place));
}

bool is_loopback(std::string_view host) {
    return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

/// The part after s3://, taken apart.
struct S3Text {
    std::string endpoint;
    std::string region;
    std::string style;
    std::string tls;
};

Result<S3Text> parse_s3(std::string_view text) {
    S3Text parsed;
    const std::size_t mark = std::min(text.find('?'), text.size());
    parsed.endpoint = text.substr(0, mark);
    std::istringstream parameters{std::string(text.substr(std::min(mark + 1, text.size())))};
    for (std::string parameter; std::getline(parameters, parameter, '&');) {
        const std::size_t equals = std::min(parameter.find('='), parameter.size());
        const std::string name = parameter.substr(0, equals);
        const std::string value = parameter.substr(std::min(equals + 1, parameter.size()));
        if (name == "region" && !value.empty()) {
            parsed.region = value;
        } else if (name == "style" && (value == "path" || value == "virtual")) {
            parsed.style = value;
        } else if (name == "tls" && (value == "on" || value == "off")) {
            parsed.tls = value;
        } else {
            return wrong("knows region, style=path|virtual and tls=on|off after s3://ENDPOINT?");
        }
    }
    return parsed;
}

/// Named in the address, else by AWS_ENDPOINT_URL, else AWS itself.
Result<Endpoint> s3_endpoint(const Settings& settings, const S3Text& text, const S3Place& place) {
    const std::string& other = settings.text("aws_endpoint_url");
    if (text.endpoint.empty() && !other.empty()) {
        return endpoint_from("AWS_ENDPOINT_URL", other);
    }
    if (text.endpoint.empty()) {
        return Endpoint{"https", "s3." + place.scope.region + ".amazonaws.com", ""};
    }
    LIKENESS_TRY(Endpoint endpoint, endpoint_from("s3://ENDPOINT", "https://" + text.endpoint));
    if (text.tls == "off" || (text.tls.empty() && is_loopback(endpoint.host))) {
        endpoint.scheme = "http";
    }
    return endpoint;
}

Result<ObjectsPlace> read_s3(const Settings& settings, std::string_view rest) {
    LIKENESS_TRY(const S3Text text, parse_s3(rest));
    S3Place place;
    place.scope.region = text.region.empty() ? settings.text("aws_region") : text.region;
    if (place.scope.region.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") !=
        std::string::npos) {
        return wrong("must name a region like eu-central-1");
    }
    place.scope.credentials = {
        settings.text("aws_access_key_id"),
        settings.text("aws_secret_access_key"),
        settings.text("aws_session_token")};
    if (place.scope.credentials.access_key_id.empty()) {
        return missing("AWS_ACCESS_KEY_ID");
    }
    if (place.scope.credentials.secret_access_key.empty()) {
        return missing("AWS_SECRET_ACCESS_KEY");
    }
    LIKENESS_TRY(place.endpoint, s3_endpoint(settings, text, place));
    const bool is_aws = place.endpoint.host.ends_with(".amazonaws.com");
    place.is_virtual_hosted = text.style.empty() ? is_aws : text.style == "virtual";
    return ObjectsPlace(std::move(place));
}

}  // namespace

Result<ObjectsPlace> read_objects_place(
    const Settings& settings,
    std::string_view text,
    const std::filesystem::path& data_dir
) {
    if (text.empty()) {
        return ObjectsPlace(FolderPlace{data_dir / "objects"});
    }
    if (text.starts_with("file:") && text.size() > 5) {
        return ObjectsPlace(FolderPlace{text.substr(5)});
    }
    if (text == "gs:") {
        return read_gcs(settings);
    }
    if (text.starts_with("s3://")) {
        return read_s3(settings, text.substr(5));
    }
    return wrong("must be file:FOLDER, gs: or s3://ENDPOINT?region=REGION");
}

}  // namespace likeness::app
