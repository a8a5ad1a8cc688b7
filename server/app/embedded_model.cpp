#include "app/embedded_model.hpp"

#include <algorithm>

namespace likeness::app {

std::optional<std::string_view> embedded_model_file(std::string_view path) {
    const std::span<const EmbeddedFile> files = embedded_model_files();
    const auto found = std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& file) {
        return file.path == path;
    });
    return found == files.end() ? std::nullopt : std::optional(found->bytes);
}

paperflux::ModelFiles embedded_model() {
    return {
        embedded_model_file("paperflux-1.safetensors").value(),
        embedded_model_file("vocab.json").value(),
        embedded_model_file("config.json").value(),
        embedded_model_file("glyphs.json").value()};
}

}  // namespace likeness::app
