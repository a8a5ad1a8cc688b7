#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "imaging/recipe.hpp"

#include <optional>

/// Recipes inside image files. The coded picture is copied byte for byte, never encoded again. All
/// functions take JPEG, PNG and WebP, drop what follows the end of the file, and cost a few copies
/// of it. They check the file's structure, not its pixels. Errors: unsupported_media_type (another
/// or an animated file), invalid_argument (damaged file).
namespace likeness::imaging {

/// The most bytes that json() of a recipe may have.
constexpr std::size_t kMaxRecipeJson = std::size_t{1} << 20U;

/// The file with the recipe in all forms that other programs read, in place of all metadata that it
/// had; a colour profile and the orientation stay.
///
///   JPEG   Exif and XMP segments (a second, extended XMP for recipes over some 60 KB)
///   PNG    text "parameters" (A1111), text "likeness" (our JSON), eXIf, XMP
///   WebP   EXIF and XMP chunks in an extended file
///
/// Exif and A1111 text hold what a1111_parameters() gives, shortened in a JPEG only, and only over
/// some 30,000 UTF-16 units. Also invalid_argument for recipes over kMaxRecipeJson.
Result<Bytes> write_recipe(BytesView file, const Recipe& recipe);

/// The file without metadata, for handing it on: only a colour profile and the orientation stay,
/// both of which change how it looks. Gives back the very bytes of a file that had none before
/// write_recipe().
Result<Bytes> strip_recipe(BytesView file);

/// The recipe that write_recipe() has put in; nothing if the file has none, invalid_argument if it
/// cannot be read.
Result<std::optional<Recipe>> read_recipe(BytesView file);

}  // namespace likeness::imaging
