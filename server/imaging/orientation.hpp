#pragma once

#include "base/bytes.hpp"
#include "imaging/picture.hpp"

/// How cameras say that a picture is to be turned (Exif 3.0, tag 0x0112): 1 is upright, 2 to 8 are
/// the other turns and mirror images.
namespace likeness::imaging {

/// The orientation in a TIFF block; 1 if there is none or the block is broken.
int exif_orientation(BytesView tiff);

/// True for the four orientations that lay the picture on its side.
inline bool swaps_sides(int orientation) {
    return orientation >= 5;
}

/// The picture as it is to be shown. Linear time; nothing is copied for orientation 1.
Picture upright(Picture picture, int orientation);

}  // namespace likeness::imaging
