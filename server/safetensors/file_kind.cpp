#include "safetensors/file_kind.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace likeness::safetensors {

namespace {

using namespace std::string_view_literals;

struct Signature {
    std::string_view bytes;
    std::string_view sentence;
};

constexpr std::array<Signature, 14> kSignatures = {{
    {"PK\x03\x04"sv,
     "This is a zip archive or a PyTorch checkpoint, not a safetensors file. Save the LoRA as "
     ".safetensors and try "
     "again."},
    {"PK"sv, "This is a zip archive, not a safetensors file. Unpack it first."},
    {"\x80"sv,
     "This is a Python pickle, as in .ckpt, .pt and .bin files, which can run code when it is "
     "opened. Save the LoRA "
     "as .safetensors and try again."},
    {"GGUF"sv, "This is a GGUF file, not a safetensors file."},
    {"version https://git-lfs"sv,
     "This is a Git LFS pointer of a few lines, not the file itself. Download the real file and "
     "try again."},
    {"{"sv, "This is JSON text, not a safetensors file."},
    {"["sv, "This is JSON text, not a safetensors file."},
    {"<"sv,
     "This is a web page or XML text, not a safetensors file. The download may have failed."},
    {"\x89PNG"sv, "This is an image, not a safetensors file."},
    {"\xFF\xD8\xFF"sv, "This is an image, not a safetensors file."},
    {"RIFF"sv, "This is an image or a sound, not a safetensors file."},
    {"\x1F\x8B"sv, "This is a gzip archive, not a safetensors file. Unpack it first."},
    {"7z\xBC\xAF"sv, "This is a 7z archive, not a safetensors file. Unpack it first."},
    {"Rar!"sv, "This is a RAR archive, not a safetensors file. Unpack it first."},
}};

}  // namespace

std::optional<std::string> foreign_file_kind(BytesView start_of_file) {
    const auto* const signature =
        std::find_if(kSignatures.begin(), kSignatures.end(), [&](const Signature& s) {
            return start_of_file.starts_with(s.bytes);
        });
    if (signature == kSignatures.end()) {
        return std::nullopt;
    }
    return std::string(signature->sentence);
}

}  // namespace likeness::safetensors
