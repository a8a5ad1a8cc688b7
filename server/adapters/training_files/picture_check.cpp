#include "adapters/training_files/picture_check.hpp"

#include "base/digest.hpp"
#include "core/upload.hpp"
#include "imaging/handed_on.hpp"
#include "imaging/thumbnails.hpp"

#include <algorithm>
#include <utility>

namespace likeness::training_files {

namespace {

OutputFormat output_format(imaging::Format format) {
    switch (format) {
        case imaging::Format::jpeg:
            return OutputFormat::jpeg;
        case imaging::Format::png:
            return OutputFormat::png;
        case imaging::Format::webp:
            return OutputFormat::webp;
    }
    return OutputFormat::jpeg;
}

Result<ReceivedPicture> prepare(BytesView file) {
    if (file.size() > static_cast<std::size_t>(UploadLimits::kMaxImageBytes)) {
        return Error{
            ErrorCode::payload_too_large,
            "The image has more than " + std::to_string(UploadLimits::kMaxImageBytes >> 20U) +
                " MB."};
    }
    const std::string reason = why_no_photo(file);
    if (!reason.empty()) {
        return Error{ErrorCode::unprocessable, reason};
    }
    ReceivedPicture picture;
    LIKENESS_TRY(picture.file, imaging::upright_file(file));
    LIKENESS_TRY(imaging::Thumbnails thumbnails, imaging::make_thumbnails(picture.file));
    const imaging::ImageHeader& header = thumbnails.header;
    if (std::min(header.width, header.height) < UploadLimits::kMinSide) {
        return Error{
            ErrorCode::unprocessable,
            "The image is too small to learn from: each side needs " +
                std::to_string(UploadLimits::kMinSide) + " pixels at least."};
    }
    picture.thumbnail_384 = std::move(thumbnails.at_384.webp);
    picture.thumbnail_768 = std::move(thumbnails.at_768.webp);
    picture.size = {header.width, header.height};
    picture.format = output_format(header.format);
    picture.sha256 = to_hex(sha256(picture.file));
    picture.thumbhash = to_base64(thumbnails.thumbhash);
    return picture;
}

/// ISO/IEC 23008-12, annex B: what telephones write when nobody tells them otherwise.
bool is_heic(BytesView file) {
    if (file.size() < 12 || file.substr(4, 4) != "ftyp") {
        return false;
    }
    const BytesView brand = file.substr(8, 4);
    return brand == "heic" || brand == "heix" || brand == "mif1" || brand == "heif" ||
           brand == "avif";
}

}  // namespace

std::string why_no_photo(BytesView first_bytes) {
    if (is_heic(first_bytes)) {
        return "HEIC and AVIF images are not read here. Save it as JPEG, PNG or WebP.";
    }
    if (!imaging::detect_format(first_bytes)) {
        return "This is no JPEG, PNG or WebP image.";
    }
    return {};
}

IncomingPicture check_picture(BytesView file, std::string file_name, std::string caption) {
    Result<ReceivedPicture> picture = prepare(file);
    if (!picture) {
        return RefusedPicture{std::move(file_name), std::move(picture).error().message};
    }
    picture->file_name = std::move(file_name);
    picture->caption = std::move(caption);
    return *std::move(picture);
}

}  // namespace likeness::training_files
