#pragma once

#include "adapters/folder_store/folder_store.hpp"
#include "app/objects_config.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/object_store.hpp"
#include "http_client/client.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace likeness::app {

/// A store with what it needs to work.
struct OpenedObjects {
    std::unique_ptr<http_client::Client> client;  // of stores in a cloud
    std::unique_ptr<ObjectStore> store;
    folder_store::FolderStore* folder = nullptr;  // the store, if it is a folder on this machine

    /// The origins from which pages get images, when those are not our own: every bucket's.
    std::vector<std::string> origins() const;
};

/// What every store is told besides its place.
struct ObjectsOptions {
    std::array<std::string, 3> buckets;
    std::string public_url;  // of links to a folder's objects
    std::string secret;      // from which their key is made
};

/// Opens a store. Only a folder is looked at: whether a cloud answers, calls tell. Errors are
/// sentences for the operator.
Result<OpenedObjects> open_objects(
    const ObjectsPlace& place,
    ObjectsOptions options,
    const Clock& clock,
    boost::asio::any_io_executor executor
);

}  // namespace likeness::app
