#include "paperflux/soft_shadow.hpp"

#include <algorithm>
#include <cmath>

namespace likeness::paperflux {

namespace {

constexpr int kPasses = 3;
constexpr int kMaxRadius = 4;  // texels; what blur_radius() gives at most
constexpr int kMaxMargin = kPasses * kMaxRadius + 2;
/// The reference draws its lengths for a picture of 512 pixels.
constexpr double kReferenceUnit = 256;

std::size_t index(int x) {
    return static_cast<std::size_t>(x);
}

int blur_radius(double elevation, double unit, double step) {
    const double pixels = (1.1 * std::min(1.4, elevation) + 0.5) * unit / kReferenceUnit * 4 * 0.9;
    return std::clamp(static_cast<int>(std::nearbyint(pixels / step)), 1, kMaxRadius);
}

/// One box filter along each row: running sums of 2 radius + 1 texels, nothing outside.
void sum_rows(const std::uint32_t* from, int width, int height, int radius, std::uint32_t* to) {
    for (int y = 0; y < height; ++y, from += width, to += width) {
        std::uint32_t sum = 0;
        for (int x = 0; x < std::min(radius, width); ++x) {
            sum += from[x];
        }
        for (int x = 0; x < width; ++x) {
            sum += x + radius < width ? from[x + radius] : 0;
            to[x] = sum;
            sum -= x >= radius ? from[x - radius] : 0;
        }
    }
}

void add_row(std::uint32_t* sums, const std::uint32_t* row, int width) {
    for (int x = 0; x < width; ++x) {
        sums[x] += row[x];
    }
}

void subtract_row(std::uint32_t* sums, const std::uint32_t* row, int width) {
    for (int x = 0; x < width; ++x) {
        sums[x] -= row[x];
    }
}

/// The same along each column, all columns of a row at once.
void sum_columns(const std::uint32_t* from, int width, int height, int radius, std::uint32_t* to) {
    std::vector<std::uint32_t> sums(index(width));
    const auto row = [&](int y) { return from + index(y) * index(width); };
    for (int y = 0; y < std::min(radius, height); ++y) {
        add_row(sums.data(), row(y), width);
    }
    for (int y = 0; y < height; ++y) {
        if (y + radius < height) {
            add_row(sums.data(), row(y + radius), width);
        }
        std::copy(sums.begin(), sums.end(), to + index(y) * index(width));
        if (y >= radius) {
            subtract_row(sums.data(), row(y - radius), width);
        }
    }
}

/// Where pixel centres fall between texel centres.
struct Sample {
    int texel = 0;     // the one before
    float beyond = 0;  // share of the way to the next
};

Sample sample(int pixel, double step, int first_texel) {
    const double place = (pixel + 0.5) / step - 0.5 - first_texel;
    const double before = std::floor(place);
    return {static_cast<int>(before), static_cast<float>(place - before)};
}

}  // namespace

SoftShadow::SoftShadow(double step, Coverage coverage)
    : step_(step),
      coverage_(std::move(coverage)) {}

Result<SoftShadow> SoftShadow::make(int width, int height) {
    const double step = std::max(1.0, height / 2.0 / kReferenceUnit) * 2;
    const auto texels = [&](int pixels) {
        return static_cast<int>(pixels / step) + 2 * kMaxMargin + 2;
    };
    LIKENESS_TRY(Coverage coverage, Coverage::make(texels(width), texels(height)));
    return SoftShadow(step, std::move(coverage));
}

void SoftShadow::paint(Canvas& canvas, const ShadowCaster& caster, const Rgb& colour) {
    const double unit = canvas.height() / 2.0;
    const int radius = blur_radius(caster.elevation, unit, step_);
    const int margin = kPasses * radius + 2;
    const double drop = (0.9 * caster.elevation + 0.35) * unit / kReferenceUnit * 2.2;
    const double shift = 0.4 * drop;
    const Bounds bounds = caster.path.bounds().grown(caster.stroke_width);
    const auto texel = [&](double pixel) { return static_cast<int>(pixel / step_); };
    const int left = texel(std::max(0.0, bounds.left + shift)) - margin;
    const int top = texel(std::max(0.0, bounds.top + drop)) - margin;
    const double right_edge = std::min(static_cast<double>(canvas.width()), bounds.right + drop);
    const double bottom_edge = std::min(static_cast<double>(canvas.height()), bounds.bottom + drop);
    const int width = texel(right_edge) + margin + 1 - left;
    const int height = texel(bottom_edge) + margin + 1 - top;
    if (width <= 2 * margin || height <= 2 * margin) {
        return;
    }
    const PixelBox box{0, 0, width, height};
    const Path path = caster.path.scaled(1 / step_, shift / step_ - left, drop / step_ - top);
    if (caster.stroke_width > 0) {
        coverage_.stroke(path, caster.stroke_width / step_, box);
    } else {
        coverage_.fill(path, box);
    }
    blur(width, height, radius);
    quantize(width, height, radius, std::min(1.0, 0.42 * caster.strength));
    blend_mask(canvas, left, top, width, height, to_bytes(colour));
}

void SoftShadow::blur(int width, int height, int radius) {
    sums_.resize(index(width) * index(height));
    spare_.resize(sums_.size());
    for (int y = 0; y < height; ++y) {
        std::copy_n(coverage_.row(y), width, &sums_[index(y) * index(width)]);
    }
    // 255 * (2 * kMaxRadius + 1)^6 is below 2^28.
    for (int pass = 0; pass < kPasses; ++pass) {
        sum_rows(sums_.data(), width, height, radius, spare_.data());
        sum_columns(spare_.data(), width, height, radius, sums_.data());
    }
}

void SoftShadow::quantize(int width, int height, int radius, double strength) {
    const double share = std::pow(2 * radius + 1, -2 * kPasses);
    const auto factor = static_cast<float>(share * strength);
    mask_.resize(index(width) * index(height));
    for (std::size_t i = 0; i < mask_.size(); ++i) {
        // Signed, because vector instructions convert those only; the sums stay below 2^28.
        const auto sum = static_cast<float>(static_cast<std::int32_t>(sums_[i]));
        mask_[i] = round_to_byte(sum * factor);
    }
}

/// The mask, magnified with bilinear interpolation; beyond its rim there is none.
void SoftShadow::blend_mask(
    Canvas& canvas,
    int left,
    int top,
    int width,
    int height,
    const Rgb8& colour
) {
    const auto pixels_of = [&](int first, int count, int limit) {
        const double start = std::ceil((first + 0.5) * step_ - 0.5);
        const double end = std::floor((first + count - 0.5) * step_ - 0.5);
        return std::pair(
            static_cast<int>(std::max(0.0, start)),
            static_cast<int>(std::min(static_cast<double>(limit), end))
        );
    };
    const auto [x_begin, x_end] = pixels_of(left, width, canvas.width());
    const auto [y_begin, y_end] = pixels_of(top, height, canvas.height());
    if (x_begin >= x_end) {
        return;
    }
    std::vector<Sample> samples;
    for (int x = x_begin; x < x_end; ++x) {
        samples.push_back(sample(x, step_, left));
    }
    std::vector<float> row(index(width));
    std::vector<std::uint8_t> alpha(samples.size());
    for (int y = y_begin; y < y_end; ++y) {
        const Sample vertical = sample(y, step_, top);
        const std::uint8_t* upper = &mask_[index(vertical.texel) * index(width)];
        const std::uint8_t* lower = upper + width;
        for (std::size_t x = 0; x < row.size(); ++x) {
            const auto above = static_cast<float>(upper[x]);
            row[x] = above + vertical.beyond * (static_cast<float>(lower[x]) - above);
        }
        for (std::size_t x = 0; x < samples.size(); ++x) {
            const float* at = &row[index(samples[x].texel)];
            const float value = at[0] + samples[x].beyond * (at[1] - at[0]);
            alpha[x] = round_to_byte(value);
        }
        canvas.blend(y, x_begin, alpha.data(), static_cast<int>(alpha.size()), colour);
    }
}

}  // namespace likeness::paperflux
