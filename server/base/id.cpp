#include "base/id.hpp"

#include <array>

namespace likeness {

std::string make_id_text(Timestamp now, BytesView random) {
    Bytes bytes;
    bytes.reserve(16);
    const auto milliseconds = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (unsigned shift = 48; shift > 0; shift -= 8) {
        bytes += static_cast<char>((milliseconds >> (shift - 8)) & 0xFFU);
    }
    bytes += random.substr(0, 10);
    return to_hex(bytes);
}

}  // namespace likeness
