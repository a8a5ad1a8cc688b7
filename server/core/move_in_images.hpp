#pragma once

#include "core/ports/clock.hpp"
#include "core/ports/image_intake.hpp"
#include "core/ports/moved_image_repository.hpp"
#include "core/ports/object_store.hpp"
#include "core/ports/random.hpp"

#include <optional>
#include <string>

namespace likeness {

/// An image of another program with what lay around it. Texts are raw.
struct ArrivingImage {
    StagedImage staged;
    std::string sidecar = {};  // of the text file beside it
    std::string path = {};     // for people: it leads nowhere
    std::optional<Timestamp> modified_at = {};
};

/// Makes images that other programs made images of ours: the file byte for byte, its recipe beside
/// it, at the time when it was made. They take no unit of a quota.
class MoveInImages {
public:
    MoveInImages(
        MovedImageRepository& moved,
        ImageIntake& intake,
        ObjectStore& objects,
        const Clock& clock,
        Random& random
    );

    /// The same file of the same wallet comes in once: the second time nothing changes. Errors as
    /// of ImageIntake::inspect(); a refused image leaves nothing behind.
    Task<MovedImage> take(Caller caller, ArrivingImage arriving);
    /// Nothing for images that were made here. Whoever asks may see the image.
    Task<std::optional<ImageOrigin>> origin(ImageId id);

private:
    NewMovedImage described(
        const WalletAddress& wallet,
        const ArrivingImage& arriving,
        const InspectedImage& seen,
        Timestamp now
    );
    Task<void> store(const GeneratedImage& image, const StagedImage& staged, InspectedImage seen);
    Task<MovedImage> note(NewMovedImage moved);
    asio::awaitable<void> discard(GeneratedImage image);

    MovedImageRepository& moved_;
    ImageIntake& intake_;
    ObjectStore& objects_;
    const Clock& clock_;
    Random& random_;
};

}  // namespace likeness
