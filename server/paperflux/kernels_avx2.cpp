#if defined(__x86_64__)

#include "paperflux/kernels_sets.hpp"

#define LIKENESS_KERNELS_LANES 8
#define LIKENESS_KERNELS_ROWS 6
#define LIKENESS_KERNELS_NAME "avx2"
#include "paperflux/kernels_body.ipp"

namespace likeness::paperflux::kernel_sets {

const Kernels& avx2() {
    return kKernels;
}

}  // namespace likeness::paperflux::kernel_sets

#endif
