// What every 64-bit processor has: SSE2 or NEON, vectors of 4 floats.
#include "paperflux/kernels_sets.hpp"

#define LIKENESS_KERNELS_LANES 4
#define LIKENESS_KERNELS_ROWS 4
#define LIKENESS_KERNELS_NAME "baseline"
#include "paperflux/kernels_body.ipp"

namespace likeness::paperflux::kernel_sets {

const Kernels& baseline() {
    return kKernels;
}

}  // namespace likeness::paperflux::kernel_sets
