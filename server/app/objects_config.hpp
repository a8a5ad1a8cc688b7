#pragma once

#include "app/settings.hpp"
#include "base/result.hpp"
#include "cloud_signing/endpoint.hpp"
#include "cloud_signing/sigv4.hpp"

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>

namespace likeness::app {

/// file:FOLDER
struct FolderPlace {
    std::filesystem::path folder;
};

/// gs:
struct GcsPlace {
    cloud_signing::Endpoint endpoint{"https", "storage.googleapis.com", ""};
    std::string token_url = "https://oauth2.googleapis.com/token";  // empty: none is needed
    std::string client_email;
    std::string private_key;  // PEM
};

/// s3://ENDPOINT?region=REGION&style=path|virtual&tls=on|off
struct S3Place {
    cloud_signing::Endpoint endpoint;
    cloud_signing::SigV4Scope scope;
    bool is_virtual_hosted = false;
};

/// Where objects are kept, and what is needed to get there.
using ObjectsPlace = std::variant<FolderPlace, GcsPlace, S3Place>;

/// Reads LIKENESS_OBJECTS, or a place that a command names, with the settings that go with it.
/// invalid_argument is a clause that follows the setting's name, or begins with another one's.
Result<ObjectsPlace> read_objects_place(
    const Settings& settings,
    std::string_view text,
    const std::filesystem::path& data_dir
);

}  // namespace likeness::app
