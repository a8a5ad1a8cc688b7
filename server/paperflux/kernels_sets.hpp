#pragma once

#include "paperflux/kernels.hpp"

/// The kernels as each file kernels_*.cpp compiled them; only kernels.cpp, which asks the processor
/// first, calls these.
namespace likeness::paperflux::kernel_sets {

const Kernels& baseline();
const Kernels& avx2();
const Kernels& avx512();

}  // namespace likeness::paperflux::kernel_sets
