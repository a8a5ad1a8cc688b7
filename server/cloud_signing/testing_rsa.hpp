#pragma once

#include "base/bytes.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <cstdio>
#include <memory>
#include <string>

/// Keys for tests, made anew: no private key lies in the repository.
namespace likeness::cloud_signing {

using TestKey = std::shared_ptr<EVP_PKEY>;

inline TestKey make_test_key(unsigned bits = 2048) {
    return {EVP_RSA_gen(bits), EVP_PKEY_free};
}

/// As PKCS#8 PEM.
inline std::string private_pem(const TestKey& key) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

inline TestKey read_public_key(const std::string& file) {
    const std::unique_ptr<std::FILE, decltype(&std::fclose)> stream(
        std::fopen(file.c_str(), "r"), std::fclose
    );
    return {PEM_read_PUBKEY(stream.get(), nullptr, nullptr, nullptr), EVP_PKEY_free};
}

/// True if it is the RSASSA-PKCS1-v1_5 signature with SHA-256 over the text.
inline bool is_signed(const TestKey& key, const std::string& text, const Bytes& signature) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
        EVP_MD_CTX_new(), EVP_MD_CTX_free
    );
    EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get());
    return EVP_DigestVerify(
               context.get(),
               reinterpret_cast<const unsigned char*>(signature.data()),
               signature.size(),
               reinterpret_cast<const unsigned char*>(text.data()),
               text.size()
           ) == 1;
}

}  // namespace likeness::cloud_signing
