#pragma once

#include "base/bytes.hpp"
#include "imaging/picture.hpp"

namespace likeness::imaging {

/// The rows of a PNG before compression: each starts with the number of its filter (PNG
/// specification, section 9). The filter of a row is the one with the smallest sum of absolute
/// differences, the heuristic of section 12.7.
Bytes filter_rows(const Picture& picture);

}  // namespace likeness::imaging
