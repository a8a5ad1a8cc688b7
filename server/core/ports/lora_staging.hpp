#pragma once

#include "base/task.hpp"
#include "safetensors/lora_facts.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace likeness {

/// A weights file that has arrived whole on local disk and was looked at.
struct StagedLora {
    std::filesystem::path file;
    std::int64_t byte_count = 0;
    std::string sha256;  // hex
    safetensors::LoraFacts facts;
};

/// A weights file on its way in. The file on disk goes with this object, unless a store has moved
/// it away.
class LoraUpload {
public:
    LoraUpload() = default;
    LoraUpload(const LoraUpload&) = delete;
    LoraUpload& operator=(const LoraUpload&) = delete;
    virtual ~LoraUpload() = default;

    /// Errors: unprocessable as soon as the bytes can be no LoRA; payload_too_large beyond the
    /// limit; unavailable (disk full).
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

    virtual Task<std::unique_ptr<LoraUpload>> begin() = 0;
};

}  // namespace likeness
