#pragma once

#include "core/ports/object_store.hpp"

#include <filesystem>

namespace likeness {

/// Brings objects of a store into files, whatever their size.
class ObjectFetcher {
public:
    ObjectFetcher() = default;
    ObjectFetcher(const ObjectFetcher&) = delete;
    ObjectFetcher& operator=(const ObjectFetcher&) = delete;
    virtual ~ObjectFetcher() = default;

    /// Writes the whole object into a new file. Errors: not_found; unavailable, also when the bytes
    /// have another hash than the store tells.
    virtual Task<void> fetch(Bucket bucket, StoredObject object, std::filesystem::path into) = 0;
};

}  // namespace likeness
