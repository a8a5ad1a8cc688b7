#pragma once

#include "base/task.hpp"
#include "core/image.hpp"

#include <cstdint>
#include <vector>

namespace likeness {

/// An image whose row is gone and whose objects may still be there.
struct RemovedImage {
    ImageId id;
    ObjectKey path;
};

/// The way of images into the trash, out of it and out of the world. With an id among them that is
/// not of the wallet nothing is changed: not_found.
class TrashRepository {
public:
    TrashRepository() = default;
    TrashRepository(const TrashRepository&) = delete;
    TrashRepository& operator=(const TrashRepository&) = delete;
    virtual ~TrashRepository() = default;

    /// How many were not there before.
    virtual Task<std::int64_t>
    put(WalletAddress wallet, std::vector<ImageId> ids, Timestamp now) = 0;
    /// How many were there.
    virtual Task<std::int64_t> take_out(WalletAddress wallet, std::vector<ImageId> ids) = 0;

    /// Removes rows for good and notes that their objects are to follow. conflict, and nothing is
    /// removed, when one is not in the trash.
    virtual Task<std::int64_t>
    remove(WalletAddress wallet, std::vector<ImageId> ids, Timestamp now) = 0;
    /// Likewise up to `limit` of the wallet that are in the trash.
    virtual Task<std::int64_t> empty(WalletAddress wallet, Timestamp now, int limit) = 0;
    /// Likewise up to `limit` that were put there before `before`, of all wallets.
    virtual Task<std::int64_t> expire(Timestamp before, Timestamp now, int limit) = 0;

    /// Up to `limit` removed images whose objects may still be there.
    virtual Task<std::vector<RemovedImage>> leftovers(int limit) = 0;
    /// Their objects are gone.
    virtual Task<void> forget(std::vector<RemovedImage> images) = 0;
};

}  // namespace likeness
