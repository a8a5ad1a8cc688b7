#include "imaging/thumbhash.hpp"

#include "imaging/portable_cos.hpp"
#include "imaging/raw_bytes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

// Names as in the published algorithm: L is luminance, P yellow - blue, Q red - green, A opacity;
// dc the constant term of a channel's cosine transform, ac the others. Build with
// -ffp-contract=off.
namespace likeness::imaging {

namespace {

using Samples = std::vector<double>;

struct Lpqa {
    Samples l, p, q, a;
    bool has_alpha = false;
};

struct EncodedChannel {
    double dc = 0;
    Samples ac;  // from 0 to 1, where 0.5 is nothing
    double scale = 0;
};

/// JavaScript's Math.round: halves go up, also below zero.
unsigned js_round(double x) {
    const double up = std::ceil(x);
    return static_cast<unsigned>(static_cast<int>(up - 0.5 > x ? up - 1 : up));
}

struct Colour {
    double r = 0;
    double g = 0;
    double b = 0;
    double a = 0;
};

/// The colour weighted by opacity; `a` is the sum of opacity over all pixels.
Colour average_colour(BytesView rgba) {
    Colour sum;
    for (std::size_t i = 0; i < rgba.size(); i += 4) {
        const double alpha = byte_at(rgba, i + 3) / 255.0;
        sum.r += alpha / 255 * byte_at(rgba, i);
        sum.g += alpha / 255 * byte_at(rgba, i + 1);
        sum.b += alpha / 255 * byte_at(rgba, i + 2);
        sum.a += alpha;
    }
    if (sum.a != 0) {
        sum.r /= sum.a;
        sum.g /= sum.a;
        sum.b /= sum.a;
    }
    return sum;
}

/// Lays the picture over its average colour and parts it into channels.
Lpqa to_lpqa(BytesView rgba) {
    const Colour average = average_colour(rgba);
    const std::size_t count = rgba.size() / 4;
    Lpqa channels;
    channels.has_alpha = average.a < static_cast<double>(count);
    for (Samples* samples : {&channels.l, &channels.p, &channels.q, &channels.a}) {
        samples->reserve(count);
    }
    for (std::size_t i = 0; i < rgba.size(); i += 4) {
        const double alpha = byte_at(rgba, i + 3) / 255.0;
        const double r = average.r * (1 - alpha) + alpha / 255 * byte_at(rgba, i);
        const double g = average.g * (1 - alpha) + alpha / 255 * byte_at(rgba, i + 1);
        const double b = average.b * (1 - alpha) + alpha / 255 * byte_at(rgba, i + 2);
        channels.l.push_back((r + g + b) / 3);
        channels.p.push_back((r + g) / 2 - b);
        channels.q.push_back(r - g);
        channels.a.push_back(alpha);
    }
    return channels;
}

Samples cosines(int count, int frequency) {
    Samples values;
    values.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        values.push_back(portable_cos(std::numbers::pi / count * frequency * (i + 0.5)));
    }
    return values;
}

double cosine_term(const Samples& channel, const Samples& fx, const Samples& fy) {
    double sum = 0;
    const double* sample = channel.data();
    for (const double y : fy) {
        for (const double x : fx) {
            sum += *sample++ * x * y;
        }
    }
    return sum / static_cast<double>(channel.size());
}

EncodedChannel encode_channel(const Samples& channel, int width, int height, int nx, int ny) {
    EncodedChannel encoded;
    for (int cy = 0; cy < ny; ++cy) {
        const Samples fy = cosines(height, cy);
        for (int cx = 0; cx * ny < nx * (ny - cy); ++cx) {
            const double f = cosine_term(channel, cosines(width, cx), fy);
            if (cx == 0 && cy == 0) {
                encoded.dc = f;
            } else {
                encoded.ac.push_back(f);
                encoded.scale = std::max(encoded.scale, std::abs(f));
            }
        }
    }
    if (encoded.scale != 0) {
        for (double& f : encoded.ac) {
            f = 0.5 + 0.5 / encoded.scale * f;
        }
    }
    return encoded;
}

/// Appends 4 bits a term, the low half of a byte first.
class NibbleWriter {
public:
    explicit NibbleWriter(Bytes& out) : out_(out) {}

    void write(const Samples& terms) {
        for (const double term : terms) {
            const unsigned nibble = js_round(15 * term);
            if (half_) {
                out_.back() = static_cast<char>(byte_at(out_, out_.size() - 1) | nibble << 4U);
            } else {
                out_ += static_cast<char>(nibble);
            }
            half_ = !half_;
        }
    }

private:
    Bytes& out_;
    bool half_ = false;
};

}  // namespace

Result<Bytes> thumbhash(int width, int height, BytesView rgba) {
    if (width < 1 || height < 1 || std::max(width, height) > kMaxThumbhashSide) {
        return Error{
            ErrorCode::invalid_argument, "ThumbHash takes pictures of 1 to 100 pixels a side."};
    }
    if (rgba.size() != static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4) {
        return Error{ErrorCode::invalid_argument, "ThumbHash takes four bytes a pixel."};
    }
    const Lpqa channels = to_lpqa(rgba);
    const int l_limit = channels.has_alpha ? 5 : 7;
    const double longer = std::max(width, height);
    const unsigned lx = std::max(1U, js_round(l_limit * width / longer));
    const unsigned ly = std::max(1U, js_round(l_limit * height / longer));
    const auto terms = [](unsigned count) { return static_cast<int>(std::max(3U, count)); };
    const EncodedChannel l = encode_channel(channels.l, width, height, terms(lx), terms(ly));
    const EncodedChannel p = encode_channel(channels.p, width, height, 3, 3);
    const EncodedChannel q = encode_channel(channels.q, width, height, 3, 3);

    const unsigned alpha_flag = channels.has_alpha ? 1 : 0;
    const unsigned landscape_flag = width > height ? 1 : 0;
    const unsigned header24 = js_round(63 * l.dc) | js_round(31.5 + 31.5 * p.dc) << 6U |
                              js_round(31.5 + 31.5 * q.dc) << 12U | js_round(31 * l.scale) << 18U |
                              alpha_flag << 23U;
    const unsigned header16 = (landscape_flag != 0 ? ly : lx) | js_round(63 * p.scale) << 3U |
                              js_round(63 * q.scale) << 9U | landscape_flag << 15U;
    Bytes hash;
    append_le24(hash, header24);
    hash += static_cast<char>(header16 & 0xFFU);
    hash += static_cast<char>(header16 >> 8U & 0xFFU);
    NibbleWriter writer(hash);
    if (!channels.has_alpha) {
        for (const EncodedChannel* channel : {&l, &p, &q}) {
            writer.write(channel->ac);
        }
        return hash;
    }
    const EncodedChannel a = encode_channel(channels.a, width, height, 5, 5);
    hash += static_cast<char>(js_round(15 * a.dc) | js_round(15 * a.scale) << 4U);
    for (const EncodedChannel* channel : {&l, &p, &q, &a}) {
        writer.write(channel->ac);
    }
    return hash;
}

}  // namespace likeness::imaging
