#include "adapters/training_files/folder_training_archiver.hpp"

#include "core/settings.hpp"
#include "imaging/handed_on.hpp"
#include "zip/writer.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>
#include <utility>

namespace likeness::training_files {

namespace {

namespace fs = std::filesystem;

/// No engine draws larger, and trainers make pictures smaller themselves.
constexpr int kMaxSide = SettingsLimits::kMaxSide;

BlockingPool::Options pool_options() {
    BlockingPool::Options options;
    options.name = "archives";
    options.threads = 1;
    options.queue_limit = 64;
    return options;
}

Error disk_error() {
    return Error::unavailable("The server cannot store files at the moment.");
}

/// Every step runs on the pool, one at a time.
class FolderDraft final : public ArchiveDraft {
public:
    FolderDraft(std::shared_ptr<const StagedFile> file, BlockingPool& pool)
        : file_(std::move(file)),
          pool_(pool),
          stream_(file_->path(), std::ios::binary | std::ios::trunc),
          writer_(stream_) {}

    Task<void> add(ArchivePicture picture) override {
        const auto step = [this, &picture] { return append(picture); };
        co_return co_await pool_.run(step);
    }

    Task<StagedArchive> finish() override {
        const auto step = [this] { return close(); };
        co_return co_await pool_.run(step);
    }

private:
    Result<void> append(const ArchivePicture& picture) {
        std::optional<imaging::Square> square;
        if (picture.crop) {
            square = {picture.crop->left, picture.crop->top, picture.crop->side};
        }
        Result<Bytes> file = imaging::cropped_file(picture.file, square, kMaxSide);
        if (!file) {
            return Error{
                ErrorCode::unprocessable,
                "A picture could not be cut to shape.",
                file.error().message + " " + file.error().detail};
        }
        const std::string number = fmt::format("{:03}", ++count_);
        const std::string_view extension =
            imaging::file_extension(imaging::detect_format(*file).value_or(imaging::Format::jpeg));
        LIKENESS_CHECK(writer_.add(fmt::format("{}.{}", number, extension), *file));
        return picture.caption.empty() ? Result<void>{}
                                       : writer_.add(number + ".txt", picture.caption);
    }

    Result<StagedArchive> close() {
        LIKENESS_CHECK(writer_.finish());
        const std::int64_t byte_count = stream_.tellp();
        stream_.close();
        if (!stream_) {
            return disk_error();
        }
        return StagedArchive{file_, byte_count};
    }

    std::shared_ptr<const StagedFile> file_;
    BlockingPool& pool_;
    std::ofstream stream_;
    zip::Writer writer_;
    int count_ = 0;
};

}  // namespace

FolderTrainingArchiver::FolderTrainingArchiver(fs::path folder, Random& random)
    : folder_(std::move(folder)),
      random_(random),
      pool_(pool_options()) {
    std::error_code ignored;  // a folder that cannot be made shows when a file is written
    fs::create_directories(folder_, ignored);
}

Task<std::unique_ptr<ArchiveDraft>> FolderTrainingArchiver::begin() {
    auto file = std::make_shared<const StagedFile>(folder_ / (to_hex(random_.bytes(16)) + ".part"));
    std::unique_ptr<ArchiveDraft> draft = std::make_unique<FolderDraft>(std::move(file), pool_);
    co_return draft;
}

}  // namespace likeness::training_files
