#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace boost::json {
class value;
}

/// From a prompt to what the text encoder looks up. Works on bytes: every byte of 0x80 and above
/// belongs to a word, so any language and even broken UTF-8 gives words, unknown ones perhaps,
/// which their letter groups then stand for.
namespace likeness::paperflux {

/// The first kMaxWords runs of a-z, 0-9 and bytes of 0x80 and above, after lower-casing A-Z.
std::vector<std::string> split_words(std::string_view prompt);

/// Buckets (below kNgramBuckets) of the word with its ends marked, `<word>`, and of its groups of
/// 3, then 4 bytes; at most kMaxNgrams of them. FNV-1a with 32 bits.
std::vector<std::uint32_t> ngram_buckets(std::string_view word);

/// The words that have an entry of their own.
class Vocabulary {
public:
    static constexpr std::uint32_t kPad = 0;
    static constexpr std::uint32_t kUnknown = 1;

    /// Reads vocab.json: an array of different words, the index being the id.
    static Result<Vocabulary> parse(BytesView json);

    std::size_t size() const { return ids_.size(); }

    /// kUnknown for words that are not listed.
    std::uint32_t id(const std::string& word) const;

private:
    Result<void> add_all(const boost::json::value& words);

    std::unordered_map<std::string, std::uint32_t> ids_;
};

struct TextToken {
    std::uint32_t id = Vocabulary::kPad;
    std::vector<std::uint32_t> buckets;

    friend bool operator==(const TextToken&, const TextToken&) = default;
};

/// 1 to kMaxWords tokens: a prompt without words is the one pseudo-word that also stands for "no
/// prompt" in guidance.
std::vector<TextToken> tokenize(const Vocabulary& vocabulary, std::string_view prompt);

}  // namespace likeness::paperflux
