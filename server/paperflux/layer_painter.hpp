#pragma once

#include "paperflux/canvas.hpp"
#include "paperflux/coverage.hpp"
#include "paperflux/scene.hpp"
#include "paperflux/soft_shadow.hpp"

namespace likeness::paperflux {

/// Paints the layers of shapes, one after the other from back to front, on one canvas.
class LayerPainter {
public:
    /// `internal` if there is no memory. Refers to both, which must outlive it.
    static Result<LayerPainter> make(Canvas& canvas, const Style& style);

    /// One copy of a layer: its glow, its shadow, the piece itself, hatching, rim and outline.
    /// `scale` is the shape's height in pixels.
    void paint(const Layer& layer, const Path& path, const Element& element, double scale);

private:
    /// What all steps of one layer need.
    struct Piece {
        const Layer& layer;
        const Path& path;
        Bounds bounds;  // stroke included
        PixelBox box;   // its part inside the picture
        Oklab colour;
        double opacity;       // 0 to 1
        double stroke_width;  // pixels; 0 for a filled outline
    };

    LayerPainter(
        Canvas& canvas,
        const Style& style,
        Coverage shape,
        Coverage pen,
        SoftShadow shadow
    );

    bool has_shadow(const Piece& piece) const;
    bool has_outline(const Piece& piece) const;
    void paint_glow_of(const Piece& piece);
    void paint_shadow(const Piece& piece);
    void paint_stroke(const Piece& piece);
    void paint_sheet(const Piece& piece);
    void paint_hatching(const Piece& piece);
    void paint_rim(const Piece& piece);
    void paint_outline(const Piece& piece);
    void blend(const Coverage& coverage, const PixelBox& box, double opacity, const Oklab& colour);

    Canvas& canvas_;
    const Style& style_;
    double unit_;  // half the picture's height
    Coverage shape_;
    Coverage pen_;
    SoftShadow shadow_;
    std::vector<std::uint8_t> alpha_;
};

}  // namespace likeness::paperflux
