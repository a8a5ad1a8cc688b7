#pragma once

#include "base/bytes.hpp"

namespace likeness::siwe {

/// Keccak-256 as Ethereum uses it: Keccak-f[1600] at a rate of 136 bytes with the original padding
/// (0x01), which is not FIPS 202's SHA3-256 (0x06). 32 raw bytes.
Bytes keccak256(BytesView data);

}  // namespace likeness::siwe
