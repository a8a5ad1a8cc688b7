#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace likeness::paperflux {

/// Value noise on a lattice of its own, for one row of pixels after the other from top to bottom.
class NoiseLayer {
public:
    /// Lengths in pixels; `amplitude` is the difference between the darkest and the lightest.
    NoiseLayer(
        int width,
        double cell_width,
        double cell_height,
        float amplitude,
        std::uint32_t seed
    );

    /// Adds noise around 0 to the pixels of row y. Rows of one cell share their random numbers, so
    /// ask in order.
    void add(int y, std::span<float> row);

private:
    void move_to(std::int64_t lattice_row);
    void fill_lattice(std::uint32_t y, std::vector<float>& row) const;

    double cell_height_;
    float amplitude_;
    std::uint32_t seed_;
    std::int64_t lattice_row_ = -1;
    std::vector<std::uint32_t> cells_;  // the lattice column left of each pixel
    std::vector<float> shares_;         // how far the pixel is from there to the next, smoothed
    std::vector<float> upper_;          // random numbers of the lattice row above, and below
    std::vector<float> lower_;
    std::vector<float> between_;
};

/// The grain of the paper: fibres in three sizes, and light and dark over long distances. Depends
/// on the picture's size only.
class PaperTexture {
public:
    /// `unit` is half the picture's height, in pixels.
    PaperTexture(int width, double unit);

    /// Sets the row to 1 + strength * texture.
    void row(int y, float strength, std::span<float> factors);

private:
    std::vector<NoiseLayer> layers_;
};

}  // namespace likeness::paperflux
