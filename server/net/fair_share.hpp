#pragma once

#include <cstdint>

namespace likeness::net {

/// A connection that receives or sends this many bytes without once having to wait gives the others
/// their turn.
constexpr std::uint64_t kFairShare = std::uint64_t{1} << 20U;

}  // namespace likeness::net
