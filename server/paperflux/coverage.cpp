#include "paperflux/coverage.hpp"

#include <cairo.h>

#include <cstring>

namespace likeness::paperflux {

struct Coverage::Surface {
    Surface(int width, int height)
        : surface(cairo_image_surface_create(CAIRO_FORMAT_A8, width, height)),
          context(cairo_create(surface)),
          pixels(cairo_image_surface_get_data(surface)),
          stride(cairo_image_surface_get_stride(surface)) {
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
    }

    Surface(const Surface&) = delete;
    Surface& operator=(const Surface&) = delete;

    ~Surface() {
        cairo_destroy(context);
        cairo_surface_destroy(surface);
    }

    cairo_surface_t* surface;
    cairo_t* context;
    unsigned char* pixels;
    std::ptrdiff_t stride;
};

namespace {

void trace(cairo_t* context, const Path& path) {
    cairo_new_path(context);
    const Point* next = path.points.data();
    for (const char op : path.ops) {
        switch (op) {
            case 'M':
                cairo_move_to(context, next[0].x, next[0].y);
                next += 1;
                break;
            case 'L':
                cairo_line_to(context, next[0].x, next[0].y);
                next += 1;
                break;
            case 'C':
                cairo_curve_to(
                    context, next[0].x, next[0].y, next[1].x, next[1].y, next[2].x, next[2].y
                );
                next += 3;
                break;
            default:
                cairo_close_path(context);
        }
    }
}

}  // namespace

Coverage::Coverage(std::unique_ptr<Surface> surface) : surface_(std::move(surface)) {}

Coverage::Coverage(Coverage&&) noexcept = default;

Coverage& Coverage::operator=(Coverage&&) noexcept = default;

Coverage::~Coverage() = default;

Result<Coverage> Coverage::make(int width, int height) {
    auto surface = std::make_unique<Surface>(width, height);
    const cairo_status_t status = cairo_status(surface->context);
    if (status != CAIRO_STATUS_SUCCESS) {
        return Error::internal(std::string("cairo: ") + cairo_status_to_string(status));
    }
    return Coverage(std::move(surface));
}

void Coverage::fill(const Path& path, const PixelBox& box) {
    clear(box);
    trace(surface_->context, path);
    cairo_fill(surface_->context);
    cairo_surface_flush(surface_->surface);
}

void Coverage::stroke(const Path& path, double width, const PixelBox& box) {
    clear(box);
    trace(surface_->context, path);
    cairo_set_line_width(surface_->context, width);
    cairo_stroke(surface_->context);
    cairo_surface_flush(surface_->surface);
}

void Coverage::clear(const PixelBox& box) {
    cairo_surface_flush(surface_->surface);
    for (int y = box.top; y < box.bottom; ++y) {
        std::memset(row(y) + box.left, 0, static_cast<std::size_t>(box.width()));
    }
    cairo_surface_mark_dirty(surface_->surface);
}

int Coverage::width() const {
    return cairo_image_surface_get_width(surface_->surface);
}

int Coverage::height() const {
    return cairo_image_surface_get_height(surface_->surface);
}

const std::uint8_t* Coverage::row(int y) const {
    return surface_->pixels + y * surface_->stride;
}

std::uint8_t* Coverage::row(int y) {
    return surface_->pixels + y * surface_->stride;
}

}  // namespace likeness::paperflux
