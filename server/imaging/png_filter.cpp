#include "imaging/png_filter.hpp"

#include "imaging/raw_bytes.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <vector>

namespace likeness::imaging {

namespace {

using Row = std::vector<std::uint8_t>;

/// A row and the one above it, each behind as many zeros as a pixel has bytes, so that the pixel to
/// the left exists.
struct Neighbours {
    const std::uint8_t* left;
    const std::uint8_t* here;
    const std::uint8_t* above;
    const std::uint8_t* above_left;
};

std::uint8_t difference(int a, int b) {
    return static_cast<std::uint8_t>(a - b);
}

int paeth(int left, int above, int above_left) {
    const int to_left = std::abs(above - above_left);
    const int to_above = std::abs(left - above_left);
    const int to_above_left = std::abs(left + above - 2 * above_left);
    const int nearer = to_above <= to_above_left ? above : above_left;
    return to_left <= to_above && to_left <= to_above_left ? left : nearer;
}

// By value: a byte written through `out` could otherwise change the pointers, and no loop would be
// vectorised.
void subtract_nothing(Neighbours row, std::uint8_t* out, std::size_t size) {
    std::copy_n(row.here, size, out);
}

void subtract_left(Neighbours row, std::uint8_t* out, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        out[i] = difference(row.here[i], row.left[i]);
    }
}

void subtract_above(Neighbours row, std::uint8_t* out, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        out[i] = difference(row.here[i], row.above[i]);
    }
}

void subtract_average(Neighbours row, std::uint8_t* out, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        out[i] = difference(row.here[i], (row.left[i] + row.above[i]) / 2);
    }
}

void subtract_paeth(Neighbours row, std::uint8_t* out, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        out[i] = difference(row.here[i], paeth(row.left[i], row.above[i], row.above_left[i]));
    }
}

// In the order of their numbers in the file.
constexpr std::array kFilters{
    subtract_nothing,
    subtract_left,
    subtract_above,
    subtract_average,
    subtract_paeth};

unsigned sum_of_differences(const Row& row) {
    unsigned sum = 0;
    for (const std::uint8_t value : row) {
        sum += static_cast<unsigned>(std::abs(static_cast<std::int8_t>(value)));
    }
    return sum;
}

}  // namespace

Bytes filter_rows(const Picture& picture) {
    const std::size_t row_bytes = picture.row_bytes();
    const auto pixel_bytes = static_cast<std::size_t>(picture.channels);
    Row above(pixel_bytes + row_bytes, 0);
    Row here = above;
    Row candidate(row_bytes);
    Row best(row_bytes);
    Bytes out;
    out.reserve((row_bytes + 1) * static_cast<std::size_t>(picture.height));
    for (std::size_t start = 0; start < picture.pixels.size(); start += row_bytes) {
        const std::uint8_t* pixels = unsigned_bytes(picture.pixels) + start;
        std::copy(pixels, pixels + row_bytes, here.begin() + picture.channels);
        const Neighbours row{
            .left = here.data(),
            .here = here.data() + pixel_bytes,
            .above = above.data() + pixel_bytes,
            .above_left = above.data()};
        unsigned smallest = std::numeric_limits<unsigned>::max();
        char chosen = 0;
        for (std::size_t filter = 0; filter < kFilters.size(); ++filter) {
            kFilters[filter](row, candidate.data(), row_bytes);
            const unsigned sum = sum_of_differences(candidate);
            if (sum < smallest) {
                smallest = sum;
                chosen = static_cast<char>(filter);
                best.swap(candidate);
            }
        }
        out += chosen;
        out.append(reinterpret_cast<const char*>(best.data()), best.size());
        here.swap(above);
    }
    return out;
}

}  // namespace likeness::imaging
