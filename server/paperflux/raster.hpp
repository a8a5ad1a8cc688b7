#pragma once

#include "base/result.hpp"
#include "paperflux/glyphs.hpp"
#include "paperflux/picture.hpp"
#include "paperflux/scene.hpp"

namespace likeness::paperflux {

/// Paints a scene at any size: sky, then every element from far to near, then paper, vignette and
/// frame. The height of the picture is the unit of all lengths, a wider picture shows more to both
/// sides. Sides of 1 to 4096 pixels; others are `invalid_argument`. About 50 ms for 1024x1024;
/// takes 8 bytes a pixel besides the picture.
Result<Picture> render(const Glyphs& glyphs, const Scene& scene, int width, int height);

}  // namespace likeness::paperflux
