#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "imaging/recipe.hpp"

#include <optional>
#include <string>

/// metadata.hpp for PNG files.
namespace likeness::imaging {

Result<Bytes> write_png_recipe(BytesView file, const Recipe& recipe);
Result<Bytes> strip_png(BytesView file);
/// The JSON, not yet parsed.
Result<std::optional<std::string>> read_png_recipe(BytesView file);

}  // namespace likeness::imaging
