#include "adapters/training_files/folder_upload_intake.hpp"

#include "adapters/training_files/picture_check.hpp"
#include "adapters/training_files/zip_pictures.hpp"
#include "core/ports/lora_staging.hpp"
#include "core/upload.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace likeness::training_files {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKindBytes = 16;  // enough to tell kinds of files apart

BlockingPool::Options pool_options() {
    BlockingPool::Options options;
    options.name = "uploads";
    options.threads = 1;  // one photo of 40 million pixels is in memory at a time
    options.queue_limit = 64;
    return options;
}

Error disk_error(const fs::path& file) {
    const std::string reason = std::generic_category().message(errno);
    return Error::unavailable(
        "The server cannot store files at the moment.",
        "cannot use " + file.string() + ": " + reason
    );
}

bool is_zip(BytesView first_bytes) {
    return first_bytes.starts_with("PK\x03\x04") || first_bytes.starts_with("PK\x05\x06");
}

/// A single photo.
class OnePicture final : public PictureSource {
public:
    OnePicture(std::shared_ptr<const StagedFile> file, std::string name, BlockingPool& pool)
        : file_(std::move(file)),
          name_(std::move(name)),
          pool_(pool) {}

    int count() const override { return 1; }

    Task<std::optional<IncomingPicture>> next() override {
        if (std::exchange(is_taken_, true)) {
            co_return std::nullopt;
        }
        const auto step = [this] { return look(); };
        co_return co_await pool_.run(step);
    }

private:
    Result<std::optional<IncomingPicture>> look() const {
        std::ifstream stream(file_->path(), std::ios::binary);
        const Bytes bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        if (!stream) {
            return disk_error(file_->path());
        }
        return std::optional(check_picture(bytes, name_, {}));
    }

    std::shared_ptr<const StagedFile> file_;
    std::string name_;
    BlockingPool& pool_;
    bool is_taken_ = false;
};

/// The photos of an archive.
class ManyPictures final : public PictureSource {
public:
    ManyPictures(
        std::shared_ptr<const StagedFile> file,
        std::unique_ptr<ZipPictures> pictures,
        BlockingPool& pool
    )
        : file_(std::move(file)),
          pictures_(std::move(pictures)),
          pool_(pool) {}

    int count() const override { return pictures_->count(); }

    Task<std::optional<IncomingPicture>> next() override {
        if (next_ == static_cast<std::size_t>(pictures_->count())) {
            co_return std::nullopt;
        }
        const auto step = [this] { return pictures_->read(next_); };
        LIKENESS_CO_TRY(IncomingPicture picture, co_await pool_.run(step));
        ++next_;
        co_return std::optional(std::move(picture));
    }

private:
    std::shared_ptr<const StagedFile> file_;
    std::unique_ptr<ZipPictures> pictures_;
    BlockingPool& pool_;
    std::size_t next_ = 0;
};

/// Every step runs on the pool, one at a time.
class FolderUpload final : public IncomingUpload {
public:
    FolderUpload(std::shared_ptr<const StagedFile> file, std::string name, BlockingPool& pool)
        : file_(std::move(file)),
          name_(std::move(name)),
          pool_(pool),
          stream_(file_->path(), std::ios::binary | std::ios::trunc) {}

    Task<void> write(Bytes chunk) override {
        const auto step = [this, &chunk] { return append(chunk); };
        co_return co_await pool_.run(step);
    }

    Task<std::unique_ptr<PictureSource>> finish() override {
        const auto step = [this] { return open(); };
        co_return co_await pool_.run(step);
    }

private:
    Result<void> append(const Bytes& chunk) {
        if (first_bytes_.size() < kKindBytes) {
            first_bytes_ += chunk.substr(0, kKindBytes - first_bytes_.size());
        }
        byte_count_ += static_cast<std::int64_t>(chunk.size());
        LIKENESS_CHECK(check());
        stream_.write(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        if (!stream_.flush()) {
            return disk_error(file_->path());
        }
        return {};
    }

    /// What can be said of the file so far.
    Result<void> check() const {
        if (first_bytes_.size() < kKindBytes) {
            return {};
        }
        const bool zip = is_zip(first_bytes_);
        const std::string reason = zip ? std::string() : why_no_photo(first_bytes_);
        if (!reason.empty()) {
            return Error{ErrorCode::unprocessable, reason};
        }
        const std::int64_t limit =
            zip ? UploadLimits::kMaxArchiveBytes : UploadLimits::kMaxImageBytes;
        if (byte_count_ > limit) {
            return Error{
                ErrorCode::payload_too_large,
                std::string(zip ? "The archive" : "The image") + " has more than " +
                    std::to_string(limit >> 20U) + " MB."};
        }
        return {};
    }

    Result<std::unique_ptr<PictureSource>> open() {
        stream_.close();
        std::unique_ptr<PictureSource> source;
        if (is_zip(first_bytes_)) {
            LIKENESS_TRY(std::unique_ptr<ZipPictures> pictures, ZipPictures::open(file_->path()));
            source = std::make_unique<ManyPictures>(file_, std::move(pictures), pool_);
        } else {
            source = std::make_unique<OnePicture>(file_, name_, pool_);
        }
        return source;
    }

    std::shared_ptr<const StagedFile> file_;
    std::string name_;
    BlockingPool& pool_;
    std::ofstream stream_;
    Bytes first_bytes_;
    std::int64_t byte_count_ = 0;
};

}  // namespace

FolderUploadIntake::FolderUploadIntake(fs::path folder, Random& random)
    : folder_(std::move(folder)),
      random_(random),
      pool_(pool_options()) {
    std::error_code ignored;  // a folder that cannot be made shows when a file is written
    fs::create_directories(folder_, ignored);
}

Task<std::unique_ptr<IncomingUpload>> FolderUploadIntake::begin(std::string file_name) {
    auto file = std::make_shared<const StagedFile>(folder_ / (to_hex(random_.bytes(16)) + ".part"));
    std::unique_ptr<IncomingUpload> upload =
        std::make_unique<FolderUpload>(std::move(file), std::move(file_name), pool_);
    co_return upload;
}

}  // namespace likeness::training_files
