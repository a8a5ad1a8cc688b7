#include "core/share_pass.hpp"

#include <array>
#include <charconv>
#include <cstdint>

namespace likeness {

namespace {

using std::chrono::seconds;

std::string key_of(BytesView secret) {
    // A key of its own: what is signed here must never be taken for a signed link.
    const std::array<char, 32> key = HmacSha256(secret).sign("passes of shares");
    return {key.begin(), key.end()};
}

}  // namespace

SharePasses::SharePasses(BytesView secret) : hmac_(key_of(secret)) {}

std::string SharePasses::pass_for(const Share& share, Timestamp expires_at) const {
    const auto time = std::chrono::floor<seconds>(expires_at).time_since_epoch().count();
    const std::string digits = std::to_string(time);
    const std::array<char, 32> signature =
        hmac_.sign(share.id.text() + "\n" + share.password_record.value_or("") + "\n" + digits);
    return digits + "." + to_base64url({signature.data(), signature.size()});
}

bool SharePasses::opens(const Share& share, std::string_view pass, Timestamp now) const {
    const std::string_view digits = pass.substr(0, pass.find('.'));
    std::int64_t time = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), time);
    constexpr std::int64_t kFarAway = std::int64_t{1} << 40;  // no overflow below
    if (failed != std::errc{} || end != digits.data() + digits.size() || time < 0 ||
        time > kFarAway) {
        return false;
    }
    const Timestamp expires_at{seconds{time}};
    return now < expires_at && equal_in_constant_time(pass, pass_for(share, expires_at));
}

}  // namespace likeness
