#pragma once

#include "base/task.hpp"
#include "core/accounting.hpp"
#include "core/generation_state.hpp"
#include "core/image.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace likeness {

struct AuditImage {
    ImageId id;
    ObjectKey path;
    std::int64_t byte_count = 0;
    std::string sha256;
};

struct AuditLora {
    LoraId id;
    ObjectKey weights;  // empty for one that images moved in under
    std::int64_t byte_count = 0;
    std::int64_t image_count = 0;     // as noted
    std::int64_t counted_images = 0;  // as there are outside the trash
};

/// A batch with its jobs, as its rows tell.
struct AuditBatch {
    BatchId id;
    BatchState state = BatchState::queued;
    QuotaState quota = QuotaState::reserved;
    std::vector<JobState> jobs;
    std::int64_t image_count = 0;  // kept, those that were removed since included
};

/// Everything there is, in pages, for checking it against the object store. Pages follow an id:
/// pass the last one seen.
class AuditRepository {
public:
    AuditRepository() = default;
    AuditRepository(const AuditRepository&) = delete;
    AuditRepository& operator=(const AuditRepository&) = delete;
    virtual ~AuditRepository() = default;

    virtual Task<std::vector<AuditImage>> images(std::string after, int limit) = 0;
    virtual Task<std::vector<AuditLora>> loras(std::string after, int limit) = 0;
    virtual Task<std::vector<AuditBatch>> batches(std::string after, int limit) = 0;
    /// Whether an object with this image id may be there: a row tells of it, a job that is not done
    /// may be writing it, or it is about to follow its row.
    virtual Task<bool> is_known_image(std::string image_id) = 0;
    /// Whether a job was to make it, however the job ended. Slow: for images that are not known.
    virtual Task<bool> was_ordered(std::string image_id) = 0;
    virtual Task<bool> is_known_lora(std::string lora_id) = 0;
    /// Likewise in the bucket of uploads: a photo that is kept, or the archive of an open training.
    virtual Task<bool> is_known_upload(std::string id) = 0;
    virtual Task<Accounting> accounting() = 0;
};

}  // namespace likeness
