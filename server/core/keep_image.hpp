#pragma once

#include "base/task.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/generation_repository.hpp"
#include "core/ports/image_finisher.hpp"
#include "core/ports/object_store.hpp"

namespace likeness {

/// Turns an engine's bytes into an image of ours: checked, with its recipe inside and its
/// thumbnails beside it, in our own store.
class KeepImage {
public:
    KeepImage(ImageFinisher& finisher, ObjectStore& objects, const Clock& clock);

    /// unprocessable when the bytes are no such image; unavailable when the store cannot take it
    /// now.
    Task<FinishedImage> finish(const LeasedJob& job, Bytes bytes);
    /// Stores the file and both thumbnails; durable when it returns. May be repeated.
    Task<GeneratedImage> store(
        const LeasedJob& job,
        const FinishedImage& finished,
        std::optional<std::int64_t> price_microdollars
    );
    /// Takes back what store() did, wholly or in part, for a job that ended otherwise meanwhile.
    Task<void> discard(LeasedJob job, OutputFormat format);

private:
    ImageFinisher& finisher_;
    ObjectStore& objects_;
    const Clock& clock_;
};

}  // namespace likeness
