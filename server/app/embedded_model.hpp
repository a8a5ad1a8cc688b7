#pragma once

#include "base/embedded_file.hpp"
#include "paperflux/model.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace likeness::app {

/// PaperFlux's files as they lie in the program.
paperflux::ModelFiles embedded_model();

/// The adapters that come with it: `loras/<name>.safetensors` and what index.json says of them.
std::span<const EmbeddedFile> embedded_model_files();
/// Nothing when there is no such file.
std::optional<std::string_view> embedded_model_file(std::string_view path);

}  // namespace likeness::app
