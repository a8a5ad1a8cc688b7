#include "app/commands/local_lora.hpp"

#include "app/commands/command_tools.hpp"
#include "app/demo.hpp"
#include "app/embedded_model.hpp"
#include "base/digest.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

namespace likeness::app {

namespace {

constexpr std::uint64_t kMaxAdapterBytes = std::uint64_t{64} << 20U;

/// "Baron the Cat" and "baron-the-cat" are the same name.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    return out;
}

Result<LocalLora> from_bytes(BytesView bytes, std::string name) {
    LocalLora lora;
    lora.sha256 = to_hex(sha256(bytes));
    LIKENESS_TRY(lora.adapter, paperflux::Adapter::load(bytes, lora.sha256));
    lora.trigger_word = lora.adapter->trigger_word();
    lora.name = std::move(name);
    return lora;
}

Result<LocalLora> from_file(const std::string& file) {
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    return from_bytes(std::move(bytes).str(), std::filesystem::path(file).stem().string());
}

std::optional<Result<LocalLora>> from_program(const std::string& wanted) {
    for (const DemoLora& demo : demo_loras()) {
        const std::string_view file =
            embedded_model_file("loras/" + std::string(demo.name) + ".safetensors").value();
        Result<LocalLora> lora = from_bytes(file, std::string(demo.name));
        const bool fits = lora && (plain(wanted) == plain(demo.name) ||
                                   plain(wanted) == plain(lora->trigger_word));
        if (fits) {
            return lora;
        }
    }
    return std::nullopt;
}

Result<LocalLora> from_data_folder(const Config& config, const std::string& wanted) {
    CommandLoop loop;
    LIKENESS_TRY(
        const std::unique_ptr<Storage> storage, Storage::open(config, loop.context().get_executor())
    );
    LIKENESS_TRY(const Lora found, loop.run(find_lora(storage->loras, wanted)));
    if (found.file.base_model != "paperflux-1") {
        return Error{
            ErrorCode::conflict,
            "This LoRA is made for " + found.file.base_model +
                ", which this command cannot draw with."};
    }
    LIKENESS_TRY(
        const Bytes bytes,
        loop.run(storage->objects().get(Bucket::loras, found.file.path, kMaxAdapterBytes))
    );
    LIKENESS_TRY(LocalLora lora, from_bytes(bytes, found.name));
    lora.trigger_word = found.trigger_word;
    lora.default_scale = found.default_scale;
    return lora;
}

}  // namespace

Result<LocalLora> find_local_lora(const CommonOptions& common, const std::string& wanted) {
    if (wanted.ends_with(".safetensors") && std::filesystem::exists(wanted)) {
        return from_file(wanted);
    }
    if (std::optional<Result<LocalLora>> lora = from_program(wanted)) {
        return *std::move(lora);
    }
    LIKENESS_TRY(const Config config, read_config(common));
    if (config.has_shared_database() || std::filesystem::exists(config.database_file)) {
        return from_data_folder(config, wanted);
    }
    std::string names;
    for (const DemoLora& demo : demo_loras()) {
        names += (names.empty() ? "" : ", ") + std::string(demo.name);
    }
    return Error{
        ErrorCode::not_found,
        "There is no LoRA called \"" + wanted + "\". These come with the program: " + names + "."};
}

}  // namespace likeness::app
