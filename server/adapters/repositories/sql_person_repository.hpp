#pragma once

#include "core/ports/person_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlPersonRepository final : public PersonRepository {
public:
    explicit SqlPersonRepository(sql::Database& database) : database_(database) {}

    Task<Person> add(Person person, int limit) override;
    Task<Person> find(PersonId id) override;
    Task<std::vector<PersonOverview>> of_wallet(WalletAddress wallet) override;
    Task<void> rename(PersonId id, std::string first_name, std::string last_name) override;
    Task<void> remove(PersonId id) override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
