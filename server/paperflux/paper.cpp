#include "paperflux/paper.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace likeness::paperflux {

namespace {

constexpr double kReferenceUnit = 512;

/// A pseudo-random number from 0 to 1 for every point of a lattice.
float lattice_value(std::uint32_t x, std::uint32_t y, std::uint32_t seed) {
    std::uint32_t h = x * 374761393U + y * 668265263U + seed * 2246822519U;
    h = (h ^ (h >> 13U)) * 1274126177U;
    h ^= h >> 16U;
    // By way of a signed number, which vector instructions convert: the upper 31 bits are more than
    // a float holds.
    return static_cast<float>(static_cast<std::int32_t>(h >> 1U)) * 0x1p-31F;
}

float smooth(double share) {
    const auto f = static_cast<float>(share);
    return f * f * (3 - 2 * f);
}

}  // namespace

NoiseLayer::NoiseLayer(
    int width,
    double cell_width,
    double cell_height,
    float amplitude,
    std::uint32_t seed
)
    : cell_height_(cell_height),
      amplitude_(amplitude),
      seed_(seed),
      cells_(static_cast<std::size_t>(width)),
      shares_(static_cast<std::size_t>(width)) {
    for (std::size_t x = 0; x < cells_.size(); ++x) {
        const double place = static_cast<double>(x) / cell_width;
        cells_[x] = static_cast<std::uint32_t>(place);
        shares_[x] = smooth(place - std::floor(place));
    }
    upper_.resize(std::size_t{cells_.back()} + 2);
    lower_.resize(upper_.size());
    between_.resize(upper_.size());
}

void NoiseLayer::add(int y, std::span<float> row) {
    const double place = y / cell_height_;
    move_to(static_cast<std::int64_t>(place));
    const float share = smooth(place - std::floor(place));
    for (std::size_t i = 0; i < between_.size(); ++i) {
        between_[i] = amplitude_ * (upper_[i] + share * (lower_[i] - upper_[i]) - 0.5F);
    }
    for (std::size_t x = 0; x < cells_.size(); ++x) {
        const float* at = &between_[cells_[x]];
        row[x] += at[0] + shares_[x] * (at[1] - at[0]);
    }
}

void NoiseLayer::move_to(std::int64_t lattice_row) {
    if (lattice_row == lattice_row_) {
        return;
    }
    const auto y = static_cast<std::uint32_t>(lattice_row);
    if (lattice_row == lattice_row_ + 1 && lattice_row_ >= 0) {
        std::swap(upper_, lower_);
    } else {
        fill_lattice(y, upper_);
    }
    fill_lattice(y + 1, lower_);
    lattice_row_ = lattice_row;
}

void NoiseLayer::fill_lattice(std::uint32_t y, std::vector<float>& row) const {
    for (std::uint32_t x = 0; x < row.size(); ++x) {
        row[x] = lattice_value(x, y, seed_);
    }
}

PaperTexture::PaperTexture(int width, double unit) {
    const double s = unit / kReferenceUnit;
    layers_.reserve(4);
    layers_.emplace_back(width, 1.0 * s, 1.0 * s, 0.60F, 1U);
    layers_.emplace_back(width, 2.2 * s, 3.4 * s, 0.68F, 2U);
    layers_.emplace_back(width, 7.0 * s, 4.0 * s, 0.44F, 3U);
    layers_.emplace_back(width, 60.0 * s, 60.0 * s, 0.28F, 4U);
}

void PaperTexture::row(int y, float strength, std::span<float> factors) {
    std::fill(factors.begin(), factors.end(), 0.0F);
    for (NoiseLayer& layer : layers_) {
        layer.add(y, factors);
    }
    for (float& factor : factors) {
        factor = 1 + strength * factor;
    }
}

}  // namespace likeness::paperflux
