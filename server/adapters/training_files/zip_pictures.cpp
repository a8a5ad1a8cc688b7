#include "adapters/training_files/zip_pictures.hpp"

#include "adapters/training_files/picture_check.hpp"
#include "core/upload.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace likeness::training_files {

namespace {

/// UTF-8 takes four bytes a character at most.
constexpr std::uint64_t kMaxCaptionBytes = 4 * UploadLimits::kMaxCaptionLength;

zip::Limits limits() {
    zip::Limits limits;
    limits.max_entries = std::size_t{2} * UploadLimits::kMaxImagesAtOnce + 100;
    limits.max_entry_bytes = static_cast<std::uint64_t>(UploadLimits::kMaxImageBytes);
    limits.max_total_bytes = static_cast<std::uint64_t>(2 * UploadLimits::kMaxArchiveBytes);
    return limits;
}

/// What Finder, Explorer and cameras leave behind.
bool is_litter(const zip::Entry& entry) {
    const std::string name = entry.base_name();
    return entry.is_folder() || name.empty() || name.starts_with('.') || name == "Thumbs.db" ||
           name == "desktop.ini" || entry.name.starts_with("__MACOSX/");
}

/// The path without the extension: what a picture and its caption share.
std::string_view stem(std::string_view name) {
    const std::size_t point = name.rfind('.');
    const std::size_t slash = name.find_last_of("/\\");
    const bool has_extension =
        point != std::string_view::npos && (slash == std::string_view::npos || point > slash);
    return has_extension ? name.substr(0, point) : name;
}

}  // namespace

Result<std::unique_ptr<ZipPictures>> ZipPictures::open(const std::filesystem::path& file) {
    LIKENESS_TRY(std::unique_ptr<const zip::Source> source, zip::open_file(file));
    LIKENESS_TRY(zip::Reader reader, zip::Reader::open(*source, limits()));
    std::unique_ptr<ZipPictures> pictures(new ZipPictures(std::move(source), std::move(reader)));
    if (pictures->count() == 0) {
        return Error{ErrorCode::unprocessable, "The zip archive holds no images."};
    }
    return pictures;
}

ZipPictures::ZipPictures(std::unique_ptr<const zip::Source> source, zip::Reader reader)
    : source_(std::move(source)),
      reader_(std::move(reader)) {
    for (const zip::Entry& entry : reader_.entries()) {
        if (is_litter(entry)) {
            continue;
        }
        const bool is_text = entry.name.ends_with(".txt") || entry.name.ends_with(".TXT");
        (is_text ? texts_ : pictures_).push_back(entry);
    }
}

Result<IncomingPicture> ZipPictures::read(std::size_t index) const {
    const zip::Entry& entry = pictures_.at(index);
    Result<Bytes> file = reader_.read(entry);
    if (!file && file.error().code != ErrorCode::unprocessable) {
        return std::move(file).error();
    }
    if (!file) {
        return IncomingPicture(RefusedPicture{entry.base_name(), file.error().message});
    }
    return check_picture(*file, entry.base_name(), caption_of(entry));
}

/// Empty when there is none, or none that can be read: the picture is worth keeping without it.
std::string ZipPictures::caption_of(const zip::Entry& picture) const {
    const auto text = std::find_if(texts_.begin(), texts_.end(), [&](const zip::Entry& entry) {
        return stem(entry.name) == stem(picture.name) && entry.bytes <= kMaxCaptionBytes;
    });
    if (text == texts_.end()) {
        return {};
    }
    Result<Bytes> caption = reader_.read(*text);
    return caption ? *std::move(caption) : std::string();
}

}  // namespace likeness::training_files
