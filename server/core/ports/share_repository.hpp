#pragma once

#include "base/task.hpp"
#include "core/image.hpp"
#include "core/page.hpp"
#include "core/share.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// A share as its owner's list shows it.
struct ShareOverview {
    Share share;
    std::int64_t chosen_count = 0;  // pictures of a selection; 0 for the other kinds
    std::string lora_name = {};     // of a shared LoRA
};

/// What a share leads to, in a few words.
struct ShareContents {
    std::int64_t image_count = 0;
    std::optional<LoraId> only_lora = {};  // that made all of them
};

/// Shares and the pictures behind them: only pictures of the share's own wallet, whatever it names.
class ShareRepository {
public:
    ShareRepository() = default;
    ShareRepository(const ShareRepository&) = delete;
    ShareRepository& operator=(const ShareRepository&) = delete;
    virtual ~ShareRepository() = default;

    /// `images` are those of a selection. not_found when one of them is not the wallet's, and then
    /// nothing is added; resource_exhausted beyond `limit` shares of the wallet.
    virtual Task<void> add(Share share, std::vector<ImageId> images, int limit) = 0;
    /// Newest first, ended ones too.
    virtual Task<std::vector<ShareOverview>> of_wallet(WalletAddress wallet) = 0;
    virtual Task<std::optional<Share>> find(ShareId id) = 0;
    virtual Task<std::optional<Share>> find_by_token(std::string token) = 0;
    virtual Task<void> remove(ShareId id) = 0;
    /// Counts one more.
    virtual Task<void> note_opening(ShareId id) = 0;

    virtual Task<ShareContents> contents(Share share) = 0;
    /// Newest first.
    virtual Task<Page<GeneratedImage>>
    images(Share share, std::optional<Cursor> after, int limit) = 0;
    /// not_found when the share does not show it.
    virtual Task<GeneratedImage> image(Share share, ImageId id) = 0;
};

}  // namespace likeness
