#include "app/foreign_images.hpp"

#include "zip/reader.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace likeness::app {

namespace {

namespace fs = std::filesystem;

constexpr int kMaxDepth = 32;
constexpr std::size_t kMaxFiles = 1'000'000;

/// One file at a time is unpacked, and only images: what else is in the archive does not matter.
constexpr zip::Limits kZipLimits{kMaxFiles, std::uint64_t{4} << 30U, std::uint64_t{1} << 44U};

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

std::string_view extension_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    const std::size_t point = path.rfind('.');
    const bool is_name_alone =
        point == std::string_view::npos || (slash != std::string_view::npos && point < slash);
    return is_name_alone ? std::string_view() : path.substr(point);
}

bool is_image(std::string_view path) {
    const std::string extension = lower(extension_of(path));
    return extension == ".png" || extension == ".jpg" || extension == ".jpeg" ||
           extension == ".webp";
}

/// Hidden files, and what Finder and Explorer leave behind.
bool is_litter(std::string_view path) {
    std::stringstream segments{std::string(path)};
    for (std::string segment; std::getline(segments, segment, '/');) {
        if (segment.starts_with('.') || segment == "__MACOSX" || segment == "@eaDir") {
            return true;
        }
    }
    return false;
}

std::string sidecar_of(const std::string& image, const std::set<std::string>& paths) {
    const std::string stem = image.substr(0, image.size() - extension_of(image).size());
    for (const std::string& candidate :
         {stem + ".txt", stem + ".json", image + ".json", image + ".txt"}) {
        if (paths.contains(candidate)) {
            return candidate;
        }
    }
    return {};
}

Timestamp time_of(fs::file_time_type time) {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::file_clock::to_sys(time)
    );
}

Error too_many_files() {
    return {
        ErrorCode::payload_too_large,
        "There are more than " + std::to_string(kMaxFiles) +
            " files. Take some of its folders at a time."};
}

class ImageFolder final : public ForeignImages {
public:
    static Result<std::unique_ptr<ForeignImages>> open(const fs::path& folder) {
        std::unique_ptr<ImageFolder> images(new ImageFolder(folder));
        std::vector<ForeignImage> files;
        LIKENESS_CHECK(images->walk(folder, "", 0, files));
        images->images_ = images_among(std::move(files));
        return std::unique_ptr<ForeignImages>(std::move(images));
    }

    const std::vector<ForeignImage>& images() const override { return images_; }

    Result<Bytes> read(const std::string& path, std::uint64_t limit) const override {
        std::error_code failed;
        const std::uint64_t bytes = fs::file_size(folder_ / path, failed);
        if (!failed && bytes > limit) {
            return Error{
                ErrorCode::payload_too_large,
                "The file has more than " + std::to_string(limit >> 20U) + " MB."};
        }
        std::ifstream in(folder_ / path, std::ios::binary);
        Bytes content(failed ? 0 : bytes, '\0');
        if (failed || !in.read(content.data(), static_cast<std::streamsize>(content.size()))) {
            return Error{ErrorCode::unprocessable, "The file cannot be read."};
        }
        return content;
    }

private:
    explicit ImageFolder(fs::path folder) : folder_(std::move(folder)) {}

    /// A folder that cannot be opened is passed over, but for the first.
    Result<void> walk(
        const fs::path& folder,
        const std::string& path,
        int depth,
        std::vector<ForeignImage>& files
    ) {
        std::error_code failed;
        fs::directory_iterator entries(folder, failed);
        if (failed && depth == 0) {
            return Error::unavailable(
                "The folder " + folder.string() + " cannot be read: " + failed.message()
            );
        }
        for (; !failed && entries != fs::directory_iterator(); entries.increment(failed)) {
            const std::string name = path + entries->path().filename().string();
            std::error_code gone;
            const fs::file_status status = entries->symlink_status(gone);
            if (gone || is_litter(name)) {
                continue;
            }
            if (fs::is_directory(status) && depth < kMaxDepth) {
                LIKENESS_CHECK(walk(entries->path(), name + "/", depth + 1, files));
            } else if (fs::is_regular_file(status)) {
                const fs::file_time_type time = entries->last_write_time(gone);
                files.push_back({name, "", gone ? std::nullopt : std::optional(time_of(time))});
            }
            if (files.size() > kMaxFiles) {
                return too_many_files();
            }
        }
        return {};
    }

    fs::path folder_;
    std::vector<ForeignImage> images_;
};

class ImageArchive final : public ForeignImages {
public:
    static Result<std::unique_ptr<ForeignImages>> open(const fs::path& file) {
        LIKENESS_TRY(std::unique_ptr<const zip::Source> source, zip::open_file(file));
        LIKENESS_TRY(zip::Reader reader, zip::Reader::open(*source, kZipLimits));
        return std::unique_ptr<ForeignImages>(new ImageArchive(std::move(source), std::move(reader))
        );
    }

    const std::vector<ForeignImage>& images() const override { return images_; }

    Result<Bytes> read(const std::string& path, std::uint64_t limit) const override {
        const zip::Entry& entry = *entries_.at(path);
        if (entry.bytes > limit) {
            return Error{
                ErrorCode::payload_too_large,
                "The file has more than " + std::to_string(limit >> 20U) + " MB."};
        }
        return reader_.read(entry);
    }

private:
    ImageArchive(std::unique_ptr<const zip::Source> source, zip::Reader reader)
        : source_(std::move(source)),
          reader_(std::move(reader)) {
        std::vector<ForeignImage> files;
        for (const zip::Entry& entry : reader_.entries()) {
            std::string path = entry.name;
            std::replace(path.begin(), path.end(), '\\', '/');
            if (!entry.is_folder() && !is_litter(path) && entries_.emplace(path, &entry).second) {
                files.push_back({path, "", entry.modified_at});
            }
        }
        images_ = images_among(std::move(files));
    }

    std::unique_ptr<const zip::Source> source_;
    zip::Reader reader_;
    std::map<std::string, const zip::Entry*> entries_;
    std::vector<ForeignImage> images_;
};

}  // namespace

std::vector<ForeignImage> images_among(std::vector<ForeignImage> files) {
    std::set<std::string> paths;
    for (const ForeignImage& file : files) {
        paths.insert(file.path);
    }
    std::erase_if(files, [](const ForeignImage& file) { return !is_image(file.path); });
    for (ForeignImage& image : files) {
        image.sidecar = sidecar_of(image.path, paths);
    }
    std::sort(files.begin(), files.end(), [](const ForeignImage& a, const ForeignImage& b) {
        return a.path < b.path;
    });
    return files;
}

Result<std::unique_ptr<ForeignImages>> ForeignImages::open(const fs::path& place) {
    std::error_code failed;
    return fs::is_directory(place, failed) ? ImageFolder::open(place) : ImageArchive::open(place);
}

}  // namespace likeness::app
