#include "adapters/image_intake/folder_image_intake.hpp"

#include "base/digest.hpp"
#include "core/moved_image.hpp"
#include "imaging/thumbnails.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace likeness::image_intake {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKindBytes = 16;  // enough to tell kinds of files apart

BlockingPool::Options pool_options() {
    BlockingPool::Options options;
    options.name = "moving in";
    options.threads = 2;
    options.queue_limit = 256;
    return options;
}

Error disk_error(const fs::path& file) {
    const std::string reason = std::generic_category().message(errno);
    return Error::unavailable(
        "The server cannot store files at the moment.",
        "cannot use " + file.string() + ": " + reason
    );
}

/// The same error of the field `file`.
Error of_file(ErrorCode code, std::string why) {
    Error error = Error::invalid_field("file", std::move(why));
    error.code = code;
    return error;
}

Error no_image() {
    return of_file(
        ErrorCode::unsupported_media_type, "must be a JPEG, PNG or WebP image; this is none"
    );
}

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

/// Every step runs on the pool, one at a time.
class FolderImage final : public IncomingImage {
public:
    FolderImage(std::shared_ptr<const StagedFile> file, BlockingPool& pool)
        : file_(std::move(file)),
          pool_(pool),
          stream_(file_->path(), std::ios::binary | std::ios::trunc) {}

    Task<void> write(Bytes chunk) override {
        const auto step = [this, &chunk] { return append(chunk); };
        co_return co_await pool_.run(step);
    }

    Task<StagedImage> finish() override {
        const auto step = [this] { return close(); };
        co_return co_await pool_.run(step);
    }

private:
    Result<void> append(const Bytes& chunk) {
        if (first_bytes_.size() < kKindBytes) {
            first_bytes_ += chunk.substr(0, kKindBytes - first_bytes_.size());
        }
        byte_count_ += static_cast<std::int64_t>(chunk.size());
        if (first_bytes_.size() == kKindBytes && !imaging::detect_format(first_bytes_)) {
            return no_image();
        }
        if (byte_count_ > MoveInLimits::kMaxImageBytes) {
            return of_file(
                ErrorCode::payload_too_large,
                "must have at most " + std::to_string(MoveInLimits::kMaxImageBytes >> 20U) + " MB"
            );
        }
        hash_.update(chunk);
        stream_.write(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        if (!stream_.flush()) {
            return disk_error(file_->path());
        }
        return {};
    }

    Result<StagedImage> close() {
        stream_.close();
        if (!stream_) {
            return disk_error(file_->path());
        }
        if (!imaging::detect_format(first_bytes_)) {
            return no_image();
        }
        return StagedImage{file_, byte_count_, to_hex(hash_.finish())};
    }

    std::shared_ptr<const StagedFile> file_;
    BlockingPool& pool_;
    std::ofstream stream_;
    Sha256 hash_;
    Bytes first_bytes_;
    std::int64_t byte_count_ = 0;
};

}  // namespace

Result<InspectedImage> inspect_image(BytesView file, std::string_view sidecar) {
    Result<imaging::Thumbnails> thumbnails = imaging::make_thumbnails(file);
    if (!thumbnails) {
        return of_file(thumbnails.error().code, thumbnails.error().message);
    }
    InspectedImage seen;
    seen.size = {thumbnails->header.width, thumbnails->header.height};
    seen.format = output_format(thumbnails->header.format);
    seen.crc32 = crc32(file);
    seen.thumbnail_384 = std::move(thumbnails->at_384.webp);
    seen.thumbnail_768 = std::move(thumbnails->at_768.webp);
    seen.thumbhash = to_base64(thumbnails->thumbhash);
    seen.recipe = recipes::read_foreign_recipe(file, sidecar);
    return seen;
}

FolderImageIntake::FolderImageIntake(fs::path folder, Random& random)
    : folder_(std::move(folder)),
      random_(random),
      pool_(pool_options()) {
    std::error_code ignored;  // a folder that cannot be made shows when a file is written
    fs::create_directories(folder_, ignored);
}

Task<std::unique_ptr<IncomingImage>> FolderImageIntake::begin() {
    auto file = std::make_shared<const StagedFile>(folder_ / (to_hex(random_.bytes(16)) + ".part"));
    std::unique_ptr<IncomingImage> image = std::make_unique<FolderImage>(std::move(file), pool_);
    co_return image;
}

Task<InspectedImage> FolderImageIntake::inspect(StagedImage image, std::string sidecar) {
    const auto look = [&]() -> Result<InspectedImage> {
        std::ifstream stream(image.file->path(), std::ios::binary);
        const Bytes bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        if (!stream) {
            return disk_error(image.file->path());
        }
        return inspect_image(bytes, sidecar);
    };
    co_return co_await pool_.run(look);
}

}  // namespace likeness::image_intake
