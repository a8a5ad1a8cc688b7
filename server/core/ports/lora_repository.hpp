#pragma once

#include "base/task.hpp"
#include "core/lora.hpp"
#include "core/page.hpp"

#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// Which LoRAs a list holds, newest first.
struct LoraQuery {
    std::optional<WalletAddress> viewer =
        {};  // his own of every visibility, and everyone's public ones
    bool only_own = false;
    bool all = false;  // everyone's of every visibility: for the operator
    std::optional<PersonId> person = {};
    std::optional<Cursor> after = {};
    int limit = 50;
};

struct LoraChanges {
    std::optional<std::string> name = {};
    std::optional<std::string> trigger_word = {};
    std::optional<double> default_scale = {};
    std::optional<Visibility> visibility = {};
    std::optional<std::optional<PersonId>> person = {};
    std::optional<std::optional<LoraCover>> cover = {};
};

class LoraRepository {
public:
    LoraRepository() = default;
    LoraRepository(const LoraRepository&) = delete;
    LoraRepository& operator=(const LoraRepository&) = delete;
    virtual ~LoraRepository() = default;

    /// Gives the LoRA its number.
    virtual Task<Lora> add(Lora lora) = 0;
    /// Removed ones too: an image tells of its LoRA for ever. not_found.
    virtual Task<Lora> find(LoraRef ref) = 0;
    /// The oldest LoRA with this file among the wallet's own and everyone's public ones.
    virtual Task<std::optional<Lora>> find_by_file(WalletAddress viewer, std::string sha256) = 0;
    virtual Task<Page<Lora>> list(LoraQuery query) = 0;
    /// The newest 5,000 that `viewer` may use, all or of one person.
    virtual Task<std::vector<LoraModel>>
    models(std::optional<WalletAddress> viewer, std::optional<PersonId> person) = 0;
    /// not_found.
    virtual Task<Lora> update(LoraId id, LoraChanges changes) = 0;
    /// Its images stay with whoever made them; the row and the file stay too, out of sight, so that
    /// they remain repeatable. not_found; conflict while a batch of it is open.
    virtual Task<void> remove(LoraId id, Timestamp now) = 0;
};

}  // namespace likeness
