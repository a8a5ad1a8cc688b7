#pragma once

#include "base/id.hpp"
#include "base/task.hpp"
#include "base/time.hpp"
#include "core/caller.hpp"

#include <vector>

namespace likeness {

using SelectionId = Id<struct SelectionTag>;

/// A list of images that is too long for an address, kept for a while.
struct ImageSelection {
    SelectionId id;
    WalletAddress wallet;  // for whom
    std::vector<ImageId> images;
    Timestamp expires_at;
};

class SelectionRepository {
public:
    SelectionRepository() = default;
    SelectionRepository(const SelectionRepository&) = delete;
    SelectionRepository& operator=(const SelectionRepository&) = delete;
    virtual ~SelectionRepository() = default;

    /// Keeps it, and removes what has expired by `now` and the wallet's oldest beyond `limit`.
    virtual Task<void> add(ImageSelection selection, int limit, Timestamp now) = 0;
    /// not_found, also once it has expired.
    virtual Task<ImageSelection> find(SelectionId id, Timestamp now) = 0;
};

}  // namespace likeness
