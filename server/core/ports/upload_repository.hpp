#pragma once

#include "base/task.hpp"
#include "core/page.hpp"
#include "core/upload.hpp"

#include <vector>

namespace likeness {

/// Photos that wait to be trained from, and those that were.
class UploadRepository {
public:
    UploadRepository() = default;
    UploadRepository(const UploadRepository&) = delete;
    UploadRepository& operator=(const UploadRepository&) = delete;
    virtual ~UploadRepository() = default;

    /// The image; or the one of the same wallet with the same bytes that was there before, which
    /// lives as long as the new one would. resource_exhausted beyond `limit` images of the wallet,
    /// or UploadLimits::kMaxBytesKept.
    virtual Task<UploadedImage> add(UploadedImage image, int limit) = 0;
    /// not_found.
    virtual Task<UploadedImage> find(UploadId id) = 0;
    /// The wallet's, newest first.
    virtual Task<Page<UploadedImage>>
    list(WalletAddress wallet, std::optional<Cursor> after, int limit) = 0;
    /// not_found; conflict while an open training uses it.
    virtual Task<void> remove(UploadId id) = 0;
    /// Forgets up to `limit` images whose time is over and that no LoRA was or is trained from, and
    /// tells which.
    virtual Task<std::vector<UploadedImage>> remove_expired(Timestamp now, int limit) = 0;
};

}  // namespace likeness
