// The inner loops of the network. A file of each instruction set defines
//   LIKENESS_KERNELS_LANES  floats in a vector register
//   LIKENESS_KERNELS_ROWS   rows of x that the matrix product holds in registers
//   LIKENESS_KERNELS_NAME   the name for logs
// includes this and is compiled with the flags of that set. All is in unnamed namespaces and
// nothing of the standard library is called, not even std::array: a copy compiled for AVX-512 that
// the linker shared with the rest would crash older machines.
#include "paperflux/simd_attention.ipp"

namespace likeness::paperflux {

namespace {

void normalize(
    ConstRows x,
    std::size_t width,
    float epsilon,
    const float* gain,
    const float* shift,
    Rows y
) {
    const float share = 1.0F / static_cast<float>(width);
    for (std::size_t i = 0; i < x.count; ++i) {
        const float* from = x.row(i);
        float* to = y.row(i);
        Vector total{};
        for (std::size_t k = 0; k < width; k += kLanes) {
            total += load(from + k);
        }
        const Vector mean = splat(sum(total) * share);
        Vector squares{};
        for (std::size_t k = 0; k < width; k += kLanes) {
            const Vector centred = load(from + k) - mean;
            squares += centred * centred;
        }
        const float scale = 1.0F / __builtin_sqrtf(sum(squares) * share + epsilon);
        for (std::size_t k = 0; k < width; k += kLanes) {
            store(to + k, (load(from + k) - mean) * scale * load(gain + k) + load(shift + k));
        }
    }
}

void add_gated(Rows x, std::size_t width, ConstRows y, const float* gate) {
    for (std::size_t i = 0; i < x.count; ++i) {
        float* to = x.row(i);
        const float* from = y.row(i);
        for (std::size_t k = 0; k < width; k += kLanes) {
            store(to + k, load(to + k) + load(gate + k) * load(from + k));
        }
    }
}

void gelu(Rows x, std::size_t width) {
    for (std::size_t i = 0; i < x.count; ++i) {
        float* row = x.row(i);
        for (std::size_t k = 0; k < width; k += kLanes) {
            const Vector v = load(row + k);
            // (1 + tanh u) / 2 = 1 / (1 + exp(-2u))
            const Vector minus_2u = v * (-1.5957691216F - 0.0713548162726F * (v * v));
            store(row + k, v / (1.0F + exponential(minus_2u)));
        }
    }
}

void silu(Rows x, std::size_t width) {
    for (std::size_t i = 0; i < x.count; ++i) {
        float* row = x.row(i);
        for (std::size_t k = 0; k < width; k += kLanes) {
            const Vector v = load(row + k);
            store(row + k, v / (1.0F + exponential(-v)));
        }
    }
}

constexpr Kernels kKernels{
    .name = LIKENESS_KERNELS_NAME,
    .panel_width = kPanel,
    .multiply = multiply,
    .normalize = normalize,
    .add_gated = add_gated,
    .gelu = gelu,
    .silu = silu,
    .attend = attend};

}  // namespace

}  // namespace likeness::paperflux
