#pragma once

#include "core/ports/lora_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlLoraRepository final : public LoraRepository {
public:
    explicit SqlLoraRepository(sql::Database& database) : database_(database) {}

    Task<Lora> add(Lora lora) override;
    Task<Lora> find(LoraRef ref) override;
    Task<std::optional<Lora>> find_by_file(WalletAddress viewer, std::string sha256) override;
    Task<Page<Lora>> list(LoraQuery query) override;
    Task<std::vector<LoraModel>>
    models(std::optional<WalletAddress> viewer, std::optional<PersonId> person) override;
    Task<Lora> update(LoraId id, LoraChanges changes) override;
    Task<void> remove(LoraId id, Timestamp now) override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
