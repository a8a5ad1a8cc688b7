#include "app/opened_objects.hpp"

#include "adapters/gcs_store/gcs_store.hpp"
#include "adapters/s3_store/s3_store.hpp"
#include "app/version.hpp"
#include "base/digest.hpp"

#include <algorithm>
#include <utility>

namespace likeness::app {

namespace {

std::unique_ptr<http_client::Client> make_client(boost::asio::any_io_executor executor) {
    http_client::Client::Options options;
    options.user_agent = "Likeness/" + std::string(kVersion);
    return std::make_unique<http_client::Client>(std::move(executor), options);
}

Result<OpenedObjects>
open_folder(const FolderPlace& place, ObjectsOptions options, const Clock& clock) {
    folder_store::FolderStore::Options folder_options;
    folder_options.root = place.folder;
    folder_options.buckets = std::move(options.buckets);
    folder_options.public_url = std::move(options.public_url);
    // Links have a key of their own, so that none of them tells anything about the secret.
    folder_options.link_key = sha256("object links\n" + options.secret);
    LIKENESS_TRY(
        std::unique_ptr<folder_store::FolderStore> store,
        folder_store::FolderStore::open(std::move(folder_options), clock)
    );
    OpenedObjects opened;
    opened.folder = store.get();
    opened.store = std::move(store);
    return opened;
}

Result<OpenedObjects> open_gcs(
    const GcsPlace& place,
    ObjectsOptions options,
    const Clock& clock,
    const boost::asio::any_io_executor& executor
) {
    LIKENESS_TRY(cloud_signing::RsaKey key, cloud_signing::RsaKey::from_pem(place.private_key));
    gcs_store::GcsOptions gcs_options({place.client_email, std::move(key)});
    gcs_options.endpoint = place.endpoint;
    gcs_options.token_url = place.token_url;
    gcs_options.buckets = std::move(options.buckets);
    OpenedObjects opened;
    opened.client = make_client(executor);
    opened.store = std::make_unique<gcs_store::GcsStore>(
        executor, *opened.client, clock, std::move(gcs_options)
    );
    return opened;
}

OpenedObjects open_s3(
    const S3Place& place,
    ObjectsOptions options,
    const Clock& clock,
    const boost::asio::any_io_executor& executor
) {
    s3_store::S3Options s3_options;
    s3_options.endpoint = place.endpoint;
    s3_options.style =
        place.is_virtual_hosted ? s3_store::S3Style::virtual_hosted : s3_store::S3Style::path;
    s3_options.scope = place.scope;
    s3_options.buckets = std::move(options.buckets);
    OpenedObjects opened;
    opened.client = make_client(executor);
    opened.store =
        std::make_unique<s3_store::S3Store>(executor, *opened.client, clock, std::move(s3_options));
    return opened;
}

}  // namespace

std::vector<std::string> OpenedObjects::origins() const {
    std::vector<std::string> found;
    for (const Bucket bucket : {Bucket::loras, Bucket::generated, Bucket::uploads}) {
        const std::string url = store->plain_url(bucket, ObjectKey::trusted("x"));
        const std::string origin = url.substr(0, url.find('/', url.find("://") + 3));
        if (folder == nullptr && std::find(found.begin(), found.end(), origin) == found.end()) {
            found.push_back(origin);
        }
    }
    return found;
}

Result<OpenedObjects> open_objects(
    const ObjectsPlace& place,
    ObjectsOptions options,
    const Clock& clock,
    boost::asio::any_io_executor executor
) {
    if (const auto* folder = std::get_if<FolderPlace>(&place)) {
        return open_folder(*folder, std::move(options), clock);
    }
    if (const auto* gcs = std::get_if<GcsPlace>(&place)) {
        return open_gcs(*gcs, std::move(options), clock, executor);
    }
    return open_s3(std::get<S3Place>(place), std::move(options), clock, executor);
}

}  // namespace likeness::app
