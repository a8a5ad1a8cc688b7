#pragma once

#include "base/result.hpp"
#include "paperflux/path.hpp"

#include <cstdint>
#include <memory>

namespace likeness::paperflux {

/// How much of each pixel a path covers, 0 to 255. Cairo does the scan conversion; everything that
/// is painted through these masks is ours. The buffer has the size of the picture and is used again
/// and again: what stands outside the box of the last call is left over from earlier ones.
class Coverage {
public:
    /// `internal` if there is no memory for it.
    static Result<Coverage> make(int width, int height);

    Coverage(Coverage&&) noexcept;
    Coverage& operator=(Coverage&&) noexcept;
    ~Coverage();

    /// Nonzero winding. Only pixels of the box are of use afterwards.
    void fill(const Path& path, const PixelBox& box);
    /// A pen of this width with round ends and joins.
    void stroke(const Path& path, double width, const PixelBox& box);

    int width() const;
    int height() const;
    const std::uint8_t* row(int y) const;
    std::uint8_t* row(int y);

private:
    struct Surface;

    explicit Coverage(std::unique_ptr<Surface> surface);
    void clear(const PixelBox& box);

    std::unique_ptr<Surface> surface_;
};

}  // namespace likeness::paperflux
