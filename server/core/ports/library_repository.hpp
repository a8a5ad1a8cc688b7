#pragma once

#include "base/task.hpp"
#include "core/image.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace likeness {

struct TagCount {
    std::string tag;
    std::int64_t count = 0;  // of images that are not in the trash
};

/// A search that a wallet keeps under a name.
struct SavedSearch {
    std::string id;  // 32 hex digits
    std::string name;
    std::string query;  // as written
    Timestamp created_at;
};

/// What wallets note about their images. What changes images tells how many it changed; with an id
/// among them that is not of the wallet it changes nothing and is not_found.
class LibraryRepository {
public:
    LibraryRepository() = default;
    LibraryRepository(const LibraryRepository&) = delete;
    LibraryRepository& operator=(const LibraryRepository&) = delete;
    virtual ~LibraryRepository() = default;

    virtual Task<std::int64_t>
    set_favorite(WalletAddress wallet, std::vector<ImageId> ids, bool favorite) = 0;
    virtual Task<std::int64_t>
    set_rating(WalletAddress wallet, std::vector<ImageId> ids, int rating) = 0;
    /// resource_exhausted when an image would have more than `limit` tags.
    virtual Task<std::int64_t> change_tags(
        WalletAddress wallet,
        std::vector<ImageId> ids,
        std::vector<std::string> add,
        std::vector<std::string> remove,
        int limit
    ) = 0;
    /// Most used first.
    virtual Task<std::vector<TagCount>> tags(WalletAddress wallet, int limit) = 0;
};

/// Saved searches.
class SearchRepository {
public:
    SearchRepository() = default;
    SearchRepository(const SearchRepository&) = delete;
    SearchRepository& operator=(const SearchRepository&) = delete;
    virtual ~SearchRepository() = default;

    /// Newest first.
    virtual Task<std::vector<SavedSearch>> list(WalletAddress wallet) = 0;
    /// resource_exhausted when the wallet has `limit` already.
    virtual Task<void> add(WalletAddress wallet, SavedSearch search, int limit) = 0;
    /// not_found.
    virtual Task<void> remove(WalletAddress wallet, std::string id) = 0;
};

}  // namespace likeness
