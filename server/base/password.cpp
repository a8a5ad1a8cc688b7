#include "base/password.hpp"

#include "base/digest.hpp"

#include <openssl/evp.h>

#include <cstdint>
#include <optional>
#include <stdexcept>

namespace likeness {

namespace {

// OWASP's choice for 32 MiB (N = 2^15, r = 8, p = 3), with one lane instead of three: ours guard
// pictures that were sent about by a link, and the attempts are counted.
constexpr std::uint64_t kCost = std::uint64_t{1} << 15U;
constexpr std::uint64_t kBlockSize = 8;
constexpr std::uint64_t kLanes = 1;
constexpr std::uint64_t kMemoryLimit = std::uint64_t{64} << 20U;
constexpr std::size_t kHashSize = 32;
constexpr std::string_view kPrefix = "scrypt-15-8-1$";

Bytes scrypt(std::string_view password, BytesView salt) {
    Bytes hash(kHashSize, '\0');
    const int done = EVP_PBE_scrypt(
        password.data(),
        password.size(),
        reinterpret_cast<const unsigned char*>(salt.data()),
        salt.size(),
        kCost,
        kBlockSize,
        kLanes,
        kMemoryLimit,
        reinterpret_cast<unsigned char*>(hash.data()),
        hash.size()
    );
    if (done != 1) {
        throw std::runtime_error("OpenSSL has no scrypt");
    }
    return hash;
}

}  // namespace

std::string password_record(std::string_view password, BytesView salt) {
    return std::string(kPrefix) + to_base64url(salt) + "$" + to_base64url(scrypt(password, salt));
}

bool fits_password_record(std::string_view password, std::string_view record) {
    if (!record.starts_with(kPrefix)) {
        return false;
    }
    const std::string_view rest = record.substr(kPrefix.size());
    const std::size_t mark = rest.find('$');
    const std::optional<Bytes> salt = from_base64url(rest.substr(0, mark));
    return mark != std::string_view::npos && salt &&
           equal_in_constant_time(password_record(password, *salt), record);
}

}  // namespace likeness
