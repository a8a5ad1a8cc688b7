#pragma once

#include "base/task.hpp"
#include "core/moved_image.hpp"

#include <optional>
#include <string>

namespace likeness {

/// Images that moved in from other programs.
class MovedImageRepository {
public:
    MovedImageRepository() = default;
    MovedImageRepository(const MovedImageRepository&) = delete;
    MovedImageRepository& operator=(const MovedImageRepository&) = delete;
    virtual ~MovedImageRepository() = default;

    /// The wallet's image that came in as this file, in the trash too.
    virtual Task<std::optional<MovedImage>> find(WalletAddress wallet, std::string sha256) = 0;
    /// In one transaction: the image with its batch and origin, under the wallet's own LoRA of the
    /// same file, else of the same name (letter case aside), else under a new one. Of two that add
    /// the same file one gets the other's image, known before.
    virtual Task<MovedImage> add(NewMovedImage moved) = 0;
    /// Nothing for images that were made here.
    virtual Task<std::optional<ImageOrigin>> origin(ImageId id) = 0;
};

}  // namespace likeness
