#include "cloud_calls/checksums.hpp"

#include <openssl/evp.h>

#include <array>
#include <cstring>

namespace likeness::cloud_calls {

namespace {

constexpr std::uint32_t kPolynomial = 0x82F63B78U;  // reflected

constexpr std::array<std::uint32_t, 256> make_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t n = 0; n < table.size(); ++n) {
        std::uint32_t value = n;
        for (int bit = 0; bit < 8; ++bit) {
            value = (value & 1U) != 0 ? (value >> 1U) ^ kPolynomial : value >> 1U;
        }
        table[n] = value;
    }
    return table;
}

std::uint32_t by_table(BytesView data, std::uint32_t state) {
    static constexpr std::array<std::uint32_t, 256> kTable = make_table();
    for (const char c : data) {
        state = kTable[(state ^ static_cast<unsigned char>(c)) & 255U] ^ (state >> 8U);
    }
    return state;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t
by_instruction(BytesView data, std::uint32_t state) {
    std::uint64_t wide = state;
    while (data.size() >= sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, data.data(), sizeof(word));
        wide = __builtin_ia32_crc32di(wide, word);
        data.remove_prefix(sizeof(word));
    }
    auto narrow = static_cast<std::uint32_t>(wide);
    for (const char c : data) {
        narrow = __builtin_ia32_crc32qi(narrow, static_cast<unsigned char>(c));
    }
    return narrow;
}

std::uint32_t step(BytesView data, std::uint32_t state) {
    static const bool has_instruction = __builtin_cpu_supports("sse4.2") != 0;
    return has_instruction ? by_instruction(data, state) : by_table(data, state);
}
#else
std::uint32_t step(BytesView data, std::uint32_t state) {
    return by_table(data, state);
}
#endif

}  // namespace

std::uint32_t crc32c(BytesView data, std::uint32_t seed) {
    return ~step(data, ~seed);
}

std::string crc32c_text(std::uint32_t crc) {
    Bytes bytes;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        bytes += static_cast<char>(static_cast<unsigned char>(crc >> shift));
    }
    return to_base64(bytes);
}

Bytes md5(BytesView data) {
    Bytes digest(16, '\0');
    EVP_Digest(
        data.data(),
        data.size(),
        reinterpret_cast<unsigned char*>(digest.data()),
        nullptr,
        EVP_md5(),
        nullptr
    );
    return digest;
}

}  // namespace likeness::cloud_calls
