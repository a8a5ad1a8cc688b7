#pragma once

#include "base/task.hpp"
#include "core/caller.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/person_repository.hpp"

#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// The people of a wallet: the profiles of the header's dropdown.
class People {
public:
    People(PersonRepository& people, const Clock& clock);

    Task<std::vector<PersonOverview>> list(WalletAddress wallet);
    Task<Person> create(WalletAddress wallet, std::string first_name, std::string last_name);
    Task<Person> rename(
        Caller caller,
        PersonId id,
        std::optional<std::string> first_name,
        std::optional<std::string> last_name
    );
    Task<void> remove(Caller caller, PersonId id);
    /// The person, if the caller may use it; not_found, or permission_denied when it is somebody
    /// else's.
    Task<Person> owned(Caller caller, PersonId id);

private:
    PersonRepository& people_;
    const Clock& clock_;
};

}  // namespace likeness
