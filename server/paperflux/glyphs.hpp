#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "paperflux/config.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace likeness::paperflux {

/// A point in units of a shape: y down, the shape's height about 1.
struct Point {
    double x = 0;
    double y = 0;
};

/// The number of shape parameters that bend a shape; an eighth one mirrors it.
inline constexpr std::size_t kBends = 7;

/// How far each point moves when parameter `parameter` is 1 (positive) or -1 (not positive).
struct Bend {
    std::size_t parameter = 0;
    bool positive = true;
    std::vector<Point> offsets;  // as many as the layer has points
};

/// Whose colour a layer has.
enum class Role : std::uint8_t {
    first,
    second,
    third,
    ink,
    white
};

/// Copies of a layer at low-discrepancy places around the shape's origin.
struct Scatter {
    int count = 1;
    double width = 0;
    double height = 0;
    bool twinkle = false;  // sizes differ more
};

/// One piece of paper, or one stroke of a pen.
struct Layer {
    Role role = Role::first;
    double lightness = 0;  // added to the colour's L
    double opacity = 1;
    double elevation = 0;        // above what lies below: decides shadow, rim and outline
    double glow = 0;             // strength of the light around it
    double stroke_width = 0;     // of an open stroke; 0 fills the outline
    bool spans_picture = false;  // its gradient runs over a fixed height
    std::string ops;  // M, L, C, Z: the path's operations, which use up 1, 1, 3, 0 points
    std::vector<Point> points;
    std::vector<Bend> bends;
    std::optional<Scatter> scatter;
};

struct Shape {
    std::vector<Layer> layers;  // bottom to top
    double foot = 0;            // half width of what touches the ground; 0 casts no shadow there
    bool is_band = false;       // spans the picture: not scaled, moved sideways or turned
};

/// The shapes by type, in the order of Config::types.
class Glyphs {
public:
    /// Reads glyphs.json. Refuses (`unprocessable`) files that do not fit the config or whose paths
    /// do not add up.
    static Result<Glyphs> parse(BytesView json, const Config& config);

    std::size_t size() const { return shapes_.size(); }

    const Shape& shape(std::size_t type) const { return shapes_[type]; }

private:
    std::vector<Shape> shapes_;
};

}  // namespace likeness::paperflux
