#pragma once

#include "core/ports/audit_repository.hpp"
#include "core/ports/draft_repository.hpp"
#include "core/ports/generation_repository.hpp"
#include "core/ports/identity_repository.hpp"
#include "core/ports/image_repository.hpp"
#include "core/ports/library_repository.hpp"
#include "core/ports/lora_repository.hpp"
#include "core/ports/moved_image_repository.hpp"
#include "core/ports/person_repository.hpp"
#include "core/ports/selection_repository.hpp"
#include "core/ports/share_repository.hpp"
#include "core/ports/training_repository.hpp"
#include "core/ports/trash_repository.hpp"
#include "core/ports/upload_repository.hpp"
#include "core/ports/usage_repository.hpp"

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace likeness::test {

/// All repositories of one empty database, which goes with this object.
class Repositories {
public:
    Repositories() = default;
    Repositories(const Repositories&) = delete;
    Repositories& operator=(const Repositories&) = delete;
    virtual ~Repositories() = default;

    virtual IdentityRepository& identities() = 0;
    virtual PersonRepository& people() = 0;
    virtual LoraRepository& loras() = 0;
    virtual ImageRepository& images() = 0;
    virtual LibraryRepository& library() = 0;
    virtual SearchRepository& searches() = 0;
    virtual TrashRepository& trash() = 0;
    virtual GenerationLedger& ledger() = 0;
    virtual JobQueue& queue() = 0;
    virtual AuditRepository& audit() = 0;
    virtual UploadRepository& uploads() = 0;
    virtual SelectionRepository& selections() = 0;
    virtual TrainingLedger& trainings() = 0;
    virtual TrainingQueue& training_queue() = 0;
    virtual ShareRepository& shares() = 0;
    virtual UsageRepository& usage() = 0;
    virtual DraftRepository& drafts() = 0;
    virtual MovedImageRepository& moved_images() = 0;
};

/// A database that the contract suites run on.
struct DatabaseKind {
    std::string name;  // letters and digits
    std::unique_ptr<Repositories> (*make)();

    friend std::ostream& operator<<(std::ostream& out, const DatabaseKind& kind) {
        return out << kind.name;
    }
};

/// Every kind that can be made here.
std::vector<DatabaseKind> database_kinds();

}  // namespace likeness::test
