#pragma once

#include "base/task.hpp"
#include "core/caller.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/object_store.hpp"
#include "core/ports/random.hpp"
#include "core/ports/upload_intake.hpp"
#include "core/ports/upload_repository.hpp"

#include <vector>

namespace likeness {

/// What became of an upload.
struct UploadReceipt {
    std::vector<UploadedImage> kept;
    std::vector<RefusedPicture> refused;  // texts are clean
};

/// The photos that people train from.
class Uploads {
public:
    Uploads(UploadRepository& uploads, ObjectStore& objects, const Clock& clock, Random& random);

    /// Keeps the photos of one file and adds them to the receipt. Stops with payload_too_large when
    /// the receipt has as many as one request may bring; what was kept before stays.
    Task<void> keep(Caller caller, PictureSource& pictures, UploadReceipt& receipt);
    Task<Page<UploadedImage>> list(Caller caller, std::optional<Cursor> after, int limit);
    /// not_found also when it is somebody else's; conflict while an open training uses it.
    Task<UploadedImage> remove(Caller caller, UploadId id);
    /// Removes what is too old and unused, a few at a time; how many.
    Task<int> remove_expired();

private:
    Task<UploadedImage> store(Caller caller, const ReceivedPicture& picture);
    Task<void> remove_objects(UploadedImage image);

    UploadRepository& uploads_;
    ObjectStore& objects_;
    const Clock& clock_;
    Random& random_;
};

}  // namespace likeness
