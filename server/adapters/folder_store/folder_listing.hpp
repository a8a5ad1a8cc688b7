#pragma once

#include "core/ports/object_store.hpp"

#include <filesystem>
#include <string>

namespace likeness::folder_store {

/// Keys below `root` that begin with `prefix` and come after `from`, in order, about `limit` of
/// them. Walks only the folders that can hold such keys.
Result<ObjectPage> list_folder(
    const std::filesystem::path& root,
    const std::string& prefix,
    const std::optional<std::string>& from,
    std::size_t limit
);

}  // namespace likeness::folder_store
