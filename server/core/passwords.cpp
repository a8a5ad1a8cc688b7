#include "core/passwords.hpp"

#include "base/password.hpp"

#include <utility>

namespace likeness {

namespace {

constexpr std::size_t kSaltBytes = 16;

BlockingPool::Options pool_options() {
    BlockingPool::Options options;
    options.name = "passwords";
    options.threads = 1;
    options.queue_limit = 32;  // some three seconds
    return options;
}

}  // namespace

Passwords::Passwords(Random& random) : random_(random), pool_(pool_options()) {}

Task<std::string> Passwords::record(std::string password) {
    const Bytes salt = random_.bytes(kSaltBytes);
    const auto work = [&]() -> Result<std::string> { return password_record(password, salt); };
    co_return co_await pool_.run(work);
}

Task<bool> Passwords::fits(std::string password, std::string record) {
    const auto work = [&]() -> Result<bool> { return fits_password_record(password, record); };
    co_return co_await pool_.run(work);
}

}  // namespace likeness
