#pragma once

#include "core/ports/upload_intake.hpp"
#include "zip/reader.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace likeness::training_files {

/// The photos of a zip archive with the captions beside them (`beach.jpg`, `beach.txt`), as every
/// training program lays them out. Folders and what operating systems leave in archives are passed
/// over. Calls block.
class ZipPictures {
public:
    /// Errors as of zip::Reader::open(); unprocessable when no file is in it.
    static Result<std::unique_ptr<ZipPictures>> open(const std::filesystem::path& file);

    int count() const { return static_cast<int>(pictures_.size()); }

    /// The picture with this index, from 0.
    Result<IncomingPicture> read(std::size_t index) const;

private:
    ZipPictures(std::unique_ptr<const zip::Source> source, zip::Reader reader);

    std::string caption_of(const zip::Entry& picture) const;

    std::unique_ptr<const zip::Source> source_;
    zip::Reader reader_;
    std::vector<zip::Entry> pictures_;
    std::vector<zip::Entry> texts_;
};

}  // namespace likeness::training_files
