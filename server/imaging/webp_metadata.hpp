#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "imaging/recipe.hpp"

#include <optional>
#include <string>

/// metadata.hpp for WebP files.
namespace likeness::imaging {

Result<Bytes> write_webp_recipe(BytesView file, const Recipe& recipe);
Result<Bytes> strip_webp(BytesView file);
/// The JSON, not yet parsed.
Result<std::optional<std::string>> read_webp_recipe(BytesView file);

}  // namespace likeness::imaging
