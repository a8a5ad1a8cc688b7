#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "imaging/recipe.hpp"

#include <optional>
#include <string>

/// metadata.hpp for JPEG files.
namespace likeness::imaging {

Result<Bytes> write_jpeg_recipe(BytesView file, const Recipe& recipe);
Result<Bytes> strip_jpeg(BytesView file);
/// The JSON, not yet parsed.
Result<std::optional<std::string>> read_jpeg_recipe(BytesView file);

}  // namespace likeness::imaging
