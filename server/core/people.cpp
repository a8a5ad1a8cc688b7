#include "core/people.hpp"

#include "core/text_rules.hpp"

#include <utility>

namespace likeness {

namespace {

constexpr std::size_t kMaxNameLength = 80;
constexpr int kMaxPeople = 500;

}  // namespace

People::People(PersonRepository& people, const Clock& clock) : people_(people), clock_(clock) {}

Task<std::vector<PersonOverview>> People::list(WalletAddress wallet) {
    return people_.of_wallet(std::move(wallet));
}

Task<Person> People::create(WalletAddress wallet, std::string first_name, std::string last_name) {
    LIKENESS_CO_TRY(std::string first, clean_label("firstName", first_name, 1, kMaxNameLength));
    LIKENESS_CO_TRY(std::string last, clean_label("lastName", last_name, 0, kMaxNameLength));
    Person person{0, std::move(wallet), std::move(first), std::move(last), clock_.now()};
    co_return co_await people_.add(std::move(person), kMaxPeople);
}

Task<Person> People::owned(Caller caller, PersonId id) {
    LIKENESS_CO_TRY(Person person, co_await people_.find(id));
    if (!caller.may_manage(person.wallet)) {
        co_return Error{ErrorCode::permission_denied, "This person belongs to another wallet."};
    }
    co_return person;
}

Task<Person> People::rename(
    Caller caller,
    PersonId id,
    std::optional<std::string> first_name,
    std::optional<std::string> last_name
) {
    LIKENESS_CO_TRY(Person person, co_await owned(std::move(caller), id));
    if (first_name) {
        LIKENESS_CO_TRY(
            person.first_name, clean_label("firstName", *first_name, 1, kMaxNameLength)
        );
    }
    if (last_name) {
        LIKENESS_CO_TRY(person.last_name, clean_label("lastName", *last_name, 0, kMaxNameLength));
    }
    LIKENESS_CO_CHECK(co_await people_.rename(id, person.first_name, person.last_name));
    co_return person;
}

Task<void> People::remove(Caller caller, PersonId id) {
    LIKENESS_CO_CHECK(co_await owned(std::move(caller), id));
    co_return co_await people_.remove(id);
}

}  // namespace likeness
