#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "imaging/recipe.hpp"

#include <cstddef>

namespace likeness::imaging {

/// A TIFF block as Exif 3.0 has it, without the "Exif" prefix of JPEG, of at most `max_bytes`:
/// ImageDescription (start of the prompt), Software, DateTimeOriginal with fraction and zone, and
/// UserComment with the text of a1111_parameters() in UTF-16, as A1111 writes it. `orientation` is
/// kept if it is not 1. Big-endian, since readers take the order of UTF-16 from it. Fails
/// (invalid_argument) if the names in the recipe are too long.
Result<Bytes> exif_block(const Recipe& recipe, int orientation, std::size_t max_bytes);

/// A block that says the orientation and nothing else.
Bytes orientation_block(int orientation);

}  // namespace likeness::imaging
