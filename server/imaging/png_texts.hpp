#pragma once

#include "imaging/exif_texts.hpp"
#include "imaging/png_chunks.hpp"

#include <optional>

namespace likeness::imaging {

/// True for tEXt, zTXt and iTXt.
bool is_png_text(const PngChunk& chunk);

/// The text of a tEXt, zTXt or iTXt chunk; nothing for other chunks, broken ones, names of
/// exif_name and texts over kMaxFileText. tEXt and zTXt, which are Latin-1 by the specification,
/// are taken for UTF-8 where they are. Inflates at most kMaxFileText bytes.
std::optional<FileText> png_text(const PngChunk& chunk);

}  // namespace likeness::imaging
