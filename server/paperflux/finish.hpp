#pragma once

#include "paperflux/canvas.hpp"
#include "paperflux/picture.hpp"
#include "paperflux/scene.hpp"

namespace likeness::paperflux {

/// The last coat: the grain of the paper, the vignette and the white frame with its shadow, in one
/// pass over the canvas.
Picture finish(const Canvas& canvas, const Style& style);

}  // namespace likeness::paperflux
