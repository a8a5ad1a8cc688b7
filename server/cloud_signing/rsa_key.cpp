#include "cloud_signing/rsa_key.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <stdexcept>
#include <string>

namespace likeness::cloud_signing {

namespace {

constexpr std::size_t kMaxPem = 16U << 10U;

std::string as_written_by_tools(std::string_view pem) {
    std::string out;
    for (std::size_t i = 0; i < pem.size(); ++i) {
        if (pem[i] == '\\' && i + 1 < pem.size() && (pem[i + 1] == 'n' || pem[i + 1] == 'r')) {
            out += pem[i + 1] == 'n' ? "\n" : "";
            ++i;
        } else if (pem[i] != '"' && pem[i] != '\'' && pem[i] != '\r') {
            out += pem[i];
        }
    }
    const std::size_t begin = out.find("-----BEGIN");
    out.erase(0, begin == std::string::npos ? 0 : begin);
    return out.ends_with('\n') ? out : out + "\n";
}

EVP_PKEY* as_key(const std::shared_ptr<void>& key) {
    return static_cast<EVP_PKEY*>(key.get());
}

/// A key with a password is no key for a server; without this, OpenSSL asks the terminal for it.
int no_password(char*, int, int, void*) {
    return -1;
}

}  // namespace

Result<RsaKey> RsaKey::from_pem(std::string_view pem) {
    const Error unreadable{
        ErrorCode::invalid_argument,
        "must be an RSA private key in PEM form, beginning with -----BEGIN PRIVATE KEY-----"};
    if (pem.size() > kMaxPem) {
        return unreadable;
    }
    const std::string text = as_written_by_tools(pem);
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
        BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free
    );
    EVP_PKEY* read = PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr);
    if (read == nullptr) {
        return unreadable;
    }
    std::shared_ptr<void> key(read, [](void* old) { EVP_PKEY_free(static_cast<EVP_PKEY*>(old)); });
    if (EVP_PKEY_get_base_id(read) != EVP_PKEY_RSA || EVP_PKEY_get_bits(read) < 2048) {
        return unreadable;
    }
    return RsaKey(std::move(key));
}

Bytes RsaKey::sign_sha256(BytesView text) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
        EVP_MD_CTX_new(), EVP_MD_CTX_free
    );
    Bytes signature(static_cast<std::size_t>(EVP_PKEY_get_size(as_key(key_))), '\0');
    std::size_t size = signature.size();
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, as_key(key_)) != 1 ||
        EVP_DigestSign(
            context.get(),
            reinterpret_cast<unsigned char*>(signature.data()),
            &size,
            reinterpret_cast<const unsigned char*>(text.data()),
            text.size()
        ) != 1) {
        throw std::runtime_error("OpenSSL could not sign with the service account's key");
    }
    signature.resize(size);
    return signature;
}

}  // namespace likeness::cloud_signing
