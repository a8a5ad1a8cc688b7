#if defined(__x86_64__)

#include "paperflux/kernels_sets.hpp"

#define LIKENESS_KERNELS_LANES 16
#define LIKENESS_KERNELS_ROWS 12
#define LIKENESS_KERNELS_NAME "avx512"
#include "paperflux/kernels_body.ipp"

namespace likeness::paperflux::kernel_sets {

const Kernels& avx512() {
    return kKernels;
}

}  // namespace likeness::paperflux::kernel_sets

#endif
