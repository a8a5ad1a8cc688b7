#pragma once

#include "base/bytes.hpp"
#include "base/task.hpp"
#include "core/ports/lora_staging.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace likeness {

/// A square of pixels within an upright picture.
struct CropSquare {
    int left = 0;
    int top = 0;
    int side = 0;

    friend bool operator==(const CropSquare&, const CropSquare&) = default;
};

/// A picture as it goes into the archive.
struct ArchivePicture {
    Bytes file;
    std::optional<CropSquare> crop;  // else all of it
    std::string caption;             // without one there is no text file
};

struct StagedArchive {
    std::shared_ptr<const StagedFile> file;
    std::int64_t byte_count = 0;
};

/// An archive while it is made.
class ArchiveDraft {
public:
    ArchiveDraft() = default;
    ArchiveDraft(const ArchiveDraft&) = delete;
    ArchiveDraft& operator=(const ArchiveDraft&) = delete;
    virtual ~ArchiveDraft() = default;

    /// Errors: unprocessable (the picture cannot be used), payload_too_large, unavailable.
    virtual Task<void> add(ArchivePicture picture) = 0;
    virtual Task<StagedArchive> finish() = 0;
};

/// Makes the zip archives that trainers take: 001.jpg, 001.txt, 002.png, ... The same pictures give
/// the same bytes.
class TrainingArchiver {
public:
    TrainingArchiver() = default;
    TrainingArchiver(const TrainingArchiver&) = delete;
    TrainingArchiver& operator=(const TrainingArchiver&) = delete;
    virtual ~TrainingArchiver() = default;

    virtual Task<std::unique_ptr<ArchiveDraft>> begin() = 0;
};

}  // namespace likeness
