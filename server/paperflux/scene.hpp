#pragma once

#include "base/result.hpp"
#include "paperflux/colour.hpp"
#include "paperflux/config.hpp"
#include "paperflux/philox.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace likeness::paperflux {

/// How the whole picture is made; every strength is 0 or more, 1 being strong.
struct Style {
    Oklab sky_top;
    Oklab sky_bottom;
    Oklab ink;         // outlines, hatching, tint of shadows
    double grain = 0;  // of the paper
    double shadow = 0;
    double outline = 0;
    double wobble = 0;    // of all edges
    double gradient = 0;  // over each piece
    double vignette = 0;
    double hatching = 0;
    double dots = 0;         // halftone
    double frame = 0;        // width of the white border
    double glow = 0;         // of what shines
    double hatch_angle = 0;  // radians
};

/// One thing in the picture. Lengths are in half heights of the picture; x and y are 0 in its
/// middle, y goes down.
struct Element {
    std::size_t slot = 0;  // 1 to kTokens - 1: which token it was
    std::size_t type = 0;  // index into Config::types
    double x = 0;
    double y = 0;
    double height = 1;
    double stretch = 1;             // of the width
    double rotation = 0;            // radians, clockwise
    std::array<double, 8> bends{};  // the shape's parameters; the last one mirrors it if negative
    std::array<Oklab, 3> colours{};
    double opacity = 1;
    double depth = 0;  // larger is nearer
};

struct Scene {
    Style style;
    std::vector<Element> elements;  // in the order of their slots
};

/// What the 32 tokens mean (SPEC section 5). Numbers of a token that are out of any use are
/// clamped; one that is not finite makes the whole scene `unprocessable`: an adapter has driven the
/// network too far.
Result<Scene> decode_scene(const Config& config, const Latent& tokens);

}  // namespace likeness::paperflux
