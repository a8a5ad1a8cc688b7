#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace likeness {

/// One condition on images.
struct ImageTerm {
    enum class Kind {
        words,   // `words` one after the other in the prompt
        lora,    // `text` in the name of the LoRA, or its number
        person,  // `text` in the name of the person
        tag,     // `text`
        favorite,
        rated,   // `number` stars or more
        stars,   // exactly `number` stars
        since,   // `time` or later
        before,  // earlier than `time`
        engine,  // `text`
        seed,    // `number`, the same 64 bits
        batch    // `text`
    };

    Kind kind = Kind::words;
    bool is_negated = false;  // never of since and before, which are each other's negation
    std::string text = {};
    std::vector<std::string> words = {};  // letters and digits only
    bool is_prefix = false;               // the last of `words` may go on
    std::int64_t number = 0;
    Timestamp time = {};

    friend bool operator==(const ImageTerm&, const ImageTerm&) = default;
};

/// Which of a wallet's images are sought: those that meet every term.
struct ImageSearch {
    static constexpr std::size_t kMaxLength = 500;  // characters of the written form
    static constexpr std::size_t kMaxTerms = 24;

    std::vector<ImageTerm> terms = {};
    bool in_trash = false;  // those in the trash, else those that are not

    bool is_plain() const { return terms.empty() && !in_trash; }

    friend bool operator==(const ImageSearch&, const ImageSearch&) = default;
};

/// Reads the language that people write into the search field:
///
///     pumpkin "full moon" lora:noir after:2026-03 fav:yes -tag:draft
///
/// Words and phrases must all be in the prompt, the last word may be unfinished. Filters: lora,
/// person, tag, fav, rating, after, before, engine, seed, batch, is. A minus before any of them
/// turns it round. Errors are sentences about the field `q`.
Result<ImageSearch> parse_image_search(std::string_view text);

/// The words of a text as databases find them: runs of letters and digits.
std::vector<std::string> words_of(std::string_view text);

/// `2026`, `2026-03`, `2026-03-09` (their first moment, UTC) or a time in ISO 8601.
Result<Timestamp> parse_moment(std::string_view field, std::string_view text);

/// Trimmed, lower case, inner white space as single blanks, 1 to 40 characters. Errors name
/// `field`.
Result<std::string> clean_tag(std::string_view field, std::string_view raw);

}  // namespace likeness
