#include "core/page.hpp"

#include "base/bytes.hpp"

namespace likeness {

namespace {

constexpr std::size_t kTimeLength = 24;
constexpr std::size_t kMaxIdLength = 64;

}  // namespace

std::string Cursor::text() const {
    return to_base64url(to_iso(created_at) + id);
}

Result<Cursor> Cursor::parse(std::string_view text) {
    const Error refusal =
        Error::invalid_field("cursor", "must be the nextCursor of an earlier page");
    const std::optional<Bytes> plain = text.size() <= 200 ? from_base64url(text) : std::nullopt;
    if (!plain || plain->size() <= kTimeLength || plain->size() > kTimeLength + kMaxIdLength) {
        return refusal;
    }
    const std::optional<Timestamp> time =
        parse_iso(std::string_view(*plain).substr(0, kTimeLength));
    const std::string id = plain->substr(kTimeLength);
    if (!time || id.find_first_not_of("0123456789abcdef") != std::string::npos) {
        return refusal;
    }
    const Cursor cursor{*time, id};
    if (cursor.text() != text) {
        return refusal;
    }
    return cursor;
}

}  // namespace likeness
