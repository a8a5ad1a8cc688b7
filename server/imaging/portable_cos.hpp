#pragma once

namespace likeness::imaging {

/// The cosine as V8 and SpiderMonkey compute it, bit for bit: the method and constants of Sun's
/// fdlibm (1993). The C library's differs in the last bit for 3 % of the arguments of a ThumbHash,
/// which then flips values that lie on a rounding edge. For 0 <= x < 50. Build with
/// -ffp-contract=off.
double portable_cos(double x);

}  // namespace likeness::imaging
