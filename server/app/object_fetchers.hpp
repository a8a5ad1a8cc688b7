#pragma once

#include "app/opened_objects.hpp"
#include "core/ports/object_fetcher.hpp"

#include <memory>

namespace likeness::app {

/// The fetcher that belongs to a store: files of a folder are copied; what lies in a cloud comes by
/// a signed link, streamed, and is compared with the hash that the store tells. Uses the store
/// while it lives.
std::unique_ptr<ObjectFetcher> make_fetcher(OpenedObjects& objects);

}  // namespace likeness::app
