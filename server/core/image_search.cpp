#include "core/image_search.hpp"

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "core/seed.hpp"
#include "core/text_rules.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace likeness {

namespace {

constexpr std::size_t kMaxTagLength = 40;
constexpr std::size_t kMaxWords = 60;
constexpr std::size_t kMinPrefixLength = 2;  // bytes; one letter begins half of all words

constexpr char kQuote = '"';

Error refusal(std::string why) {
    return Error::invalid_field("q", std::move(why));
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_ascii_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

/// Bytes of the character at `at` when it stands between words, else 0: ASCII signs, Latin-1 signs
/// (U+0080 to U+00BF), general and CJK punctuation (U+2000 to U+206F, U+3000 to U+303F).
std::size_t separator_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    if (byte(at) < 0x80U) {
        return is_ascii_word(text[at]) ? 0 : 1;
    }
    if (byte(at) == 0xC2U) {
        return 2;
    }
    const bool is_general = byte(at) == 0xE2U && (byte(at + 1) == 0x80U || byte(at + 1) == 0x81U);
    const bool is_cjk = byte(at) == 0xE3U && byte(at + 1) == 0x80U;
    return is_general || is_cjk ? 3 : 0;
}

/// What stands between blanks: `-lora:"film noir"` in its parts.
struct Token {
    bool is_negated = false;
    std::string filter;  // in front of the colon, lower case; empty for words
    std::string value;
    bool is_quoted = false;
};

/// Takes tokens off the front of a text.
class TokenReader {
public:
    explicit TokenReader(std::string_view text) : rest_(text) {}

    /// Nothing at the end.
    Result<std::optional<Token>> next() {
        while (!rest_.empty() && is_blank(rest_.front())) {
            rest_.remove_prefix(1);
        }
        if (rest_.empty()) {
            return std::optional<Token>();
        }
        Token token;
        if (rest_.front() == '-') {
            token.is_negated = true;
            rest_.remove_prefix(1);
        }
        token.filter = filter_in_front();
        token.is_quoted = !rest_.empty() && rest_.front() == kQuote;
        LIKENESS_TRY(token.value, token.is_quoted ? quoted() : Result<std::string>(bare()));
        return std::optional(std::move(token));
    }

private:
    /// Letters up to a colon.
    std::string filter_in_front() {
        std::size_t length = 0;
        while (length < rest_.size() && lower(rest_[length]) >= 'a' && lower(rest_[length]) <= 'z'
        ) {
            ++length;
        }
        if (length == 0 || length == rest_.size() || rest_[length] != ':') {
            return {};
        }
        std::string filter = lowered(rest_.substr(0, length));
        rest_.remove_prefix(length + 1);
        return filter;
    }

    std::string bare() {
        std::size_t length = 0;
        while (length < rest_.size() && !is_blank(rest_[length]) && rest_[length] != kQuote) {
            ++length;
        }
        std::string value(rest_.substr(0, length));
        rest_.remove_prefix(length);
        return value;
    }

    Result<std::string> quoted() {
        const std::size_t end = rest_.find(kQuote, 1);
        if (end == std::string_view::npos) {
            return refusal("has a quotation mark that is not closed");
        }
        std::string value(rest_.substr(1, end - 1));
        rest_.remove_prefix(end + 1);
        return value;
    }

    std::string_view rest_;
};

Result<void> read_words(const Token& token, ImageSearch& search) {
    ImageTerm term{ImageTerm::Kind::words, token.is_negated};
    term.words = words_of(token.value);
    if (term.words.empty()) {
        return token.is_negated && token.value.empty()
                   ? refusal("has a minus with nothing after it")
                   : Result<void>();  // a dash between words
    }
    search.terms.push_back(std::move(term));
    return {};
}

Result<void> read_favorite(const Token& token, ImageSearch& search) {
    const std::string value = lowered(token.value);
    if (value != "yes" && value != "no") {
        return refusal("has fav:" + token.value + "; write fav:yes or fav:no");
    }
    search.terms.push_back({ImageTerm::Kind::favorite, token.is_negated != (value == "no")});
    return {};
}

Result<void> read_rating(const Token& token, ImageSearch& search) {
    std::string_view digits = token.value;
    const bool is_exact = digits.starts_with('=');
    digits.remove_prefix(is_exact ? 1 : 0);
    if (digits.size() != 1 || digits[0] < '0' || digits[0] > '5') {
        return refusal(
            "has rating:" + token.value +
            "; write rating:3 for three stars or more, rating:=3 for exactly three (0 to 5)"
        );
    }
    ImageTerm term{is_exact ? ImageTerm::Kind::stars : ImageTerm::Kind::rated, token.is_negated};
    term.number = digits[0] - '0';
    search.terms.push_back(std::move(term));
    return {};
}

Result<void> read_since(const Token& token, ImageSearch& search) {
    const bool is_since = (token.filter == "after") != token.is_negated;
    ImageTerm term{is_since ? ImageTerm::Kind::since : ImageTerm::Kind::before};
    LIKENESS_TRY(term.time, parse_moment("q", token.value));
    search.terms.push_back(std::move(term));
    return {};
}

Result<void> read_seed(const Token& token, ImageSearch& search) {
    const std::optional<Seed> seed = Seed::parse(token.value);
    if (!seed) {
        return refusal("has seed:" + token.value + "; a seed is a whole number of up to 64 bits");
    }
    ImageTerm term{ImageTerm::Kind::seed, token.is_negated};
    term.number = static_cast<std::int64_t>(seed->value);
    search.terms.push_back(std::move(term));
    return {};
}

Result<void> read_batch(const Token& token, ImageSearch& search) {
    const std::optional<BatchId> batch = BatchId::parse(lowered(token.value));
    if (!batch) {
        return refusal("has batch:" + token.value + "; a batch is named by its 32 hex digits");
    }
    search.terms.push_back({ImageTerm::Kind::batch, token.is_negated, batch->text()});
    return {};
}

Result<void> read_tag(const Token& token, ImageSearch& search) {
    LIKENESS_TRY(std::string tag, clean_tag("q", token.value));
    search.terms.push_back({ImageTerm::Kind::tag, token.is_negated, std::move(tag)});
    return {};
}

template <ImageTerm::Kind kKind>
Result<void> read_name(const Token& token, ImageSearch& search) {
    search.terms.push_back({kKind, token.is_negated, lowered(token.value)});
    return {};
}

Result<void> read_is(const Token& token, ImageSearch& search) {
    if (lowered(token.value) != "trashed") {
        return refusal("has is:" + token.value + "; the only one is is:trashed");
    }
    search.in_trash = !token.is_negated;
    return {};
}

struct Filter {
    std::string_view name;
    Result<void> (*read)(const Token&, ImageSearch&);
};

constexpr std::array<Filter, 11> kFilters{{
    {"lora", read_name<ImageTerm::Kind::lora>},
    {"person", read_name<ImageTerm::Kind::person>},
    {"tag", read_tag},
    {"fav", read_favorite},
    {"rating", read_rating},
    {"after", read_since},
    {"before", read_since},
    {"engine", read_name<ImageTerm::Kind::engine>},
    {"seed", read_seed},
    {"batch", read_batch},
    {"is", read_is},
}};

Result<void> read_token(const Token& token, ImageSearch& search) {
    if (token.filter.empty()) {
        return read_words(token, search);
    }
    for (const Filter& filter : kFilters) {
        if (filter.name != token.filter) {
            continue;
        }
        if (token.value.empty()) {
            return refusal("has " + token.filter + ": with nothing after it");
        }
        return filter.read(token, search);
    }
    return refusal(
        "has " + token.filter +
        ":, which is no filter. There are lora, person, tag, fav, rating, after, before, engine, "
        "seed, batch and is; put words with a colon into quotation marks"
    );
}

Result<void> check_text(std::string_view text) {
    if (!is_utf8(text)) {
        return refusal("must be UTF-8 text");
    }
    if (utf8_length(text) > ImageSearch::kMaxLength) {
        return refusal(
            "must have at most " + std::to_string(ImageSearch::kMaxLength) + " characters"
        );
    }
    const bool has_control = std::any_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20U && !is_blank(c)) || c == '\x7F';
    });
    return has_control ? refusal("must not hold control characters") : Result<void>();
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (!word.empty()) {
            words.push_back(std::exchange(word, {}));
        }
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t skipped = separator_length(text, at);
        if (skipped > 0) {
            finish();
            at += skipped;
        } else {
            word += text[at++];
        }
    }
    finish();
    return words;
}

Result<ImageSearch> parse_image_search(std::string_view text) {
    LIKENESS_CHECK(check_text(text));
    ImageSearch search;
    TokenReader reader(text);
    std::optional<std::size_t> last_word;
    std::size_t words = 0;
    while (true) {
        LIKENESS_TRY(const std::optional<Token> token, reader.next());
        if (!token) {
            break;
        }
        const std::size_t before = search.terms.size();
        LIKENESS_CHECK(read_token(*token, search));
        if (search.terms.size() > ImageSearch::kMaxTerms) {
            return refusal(
                "must have at most " + std::to_string(ImageSearch::kMaxTerms) + " words and filters"
            );
        }
        if (token->filter.empty() && search.terms.size() > before) {
            words += search.terms.back().words.size();
            if (!token->is_quoted && !token->is_negated) {
                last_word = before;
            }
        }
    }
    if (words > kMaxWords) {
        return refusal("must have at most " + std::to_string(kMaxWords) + " words");
    }
    if (last_word) {
        ImageTerm& term = search.terms[*last_word];
        term.is_prefix = term.words.back().size() >= kMinPrefixLength;
    }
    return search;
}

Result<Timestamp> parse_moment(std::string_view field, std::string_view text) {
    constexpr std::string_view kFirst = "0000-01-01T00:00:00.000Z";
    const bool is_day = text.size() == 4 || text.size() == 7 || text.size() == 10;
    const std::string whole =
        is_day ? std::string(text) + std::string(kFirst.substr(text.size())) : std::string(text);
    const std::optional<Timestamp> time = parse_iso(whole);
    if (!time) {
        return Error::invalid_field(
            std::string(field),
            std::string(field == "q" ? "has a date that is none: " : "is no date: ") +
                std::string(text) + "; write 2026-03, 2026-03-09 or a time in ISO 8601"
        );
    }
    return *time;
}

Result<std::string> clean_tag(std::string_view field, std::string_view raw) {
    std::string blanks_only(raw);
    std::replace_if(blanks_only.begin(), blanks_only.end(), is_blank, ' ');
    LIKENESS_TRY(const std::string label, clean_label(field, blanks_only, 1, kMaxTagLength));
    std::string tag;
    for (const char c : label) {
        if (c != ' ' || tag.back() != ' ') {
            tag += lower(c);
        }
    }
    return tag;
}

}  // namespace likeness
