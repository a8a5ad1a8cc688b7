#pragma once

#include "core/abuse_limits.hpp"
#include "core/caller.hpp"
#include "core/passwords.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/generation_repository.hpp"
#include "core/ports/lora_repository.hpp"
#include "core/ports/share_repository.hpp"
#include "core/share_pass.hpp"

#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// How a shared picture was made, where its owner wants that to be told.
struct SharedRecipe {
    std::string prompt;  // as written
    GenerationSettings settings;
    std::string lora_name;
    std::string trigger_word;
};

/// What is told of a share before its pictures.
struct SharedHead {
    Share share;
    bool is_locked = false;  // nothing else is told until the password is given
    std::int64_t image_count = 0;
    std::optional<std::string> lora_name = {};  // of a shared LoRA, or as part of the recipe
};

struct SharedPage {
    SharedHead head;
    Page<GeneratedImage> images;
    std::vector<SharedRecipe> recipes = {};  // of each image; empty unless shown
};

/// Instead of the password, for a while.
struct SharePass {
    std::string pass;
    Timestamp expires_at;
};

/// Shares, seen from the side of whoever has the link. Links that are unknown, ended or revoked
/// answer all the same not_found.
class SharedPictures {
public:
    SharedPictures(
        ShareRepository& shares,
        GenerationLedger& ledger,
        LoraRepository& loras,
        Passwords& passwords,
        const Clock& clock,
        SharePasses passes,
        AbuseLimits::Options attempts
    );

    /// A page; the first one counts as an opening unless its owner looks.
    Task<SharedPage> open(
        Caller caller,
        std::string token,
        std::optional<std::string> pass,
        std::optional<Cursor> after,
        int limit
    );
    /// permission_denied for a wrong password; resource_exhausted when this share was tried too
    /// often, from wherever.
    Task<SharePass> unlock(std::string token, std::string password);

    /// The head without counting: for previews in messengers. Locked where there is a password.
    Task<SharedHead> head(std::string token);
    /// The newest picture of a share without password.
    Task<GeneratedImage> cover(std::string token);

    struct File {
        GeneratedImage image;
        bool shows_recipe = false;
    };

    /// One picture; permission_denied when a password is wanted and the pass does not open.
    Task<File> file(std::string token, std::optional<std::string> pass, ImageId id);

private:
    Task<Share> live(std::string token);
    Task<SharedHead> head_of(Share share);
    Task<std::vector<SharedRecipe>> recipes_of(std::vector<GeneratedImage> images);
    bool is_locked(const Share& share, const std::optional<std::string>& pass) const;

    ShareRepository& shares_;
    GenerationLedger& ledger_;
    LoraRepository& loras_;
    Passwords& passwords_;
    const Clock& clock_;
    SharePasses passes_;
    AbuseLimits attempts_;
};

}  // namespace likeness
