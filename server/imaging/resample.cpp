#include "imaging/resample.hpp"

#include "imaging/raw_bytes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace likeness::imaging {

namespace {

/// For each output position the first input position and its weights, `taps` of them, which sum
/// to 1.
struct Kernel {
    int taps = 0;
    std::vector<int> first;
    std::vector<float> weights;
};

/// Keys' cubic convolution with a = -0.5, zero from 2 on.
double catmull_rom(double x) {
    x = std::abs(x);
    if (x < 1) {
        return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

Kernel make_kernel(int from, int to) {
    const double ratio = static_cast<double>(from) / to;
    const double width = std::max(1.0, ratio);
    Kernel kernel;
    kernel.taps = std::min(from, static_cast<int>(std::ceil(4 * width)) + 1);
    kernel.weights.reserve(static_cast<std::size_t>(kernel.taps) * static_cast<std::size_t>(to));
    std::vector<double> weights(static_cast<std::size_t>(kernel.taps));
    for (int i = 0; i < to; ++i) {
        const double centre = (i + 0.5) * ratio - 0.5;
        const int first =
            std::clamp(static_cast<int>(std::ceil(centre - 2 * width)), 0, from - kernel.taps);
        double sum = 0;
        for (int tap = 0; tap < kernel.taps; ++tap) {
            const double weight = catmull_rom((first + tap - centre) / width);
            weights[static_cast<std::size_t>(tap)] = weight;
            sum += weight;
        }
        kernel.first.push_back(first);
        for (const double weight : weights) {
            kernel.weights.push_back(static_cast<float>(weight / sum));
        }
    }
    return kernel;
}

const float* weights_of(const Kernel& kernel, int position) {
    return kernel.weights.data() + static_cast<std::ptrdiff_t>(position) * kernel.taps;
}

std::uint8_t to_byte(float value) {
    return static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.0F, 255.0F));
}

/// One output row's worth of input rows, mixed but not yet narrowed.
void mix_rows(const Picture& picture, const Kernel& kernel, int y, std::vector<float>& row) {
    std::fill(row.begin(), row.end(), 0.0F);
    const float* weights = weights_of(kernel, y);
    const auto first = static_cast<std::size_t>(kernel.first[static_cast<std::size_t>(y)]);
    for (int tap = 0; tap < kernel.taps; ++tap) {
        const float weight = weights[tap];
        const std::uint8_t* in =
            unsigned_bytes(picture.pixels) + (first + static_cast<std::size_t>(tap)) * row.size();
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] += weight * static_cast<float>(in[i]);
        }
    }
}

template <std::size_t Channels>
void narrow_row(const std::vector<float>& row, const Kernel& kernel, std::uint8_t* out) {
    for (std::size_t x = 0; x < kernel.first.size(); ++x) {
        const float* weights = weights_of(kernel, static_cast<int>(x));
        const float* in = row.data() + static_cast<std::size_t>(kernel.first[x]) * Channels;
        std::array<float, Channels> sums{};
        for (int tap = 0; tap < kernel.taps; ++tap, in += Channels) {
            for (std::size_t channel = 0; channel < Channels; ++channel) {
                sums[channel] += weights[tap] * in[channel];
            }
        }
        for (const float sum : sums) {
            *out++ = to_byte(sum);
        }
    }
}

Picture filtered(const Picture& picture, Size size) {
    const Kernel columns = make_kernel(picture.width, size.width);
    const Kernel rows = make_kernel(picture.height, size.height);
    Picture result = blank_picture(size.width, size.height, picture.channels);
    std::vector<float> row(picture.row_bytes());
    std::uint8_t* out = unsigned_bytes(result.pixels);
    for (int y = 0; y < size.height; ++y, out += result.row_bytes()) {
        mix_rows(picture, rows, y, row);
        if (picture.channels == 4) {
            narrow_row<4>(row, columns, out);
        } else {
            narrow_row<3>(row, columns, out);
        }
    }
    return result;
}

template <std::size_t Channels>
Picture halved(const Picture& picture) {
    Picture result = blank_picture(picture.width / 2, picture.height / 2, picture.channels);
    std::uint8_t* out = unsigned_bytes(result.pixels);
    const std::uint8_t* upper = unsigned_bytes(picture.pixels);
    for (int y = 0; y < result.height; ++y, upper += 2 * picture.row_bytes()) {
        const std::uint8_t* lower = upper + picture.row_bytes();
        for (std::size_t x = 0; x < static_cast<std::size_t>(result.width); ++x) {
            for (std::size_t channel = 0; channel < Channels; ++channel) {
                const std::size_t left = x * 2 * Channels + channel;
                const std::size_t right = left + Channels;
                const unsigned sum = 2U + upper[left] + upper[right] + lower[left] + lower[right];
                *out++ = static_cast<std::uint8_t>(sum / 4);
            }
        }
    }
    return result;
}

Picture premultiplied(Picture picture) {
    std::uint8_t* pixels = unsigned_bytes(picture.pixels);
    for (std::size_t i = 0; i < picture.pixels.size(); i += 4) {
        for (std::size_t channel = 0; channel < 3; ++channel) {
            pixels[i + channel] =
                static_cast<std::uint8_t>((pixels[i + channel] * pixels[i + 3] + 127) / 255);
        }
    }
    return picture;
}

Picture unmultiplied(Picture picture) {
    std::uint8_t* pixels = unsigned_bytes(picture.pixels);
    for (std::size_t i = 0; i < picture.pixels.size(); i += 4) {
        const int opacity = pixels[i + 3];
        for (std::size_t channel = 0; opacity != 0 && channel < 3; ++channel) {
            const int colour = (pixels[i + channel] * 255 + opacity / 2) / opacity;
            pixels[i + channel] = static_cast<std::uint8_t>(std::min(colour, 255));
        }
    }
    return picture;
}

}  // namespace

Size fit_within(Size size, int max_side) {
    const int longer = std::max(size.width, size.height);
    if (longer <= max_side) {
        return size;
    }
    const auto scaled = [&](int side) {
        const auto rounded = std::lround(static_cast<double>(side) * max_side / longer);
        return std::max(1, static_cast<int>(rounded));
    };
    return {scaled(size.width), scaled(size.height)};
}

Picture resample(const Picture& picture, Size size) {
    if (size == Size{picture.width, picture.height}) {
        return picture;
    }
    const bool halves = picture.width == 2 * size.width && picture.height == 2 * size.height;
    if (picture.channels == 4) {
        const Picture source = premultiplied(picture);
        return unmultiplied(halves ? halved<4>(source) : filtered(source, size));
    }
    return halves ? halved<3>(picture) : filtered(picture, size);
}

}  // namespace likeness::imaging
