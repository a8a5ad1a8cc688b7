#pragma once

#include "paperflux/matrix.hpp"

#include <cstddef>

namespace likeness::paperflux {

/// Adjacent tokens of one sequence, all treated alike by attention.
struct AttentionSegment {
    ConstRows qkv;  // a row: the queries of all heads, then the keys, then the values
    const float*
        query_gain;  // RMS normalisation of a head's query, kHeadWidth numbers; null for none
    const float* key_gain;  // the same for keys
    Rows output;            // a row: the outputs of all heads
};

/// The inner loops of the network, compiled once for every instruction set that is worth it. All
/// are pure functions of their arguments, allocate nothing and may run on any number of threads.
/// Widths are multiples of 16 (kMaxPanelWidth where outputs of `multiply` are counted). The same
/// call gives the same bits on the same kind of processor; between instruction sets results differ
/// in the last bits, because sums are taken in another order.
struct Kernels {
    const char* name;         // "baseline", "avx2", "avx512"
    std::size_t panel_width;  // outputs that `multiply` computes side by side

    /// y = W x + bias for every row of x. `panels` holds W [outputs, inputs] cut into panels of
    /// panel_width outputs, each panel transposed to [inputs][panel_width]; `outputs` and `bias`
    /// are padded to whole panels.
    void (*multiply
    )(ConstRows x,
      std::size_t inputs,
      const float* panels,
      const float* bias,
      std::size_t outputs,
      Rows y);
    /// Layer normalisation of each row, then times `gain` plus `shift` (`width` numbers each). y
    /// may be x.
    void (*normalize
    )(ConstRows x, std::size_t width, float epsilon, const float* gain, const float* shift, Rows y);
    /// x += gate * y, the gate being `width` numbers for all rows.
    void (*add_gated)(Rows x, std::size_t width, ConstRows y, const float* gate);
    /// 0.5 x (1 + tanh(0.7978845608 (x + 0.044715 x^3))), in place.
    void (*gelu)(Rows x, std::size_t width);
    /// x / (1 + exp(-x)), in place.
    void (*silu)(Rows x, std::size_t width);
    /// Softmax attention over the tokens of all segments, scores scaled by 1/sqrt(kHeadWidth); at
    /// most kMaxSequence tokens in all.
    void (*attend)(const AttentionSegment* segments, std::size_t segment_count, std::size_t heads);
};

/// The largest panel_width of all instruction sets; a multiple of each.
inline constexpr std::size_t kMaxPanelWidth = 32;

/// The fastest that this processor can run. Found once, thread-safe.
const Kernels& kernels();

/// Those that were compiled in, or null where the processor cannot run them. For tests and
/// measurements.
const Kernels* baseline_kernels();
const Kernels* avx2_kernels();
const Kernels* avx512_kernels();

}  // namespace likeness::paperflux
