#include "adapters/folder_store/object_route.hpp"

#include "net/conditional.hpp"

#include <array>
#include <utility>

namespace likeness::folder_store {

namespace {

constexpr std::string_view kForever = "private, max-age=31536000, immutable";

std::string_view content_type_of_key(std::string_view key) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kTypes{{
        {".webp", "image/webp"},
        {".jpg", "image/jpeg"},
        {".png", "image/png"},
        {".safetensors", "application/octet-stream"},
    }};
    for (const auto& [extension, type] : kTypes) {
        if (key.ends_with(extension)) {
            return type;
        }
    }
    return "application/octet-stream";
}

/// The bucket with this name.
std::optional<Bucket> bucket_named(const FolderStore& store, std::string_view name) {
    for (const Bucket bucket : {Bucket::loras, Bucket::generated, Bucket::uploads}) {
        if (store.bucket_name(bucket) == name) {
            return bucket;
        }
    }
    return std::nullopt;
}

}  // namespace

Result<net::Response> ObjectRoute::respond(const net::Request& request) const {
    if (request.method() != net::Method::get && request.method() != net::Method::head) {
        return Error{ErrorCode::method_not_supported, "Objects can only be read here."};
    }
    // Signed as sent: our keys need no percent-encoding, so a path that does was not made by us.
    LIKENESS_CHECK(store_.signer().check(request.path(), request.query(), clock_.now()));
    const std::string_view rest = request.path().substr(kPrefix.size());
    const std::size_t slash = rest.find('/');
    const std::optional<Bucket> bucket = bucket_named(store_, rest.substr(0, slash));
    const std::optional<ObjectKey> key =
        slash == std::string_view::npos ? std::nullopt : ObjectKey::parse(rest.substr(slash + 1));
    if (!bucket || !key) {
        return Error::not_found("object");
    }
    LIKENESS_TRY(std::shared_ptr<const net::OpenFile> file, store_.open_file(*bucket, *key));
    // Objects never change under their key, so key and size name the content.
    const std::string etag = "\"" + std::to_string(file->size()) + "-" +
                             key->text().substr(0, key->text().rfind('.')) + "\"";
    net::Representation representation{content_type_of_key(key->text()), {etag}, kForever};
    return net::file_response(request, std::move(file), representation);
}

}  // namespace likeness::folder_store
