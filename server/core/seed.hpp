#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace likeness {

/// What makes one image repeatable: any unsigned number of 64 bits. On the wire it is a decimal
/// string, because numbers beyond 2^53 do not survive JavaScript.
struct Seed {
    std::uint64_t value = 0;

    /// The seed of the image with this index in a batch: one more for each, wrapping at 2^64
    /// (PaperFlux, SPEC section 3).
    Seed of_image(int index) const { return {value + static_cast<std::uint64_t>(index)}; }

    std::string text() const { return std::to_string(value); }

    static std::optional<Seed> parse(std::string_view text) {
        Seed seed;
        const char* end = text.data() + text.size();
        const auto [stopped, failure] = std::from_chars(text.data(), end, seed.value);
        if (failure != std::errc{} || stopped != end || text.empty()) {
            return std::nullopt;
        }
        return seed;
    }

    friend bool operator==(const Seed&, const Seed&) = default;
};

}  // namespace likeness
