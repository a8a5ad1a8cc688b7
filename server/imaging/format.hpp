#pragma once

#include "base/bytes.hpp"
#include "base/error.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace likeness::imaging {

/// The image files we read and write.
enum class Format {
    jpeg,
    png,
    webp
};

/// The media type: `image/jpeg`.
std::string_view content_type(Format format);
/// Without a dot: `jpg`.
std::string_view file_extension(Format format);
/// For sentences: `JPEG`.
std::string_view display_name(Format format);

/// Takes any letter case, parameters behind a semicolon, and `image/jpg`, which some servers send.
std::optional<Format> format_from_content_type(std::string_view text);

/// From the file's first bytes, never from its name.
std::optional<Format> detect_format(BytesView file);

/// The file breaks its format's rules or ends too early. `detail` is for the log.
Error damaged_image(Format format, std::string detail);
/// The file may be sound, but is of a kind that we do not read.
Error unsupported_image(std::string message);

}  // namespace likeness::imaging
