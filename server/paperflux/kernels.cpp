#include "paperflux/kernels.hpp"

#include "paperflux/kernels_sets.hpp"

namespace likeness::paperflux {

const Kernels* baseline_kernels() {
    return &kernel_sets::baseline();
}

#if defined(__x86_64__)

const Kernels* avx2_kernels() {
    const bool able = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    return able ? &kernel_sets::avx2() : nullptr;
}

const Kernels* avx512_kernels() {
    const bool able = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    return able ? &kernel_sets::avx512() : nullptr;
}

#else

const Kernels* avx2_kernels() {
    return nullptr;
}

const Kernels* avx512_kernels() {
    return nullptr;
}

#endif

const Kernels& kernels() {
    static const Kernels& best = *[] {
        for (const Kernels* candidate : {avx512_kernels(), avx2_kernels()}) {
            if (candidate != nullptr) {
                return candidate;
            }
        }
        return baseline_kernels();
    }();
    return best;
}

}  // namespace likeness::paperflux
