#pragma once

#include "base/task.hpp"
#include "core/generation.hpp"
#include "core/page.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace likeness {

/// Which images a gallery shows, newest first. At least one of `lora`, `wallet`, `person` and
/// `batch` is set.
struct ImageQuery {
    std::optional<LoraId> lora = {};
    std::optional<WalletAddress> wallet = {};
    std::optional<PersonId> person = {};
    std::optional<BatchId> batch = {};
    std::optional<Cursor> after = {};
    int skip = 0;  // rows to leave out: what page numbers need, costly when large
    int limit = 24;
};

class ImageRepository {
public:
    ImageRepository() = default;
    ImageRepository(const ImageRepository&) = delete;
    ImageRepository& operator=(const ImageRepository&) = delete;
    virtual ~ImageRepository() = default;

    virtual Task<Page<GeneratedImage>> list(ImageQuery query) = 0;
    /// not_found.
    virtual Task<GeneratedImage> find(ImageId id) = 0;
    /// Those that are there, in any order.
    virtual Task<std::vector<GeneratedImage>> find_some(std::vector<ImageId> ids) = 0;
};

}  // namespace likeness
