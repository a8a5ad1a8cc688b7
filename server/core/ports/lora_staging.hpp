#pragma once

#include "base/task.hpp"
#include "core/lora.hpp"
#include "core/ports/object_store.hpp"
#include "safetensors/lora_facts.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace likeness {

/// A file on local disk that goes with its last owner, unless a store has moved it away before.
class StagedFile {
public:
    explicit StagedFile(std::filesystem::path path) : path_(std::move(path)) {}

    ~StagedFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    StagedFile(const StagedFile&) = delete;
    StagedFile& operator=(const StagedFile&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// A weights file that has arrived whole and was looked at.
struct StagedLora {
    std::shared_ptr<const StagedFile> file;
    std::int64_t byte_count = 0;
    std::string sha256;  // hex
    safetensors::LoraFacts facts;
    std::optional<LoraId> id = {};                        // when it is on its way to the store
    std::shared_ptr<GrowingObject> on_its_way = nullptr;  // there, under this id's weights_key()
};

/// A weights file on its way in.
class LoraUpload {
public:
    LoraUpload() = default;
    LoraUpload(const LoraUpload&) = delete;
    LoraUpload& operator=(const LoraUpload&) = delete;
    virtual ~LoraUpload() = default;

    /// Errors: unprocessable as soon as the bytes can be no LoRA; unavailable (disk full).
    virtual Task<void> write(Bytes chunk) = 0;
    /// unprocessable, with the reason in words for its maker, when the file is no LoRA.
    virtual Task<StagedLora> finish() = 0;
};

class LoraStaging {
public:
    LoraStaging() = default;
    LoraStaging(const LoraStaging&) = delete;
    LoraStaging& operator=(const LoraStaging&) = delete;
    virtual ~LoraStaging() = default;

    /// The file will be the LoRA's weights unless it turns out that it is none: where the store
    /// gains by it, it is sent there as it comes in.
    virtual Task<std::unique_ptr<LoraUpload>> begin(LoraId id) = 0;
};

}  // namespace likeness
