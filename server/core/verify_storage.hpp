#pragma once

#include "base/task.hpp"
#include "core/ports/audit_repository.hpp"
#include "core/ports/object_store.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace likeness {

/// One thing that is not as it should be.
struct Discrepancy {
    std::string kind;  // "missing object", "wrong size", "orphan object", "wrong state", "wrong
                       // quota", "wrong count"
    std::string what;  // the id or key
    std::string detail;
    bool is_repaired = false;
};

struct VerifyReport {
    std::int64_t images = 0;
    std::int64_t loras = 0;
    std::int64_t batches = 0;
    std::int64_t objects = 0;
    Accounting accounting;
    std::vector<Discrepancy> discrepancies;

    bool is_clean() const;
};

struct VerifyOptions {
    bool deep = false;    // reads every file and compares its hash
    bool repair = false;  // removes orphan objects
};

/// Checks database and object store against each other: every row's object is there with its size,
/// every object has its row, every batch stands as its jobs do, and images submitted = kept +
/// refunded + cancelled + running.
class VerifyStorage {
public:
    VerifyStorage(AuditRepository& audit, ObjectStore& objects)
        : audit_(audit),
          objects_(objects) {}

    Task<VerifyReport> run(VerifyOptions options);

private:
    Task<void> check_images(const VerifyOptions& options, VerifyReport& report);
    Task<void> check_image(AuditImage image, const VerifyOptions& options, VerifyReport& report);
    Task<void> check_object(
        Bucket bucket,
        ObjectKey key,
        std::int64_t byte_count,
        std::string what,
        VerifyReport& report
    );
    Task<void> check_loras(VerifyReport& report);
    Task<void> check_batches(VerifyReport& report);
    Task<void> check_orphans(Bucket bucket, const VerifyOptions& options, VerifyReport& report);
    Task<void>
    report_orphan(Bucket bucket, ObjectKey key, const VerifyOptions& options, VerifyReport& report);
    Task<bool> is_known(Bucket bucket, std::string id);
    Task<bool> may_be_coming(Bucket bucket, std::string id, StoredObject object);

    AuditRepository& audit_;
    ObjectStore& objects_;
};

}  // namespace likeness
