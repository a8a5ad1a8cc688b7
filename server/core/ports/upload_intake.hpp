#pragma once

#include "base/bytes.hpp"
#include "base/task.hpp"
#include "core/settings.hpp"

#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace likeness {

/// A photo out of an upload, checked and ready to be kept.
struct ReceivedPicture {
    std::string file_name;  // what its owner called it; raw
    std::string caption;    // of the text file beside it in an archive; raw
    Bytes file;             // upright, without metadata
    Bytes thumbnail_384;    // WebP, 384 pixels on the longer side
    Bytes thumbnail_768;
    ImageSize size;  // pixels
    OutputFormat format = OutputFormat::jpeg;
    std::string sha256;     // hex, of `file`
    std::string thumbhash;  // base64
};

/// A file that is no photo we can use.
struct RefusedPicture {
    std::string file_name;  // raw
    std::string reason;     // for its owner
};

using IncomingPicture = std::variant<ReceivedPicture, RefusedPicture>;

/// The photos of one upload, one at a time, so that memory stays flat.
class PictureSource {
public:
    PictureSource() = default;
    PictureSource(const PictureSource&) = delete;
    PictureSource& operator=(const PictureSource&) = delete;
    virtual ~PictureSource() = default;

    /// How many there are, the refused ones too.
    virtual int count() const = 0;
    /// Nothing after the last. unavailable when the server cannot look at it now.
    virtual Task<std::optional<IncomingPicture>> next() = 0;
};

/// A file on its way in: an image or a zip archive of images, told apart by its first bytes.
class IncomingUpload {
public:
    IncomingUpload() = default;
    IncomingUpload(const IncomingUpload&) = delete;
    IncomingUpload& operator=(const IncomingUpload&) = delete;
    virtual ~IncomingUpload() = default;

    /// Errors: unprocessable as soon as the bytes can be neither, payload_too_large beyond
    /// UploadLimits, unavailable (disk full).
    virtual Task<void> write(Bytes chunk) = 0;
    /// Errors: unprocessable (the archive cannot be read, with the reason), payload_too_large,
    /// unavailable.
    virtual Task<std::unique_ptr<PictureSource>> finish() = 0;
};

class UploadIntake {
public:
    UploadIntake() = default;
    UploadIntake(const UploadIntake&) = delete;
    UploadIntake& operator=(const UploadIntake&) = delete;
    virtual ~UploadIntake() = default;

    /// `file_name` is what its owner calls it; it names nothing on our disk.
    virtual Task<std::unique_ptr<IncomingUpload>> begin(std::string file_name) = 0;
};

}  // namespace likeness
