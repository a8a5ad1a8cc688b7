#include "app/export_tree.hpp"

#include "app/gallery_export.hpp"
#include "zip/reader.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <system_error>
#include <utility>

namespace likeness::app {

namespace {

namespace fs = std::filesystem;

/// An export holds what its maker had: the disk is the limit, and memory for one file at a time.
constexpr zip::Limits kZipLimits{1'000'000, std::uint64_t{2} << 30U, std::uint64_t{4} << 30U};

Error missing(const std::string& name) {
    return {ErrorCode::not_found, "The export has no file " + name + "."};
}

class FolderTree final : public ExportTree {
public:
    explicit FolderTree(fs::path folder) : folder_(std::move(folder)) {}

    bool has(const std::string& name) const override { return is_file(name); }

    Result<Bytes> read(const std::string& name, std::uint64_t limit) const override {
        if (!is_file(name)) {
            return missing(name);
        }
        std::error_code failed;
        if (fs::file_size(folder_ / name, failed) > limit || failed) {
            return Error{ErrorCode::payload_too_large, "The file " + name + " is too large."};
        }
        std::ifstream in(folder_ / name, std::ios::binary);
        std::stringstream bytes;
        bytes << in.rdbuf();
        return std::move(bytes).str();
    }

    Result<void> copy(const std::string& name, const fs::path& into) const override {
        if (!is_file(name)) {
            return missing(name);
        }
        std::error_code failed;
        fs::copy_file(folder_ / name, into, fs::copy_options::overwrite_existing, failed);
        if (failed) {
            return Error::unavailable(
                "The file " + name + " cannot be copied: " + failed.message()
            );
        }
        return {};
    }

private:
    /// No link either: an export has none.
    bool is_file(const std::string& name) const {
        std::error_code failed;
        fs::path path = folder_;
        for (const fs::path& part : fs::path(name)) {
            path /= part;
            if (fs::is_symlink(fs::symlink_status(path, failed)) || failed) {
                return false;
            }
        }
        return is_plain_path(name) && fs::is_regular_file(path, failed) && !failed;
    }

    fs::path folder_;
};

class ZipTree final : public ExportTree {
public:
    static Result<std::unique_ptr<ExportTree>> open(const fs::path& file) {
        LIKENESS_TRY(std::unique_ptr<const zip::Source> source, zip::open_file(file));
        LIKENESS_TRY(zip::Reader reader, zip::Reader::open(*source, kZipLimits));
        return std::unique_ptr<ExportTree>(new ZipTree(std::move(source), std::move(reader)));
    }

    bool has(const std::string& name) const override { return entries_.contains(name); }

    Result<Bytes> read(const std::string& name, std::uint64_t limit) const override {
        const auto found = entries_.find(name);
        if (found == entries_.end()) {
            return missing(name);
        }
        if (found->second->bytes > limit) {
            return Error{ErrorCode::payload_too_large, "The file " + name + " is too large."};
        }
        return reader_.read(*found->second);
    }

    Result<void> copy(const std::string& name, const fs::path& into) const override {
        LIKENESS_TRY(const Bytes bytes, read(name, kZipLimits.max_entry_bytes));
        std::ofstream out(into, std::ios::binary | std::ios::trunc);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (!out.flush()) {
            return Error::unavailable("The file " + into.string() + " cannot be written.");
        }
        return {};
    }

private:
    ZipTree(std::unique_ptr<const zip::Source> source, zip::Reader reader)
        : source_(std::move(source)),
          reader_(std::move(reader)) {
        // Whoever packed the folder may have packed it with its own name in front.
        std::string prefix;
        for (const zip::Entry& entry : reader_.entries()) {
            const bool is_index =
                entry.name == kExportIndex || entry.name.ends_with("/" + std::string(kExportIndex));
            if (is_index) {
                prefix = entry.name.substr(0, entry.name.size() - kExportIndex.size());
                break;
            }
        }
        for (const zip::Entry& entry : reader_.entries()) {
            if (entry.name.starts_with(prefix)) {
                entries_.emplace(entry.name.substr(prefix.size()), &entry);
            }
        }
    }

    std::unique_ptr<const zip::Source> source_;
    zip::Reader reader_;
    std::map<std::string, const zip::Entry*> entries_;
};

}  // namespace

bool is_plain_path(std::string_view name) {
    while (true) {
        const std::size_t slash = std::min(name.find('/'), name.size());
        const std::string_view part = name.substr(0, slash);
        if (part.empty() || part == "." || part == ".." ||
            part.find_first_of(std::string_view("\\\0", 2)) != std::string_view::npos) {
            return false;
        }
        if (slash == name.size()) {
            return true;
        }
        name.remove_prefix(slash + 1);
    }
}

Result<std::unique_ptr<ExportTree>> ExportTree::open(const fs::path& place) {
    std::error_code failed;
    if (fs::is_directory(place, failed)) {
        return std::unique_ptr<ExportTree>(std::make_unique<FolderTree>(place));
    }
    if (!fs::is_regular_file(place, failed)) {
        return Error::invalid_field("PLACE", "must be a folder or a zip archive that is there");
    }
    return ZipTree::open(place);
}

}  // namespace likeness::app
