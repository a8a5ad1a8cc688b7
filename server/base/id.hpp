#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace likeness {

/// An identifier of 16 bytes, written as 32 lower-case hex digits. The first 48 bits are
/// milliseconds since 1970, the rest is random: new rows go to the right end of their index, which
/// doubles the rate of inserts (docs/decisions/004). `Tag` keeps the id of a LoRA from being taken
/// for the id of an image.
template <class Tag>
class Id {
public:
    /// Nothing unless the text is 32 lower-case hex digits.
    static std::optional<Id> parse(std::string_view text) {
        if (text.size() != 32 ||
            text.find_first_not_of("0123456789abcdef") != std::string_view::npos) {
            return std::nullopt;
        }
        return Id(std::string(text));
    }

    /// For text that we wrote ourselves (a column of our database).
    static Id trusted(std::string_view text) { return Id(std::string(text)); }

    const std::string& text() const { return text_; }

    friend auto operator<=>(const Id&, const Id&) = default;

private:
    explicit Id(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

/// The text of a new id; `random` are 10 unpredictable bytes.
std::string make_id_text(Timestamp now, BytesView random);

using LoraId = Id<struct LoraTag>;
using BatchId = Id<struct BatchTag>;
using JobId = Id<struct JobTag>;
using ImageId = Id<struct ImageTag>;
using SessionId = Id<struct SessionTag>;
using TokenId = Id<struct TokenTag>;

}  // namespace likeness
