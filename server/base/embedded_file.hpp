#pragma once

#include <span>
#include <string_view>

namespace likeness {

/// A file that lives inside the program (cmake/Embed.cmake). Both views are of static storage.
struct EmbeddedFile {
    std::string_view path;
    std::string_view bytes;
};

}  // namespace likeness
