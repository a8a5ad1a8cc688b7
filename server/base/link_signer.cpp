#include "base/link_signer.hpp"

#include <charconv>

namespace likeness {

namespace {

constexpr std::string_view kExpires = "expires=";
constexpr std::string_view kSignature = "&signature=";

}  // namespace

std::string LinkSigner::signature_of(std::string_view path, std::string_view expires) const {
    std::string text;
    text.reserve(path.size() + expires.size() + 1);
    text.append(path).append("\n").append(expires);
    const std::array<char, 32> signature = hmac_.sign(text);
    return to_base64url({signature.data(), signature.size()});
}

std::string
LinkSigner::query_for(std::string_view path, Timestamp now, std::chrono::seconds lifetime) const {
    const auto now_seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch();
    const auto expires =
        ((now_seconds + lifetime).count() / lifetime.count() + 1) * lifetime.count();
    const std::string digits = std::to_string(expires);
    std::string query = "?";
    query.append(kExpires).append(digits).append(kSignature).append(signature_of(path, digits));
    return query;
}

Result<void> LinkSigner::check(std::string_view path, std::string_view query, Timestamp now) const {
    const Error refusal{
        ErrorCode::permission_denied,
        "This link is not valid. Please load the page again for a fresh one."};
    const std::size_t mark = query.find(kSignature);
    if (!query.starts_with(kExpires) || mark == std::string_view::npos) {
        return refusal;
    }
    const std::string_view digits = query.substr(kExpires.size(), mark - kExpires.size());
    const std::string_view signature = query.substr(mark + kSignature.size());
    if (!equal_in_constant_time(signature, signature_of(path, digits))) {
        return refusal;
    }
    std::int64_t expires = 0;
    std::from_chars(
        digits.data(), digits.data() + digits.size(), expires
    );  // ours, since the signature fits
    if (now >= Timestamp{std::chrono::seconds{expires}}) {
        return Error{
            ErrorCode::permission_denied,
            "This link has expired. Please load the page again for a fresh one."};
    }
    return {};
}

}  // namespace likeness
