#pragma once

#include "base/task.hpp"
#include "core/generation.hpp"
#include "core/image_search.hpp"
#include "core/page.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// Which images a gallery shows, newest first. At least one of `lora`, `wallet`, `person` and
/// `batch` is set; a search is one among the images of `wallet`. Images in the trash are left out
/// unless the search is for them.
struct ImageQuery {
    std::optional<LoraId> lora = {};
    std::optional<WalletAddress> wallet = {};
    std::optional<PersonId> person = {};
    std::optional<BatchId> batch = {};
    ImageSearch search = {};
    std::optional<Cursor> after = {};
    int skip = 0;  // rows to leave out: what page numbers need, costly when large
    int limit = 24;
};

/// All images of a query, newest first, in the form that a page needs to lay them out.
struct ImageIndex {
    struct Shape {
        int width = 0;           // pixels
        int height = 0;          // pixels
        std::int64_t count = 0;  // of neighbours with these
    };

    struct Month {
        std::string name;  // "2026-03"
        std::int64_t count = 0;
    };

    std::int64_t total = 0;
    std::string ids;  // base64 of 16 bytes an image
    std::vector<Shape> shapes = {};
    std::vector<std::int64_t> batches = {};  // how many neighbours are of the same batch
    std::vector<Month> months = {};
};

class ImageRepository {
public:
    /// Images of an index: what a page can hold and a server send.
    static constexpr int kMaxIndexed = 1'000'000;

    ImageRepository() = default;
    ImageRepository(const ImageRepository&) = delete;
    ImageRepository& operator=(const ImageRepository&) = delete;
    virtual ~ImageRepository() = default;

    virtual Task<Page<GeneratedImage>> list(ImageQuery query) = 0;
    /// The newest kMaxIndexed of a wallet's images; `after`, `skip` and `limit` do not count.
    virtual Task<ImageIndex> index(ImageQuery query) = 0;
    /// not_found. Finds what is in the trash too.
    virtual Task<GeneratedImage> find(ImageId id) = 0;
    /// Those of the wallet among them, in their order.
    virtual Task<std::vector<GeneratedImage>>
    find_own(WalletAddress wallet, std::vector<ImageId> ids) = 0;
    /// Those that are there, in any order.
    virtual Task<std::vector<GeneratedImage>> find_some(std::vector<ImageId> ids) = 0;
};

}  // namespace likeness
