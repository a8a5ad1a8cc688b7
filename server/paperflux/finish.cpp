#include "paperflux/finish.hpp"

#include "paperflux/paper.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace likeness::paperflux {

namespace {

constexpr double kVisibleFrame = 0.02;
constexpr Oklab kFrameColour{0.96, 0.004, 0.014};

/// Darker with the square of the distance from the middle.
void add_vignette(const Canvas& canvas, int y, double strength, std::span<float> factors) {
    const auto half_width = static_cast<float>(canvas.width()) / 2;
    const auto half_height = static_cast<float>(canvas.height()) / 2;
    const float v = (static_cast<float>(y) - half_height) / half_height;
    const auto most = static_cast<float>(0.42 * strength);
    for (int x = 0; x < canvas.width(); ++x) {
        const float u = (static_cast<float>(x) - half_width) / half_width;
        const float distance = (u * u + v * v) / 2 - 0.18F;
        factors[static_cast<std::size_t>(x)] *= 1 - most * std::min(std::max(distance, 0.0F), 1.0F);
    }
}

/// What the frame does, which depends on the distance to the nearest edge of the picture alone.
class Frame {
public:
    Frame(int width, int height, double frame) : width_(width), height_(height) {
        const double unit = height / 2.0;
        const double margin = 0.09 * frame * unit;
        for (int d = 0; d <= std::min(width, height) / 2; ++d) {
            const double inside = std::clamp((d - margin) / 2 + 0.5, 0.0, 1.0);
            const double shade = 1 - 0.35 * std::exp(-std::max(0.0, d - margin) / (0.03 * unit));
            picture_.push_back(static_cast<float>(inside * shade));
            frame_.push_back(static_cast<float>(1 - inside));
        }
    }

    /// How much of the picture stays in row y, and how much of the frame's paper is added.
    void apply(int y, std::span<float> picture, std::span<float> paper) const {
        const int from_top = std::min(y, height_ - 1 - y);
        for (int x = 0; x < width_; ++x) {
            const int distance = std::min(std::min(x, width_ - 1 - x), from_top);
            const auto i = static_cast<std::size_t>(x);
            picture[i] *= picture_[static_cast<std::size_t>(distance)];
            paper[i] *= frame_[static_cast<std::size_t>(distance)];
        }
    }

private:
    int width_;
    int height_;
    std::vector<float> picture_;
    std::vector<float> frame_;
};

/// pixel * factor + value * paper, where `value` is the frame's colour.
void finish_channel(
    const std::uint8_t* __restrict pixels,
    const float* __restrict factors,
    const float* __restrict paper,
    float value,
    std::size_t count,
    std::uint8_t* __restrict to
) {
    for (std::size_t x = 0; x < count; ++x) {
        const float sum = static_cast<float>(pixels[x]) * factors[x] + value * paper[x];
        to[x] = round_to_byte(std::min(std::max(sum, 0.0F), 255.0F));
    }
}

void interleave(const std::array<std::vector<std::uint8_t>, 3>& channels, std::span<char> to) {
    const std::uint8_t* red = channels[0].data();
    const std::uint8_t* green = channels[1].data();
    const std::uint8_t* blue = channels[2].data();
    for (std::size_t x = 0; 3 * x < to.size(); ++x) {
        to[3 * x] = static_cast<char>(red[x]);
        to[3 * x + 1] = static_cast<char>(green[x]);
        to[3 * x + 2] = static_cast<char>(blue[x]);
    }
}

}  // namespace

Picture finish(const Canvas& canvas, const Style& style) {
    const auto width = static_cast<std::size_t>(canvas.width());
    Picture picture{canvas.width(), canvas.height(), {}};
    picture.rgb.resize(width * 3 * static_cast<std::size_t>(canvas.height()));
    PaperTexture texture(canvas.width(), canvas.height() / 2.0);
    const Frame frame(canvas.width(), canvas.height(), style.frame);
    const Rgb colour = to_rgb(kFrameColour);
    const std::array<double, 3> frame_colour{colour.red, colour.green, colour.blue};
    std::vector<float> paper(width);
    std::vector<float> factors(width);
    std::array<std::vector<std::uint8_t>, 3> row;
    row.fill(std::vector<std::uint8_t>(width));
    for (int y = 0; y < canvas.height(); ++y) {
        texture.row(y, static_cast<float>(0.16 * style.grain), paper);
        factors = paper;
        add_vignette(canvas, y, style.vignette, factors);
        if (style.frame > kVisibleFrame) {
            frame.apply(y, factors, paper);
        } else {
            std::fill(paper.begin(), paper.end(), 0.0F);
        }
        for (std::size_t c = 0; c < row.size(); ++c) {
            const auto value = static_cast<float>(frame_colour[c] * 255);
            finish_channel(
                canvas.channel(y, c), factors.data(), paper.data(), value, width, row[c].data()
            );
        }
        interleave(
            row, std::span(picture.rgb).subspan(static_cast<std::size_t>(y) * width * 3, width * 3)
        );
    }
    return picture;
}

}  // namespace likeness::paperflux
