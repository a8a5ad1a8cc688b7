#pragma once

#include "base/task.hpp"
#include "core/person.hpp"

#include <vector>

namespace likeness {

/// The people of each wallet.
class PersonRepository {
public:
    PersonRepository() = default;
    PersonRepository(const PersonRepository&) = delete;
    PersonRepository& operator=(const PersonRepository&) = delete;
    virtual ~PersonRepository() = default;

    /// Gives the person its id. resource_exhausted beyond `limit` people of the wallet.
    virtual Task<Person> add(Person person, int limit) = 0;
    virtual Task<Person> find(PersonId id) = 0;
    virtual Task<std::vector<PersonOverview>> of_wallet(WalletAddress wallet) = 0;
    virtual Task<void> rename(PersonId id, std::string first_name, std::string last_name) = 0;
    /// LoRAs and images of the person stay, without a person.
    virtual Task<void> remove(PersonId id) = 0;
};

}  // namespace likeness
