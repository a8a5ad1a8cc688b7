#pragma once

#include "paperflux/canvas.hpp"

namespace likeness::paperflux {

/// An ellipse that fades from its middle: alpha (0 to 1) is `strength` within `inner`, then falls
/// to 0 at `outer` like (1 - t)^power, as a gradient with five stops. Lengths in pixels. Nothing is
/// painted unless inner < outer.
struct RadialFade {
    double centre_x = 0;
    double centre_y = 0;
    double inner = 0;
    double outer = 1;
    double flatness = 1;  // height over width
    double strength = 1;
    double power = 2;
};

/// Lays the colour over the canvas where the fade is: soft shadows on the ground.
void paint_fade(Canvas& canvas, const RadialFade& fade, const Rgb& colour);

/// Adds the colour as light (the screen operator, which never darkens).
void paint_glow(Canvas& canvas, const RadialFade& fade, const Rgb& colour);

}  // namespace likeness::paperflux
