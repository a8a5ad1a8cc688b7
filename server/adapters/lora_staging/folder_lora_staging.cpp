#include "adapters/lora_staging/folder_lora_staging.hpp"

#include "base/digest.hpp"
#include "safetensors/header.hpp"

#include <cerrno>
#include <fstream>
#include <limits>
#include <system_error>
#include <utility>
#include <vector>

namespace likeness::lora_staging {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKindBytes = 8;  // enough to tell a safetensors file from others

BlockingPool::Options pool_options() {
    BlockingPool::Options options;
    options.name = "staging";
    options.threads = 1;
    options.queue_limit = 64;
    return options;
}

Error disk_error(const fs::path& file) {
    const std::string reason = std::generic_category().message(errno);
    return Error::unavailable(
        "The server cannot store files at the moment.",
        "cannot write " + file.string() + ": " + reason
    );
}

Result<StagedLora>
facts_of(std::shared_ptr<const StagedFile> file, std::int64_t byte_count, BytesView hash) {
    LIKENESS_TRY(const safetensors::Header header, safetensors::read_header(file->path()));
    LIKENESS_TRY(safetensors::LoraFacts facts, safetensors::inspect_lora(header));
    return StagedLora{std::move(file), byte_count, to_hex(hash), std::move(facts)};
}

/// Every step runs on the staging thread, one at a time.
class FolderUpload final : public LoraUpload {
public:
    FolderUpload(
        std::shared_ptr<const StagedFile> file,
        LoraId id,
        std::shared_ptr<GrowingObject> object,
        BlockingPool& pool
    )
        : file_(std::move(file)),
          id_(std::move(id)),
          object_(std::move(object)),
          pool_(pool),
          stream_(file_->path(), std::ios::binary | std::ios::trunc) {}

    Task<void> write(Bytes chunk) override {
        const auto step = [this, &chunk] { return append(chunk); };
        LIKENESS_CO_CHECK(co_await pool_.run(step));
        object_->grown_to(static_cast<std::uint64_t>(byte_count_));
        co_return Result<void>{};
    }

    Task<StagedLora> finish() override {
        const auto step = [this] { return inspect(); };
        LIKENESS_CO_TRY(StagedLora staged, co_await pool_.run(step));
        staged.id = id_;
        staged.on_its_way = std::move(object_);
        co_return staged;
    }

private:
    Result<void> append(const Bytes& chunk) {
        if (byte_count_ == 0 && chunk.size() >= kKindBytes) {
            LIKENESS_CHECK(
                safetensors::header_length(chunk, std::numeric_limits<std::int64_t>::max())
            );
        }
        stream_.write(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        if (!stream_.flush()) {
            return disk_error(file_->path());
        }
        hash_.update(chunk);
        byte_count_ += static_cast<std::int64_t>(chunk.size());
        return {};
    }

    Result<StagedLora> inspect() {
        stream_.close();
        return facts_of(file_, byte_count_, hash_.finish());
    }

    std::shared_ptr<const StagedFile> file_;
    LoraId id_;
    std::shared_ptr<GrowingObject> object_;
    BlockingPool& pool_;
    std::ofstream stream_;
    Sha256 hash_;
    std::int64_t byte_count_ = 0;
};

}  // namespace

FolderLoraStaging::FolderLoraStaging(fs::path folder, ObjectStore& objects, Random& random)
    : folder_(std::move(folder)),
      objects_(objects),
      random_(random),
      pool_(pool_options()) {
    std::error_code ignored;  // a folder that cannot be made shows when a file is written
    fs::create_directories(folder_, ignored);
}

void FolderLoraStaging::remove_leftovers() {
    std::error_code ignored;
    for (const fs::directory_entry& leftover : fs::directory_iterator(folder_, ignored)) {
        fs::remove(leftover.path(), ignored);
    }
}

Task<std::unique_ptr<LoraUpload>> FolderLoraStaging::begin(LoraId id) {
    auto file = std::make_shared<const StagedFile>(folder_ / (to_hex(random_.bytes(16)) + ".part"));
    LIKENESS_CO_TRY(
        std::shared_ptr<GrowingObject> object,
        co_await objects_.begin_file(
            Bucket::loras, weights_key(id), file->path(), "application/octet-stream"
        )
    );
    std::unique_ptr<LoraUpload> upload =
        std::make_unique<FolderUpload>(std::move(file), std::move(id), std::move(object), pool_);
    co_return upload;
}

Result<StagedLora> inspect_file(std::shared_ptr<const StagedFile> file) {
    std::ifstream stream(file->path(), std::ios::binary);
    if (!stream) {
        return Error{
            ErrorCode::not_found, "The file " + file->path().string() + " cannot be read."};
    }
    Sha256 hash;
    std::int64_t byte_count = 0;
    std::vector<char> chunk(std::size_t{1} << 20U);
    while (stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) ||
           stream.gcount() > 0) {
        hash.update({chunk.data(), static_cast<std::size_t>(stream.gcount())});
        byte_count += stream.gcount();
    }
    return facts_of(std::move(file), byte_count, hash.finish());
}

}  // namespace likeness::lora_staging
