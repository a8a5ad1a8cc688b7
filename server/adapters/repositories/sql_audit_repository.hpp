#pragma once

#include "core/ports/audit_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlAuditRepository final : public AuditRepository {
public:
    explicit SqlAuditRepository(sql::Database& database) : database_(database) {}

    Task<std::vector<AuditImage>> images(std::string after, int limit) override;
    Task<std::vector<AuditLora>> loras(std::string after, int limit) override;
    Task<std::vector<AuditBatch>> batches(std::string after, int limit) override;
    Task<bool> is_known_image(std::string image_id) override;
    Task<bool> was_ordered(std::string image_id) override;
    Task<bool> is_known_lora(std::string lora_id) override;
    Task<bool> is_known_upload(std::string id) override;
    Task<Accounting> accounting() override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
