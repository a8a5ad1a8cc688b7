#pragma once

#include "base/task.hpp"
#include "core/engines.hpp"
#include "core/people.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/lora_repository.hpp"
#include "core/ports/lora_staging.hpp"
#include "core/ports/object_store.hpp"
#include "core/ports/random.hpp"

#include <optional>
#include <string>

namespace likeness {

/// What its owner says about a LoRA that comes in. Texts are raw; what is missing is read from the
/// file.
struct LoraLabels {
    std::optional<std::string> name = {};
    std::optional<std::string> trigger_word = {};
    std::optional<PersonId> person = {};
    Visibility visibility = Visibility::private_;
};

/// Takes a weights file in as a LoRA of the caller.
class ImportLora {
public:
    ImportLora(
        LoraRepository& loras,
        ObjectStore& objects,
        Engines& engines,
        People& people,
        const Clock& clock,
        Random& random
    );

    /// Checks what can be checked before the first byte of the file is read.
    Task<void> check_labels(Caller caller, LoraLabels labels);
    /// For a file that begins to come in.
    LoraId new_id();
    /// Changes nothing when it fails.
    Task<Lora> import(Caller caller, LoraLabels labels, StagedLora staged);

private:
    Task<void> check_with_engines(StagedLora staged);
    Task<void> warn_of_duplicate(Caller caller, Lora& lora);

    LoraRepository& loras_;
    ObjectStore& objects_;
    Engines& engines_;
    People& people_;
    const Clock& clock_;
    Random& random_;
};

/// The row of a LoRA made from a file, without its number.
Result<Lora> lora_from(
    const StagedLora& staged,
    const LoraLabels& labels,
    LoraId id,
    WalletAddress owner,
    Timestamp now
);

/// Puts the file where the LoRA's weights lie; durable when it returns.
Task<void> keep_weights(ObjectStore& objects, StagedLora staged, ObjectKey key);

}  // namespace likeness
