#pragma once

#include "base/bytes.hpp"
#include "imaging/exif_texts.hpp"

#include <vector>

namespace likeness::imaging {

constexpr std::string_view kJpegCommentName = "JPEG comment";

/// The texts inside a PNG (tEXt, zTXt, iTXt, Exif), JPEG (Exif and comments) or WebP (Exif), in the
/// order of the file: where programs that make images write their recipes. At most 64 texts of
/// kMaxFileText each and 4 MiB in all; what is more, broken or of another format is left out, so
/// this is never an error. Costs one pass over the file.
std::vector<FileText> file_texts(BytesView file);

}  // namespace likeness::imaging
