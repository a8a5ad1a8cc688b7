#pragma once

#include "base/time.hpp"
#include "core/caller.hpp"
#include "core/ports/object_store.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace likeness {

using PersonId = std::int64_t;

/// A profile of the header's dropdown, owned by the wallet that made it.
struct Person {
    PersonId id = 0;
    WalletAddress wallet;
    std::string first_name;
    std::string last_name;  // may be empty
    Timestamp created_at;
};

/// A person with what the dropdown shows beside the name.
struct PersonOverview {
    Person person;
    std::int64_t lora_count = 0;
    std::int64_t image_count = 0;
    std::optional<ObjectKey> avatar =
        {};  // newest image of the person, in the bucket of generated images
};

}  // namespace likeness
