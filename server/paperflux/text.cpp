#include "paperflux/text.hpp"

#include "paperflux/dimensions.hpp"
#include "paperflux/json_file.hpp"

#include <boost/json.hpp>

namespace likeness::paperflux {

namespace {

constexpr std::string_view kFileName = "vocab.json";

/// The byte as it stands in a word, or 0 for one that separates.
char word_byte(char byte) {
    if (byte >= 'A' && byte <= 'Z') {
        return static_cast<char>(byte - 'A' + 'a');
    }
    const bool inside = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
                        static_cast<unsigned char>(byte) >= 0x80U;
    return inside ? byte : '\0';
}

std::uint32_t bucket(std::string_view bytes) {
    std::uint32_t hash = 2166136261U;
    for (const char byte : bytes) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
    }
    return hash % kNgramBuckets;
}

}  // namespace

std::vector<std::string> split_words(std::string_view prompt) {
    std::vector<std::string> words;
    std::string word;
    for (const char byte : prompt) {
        if (const char inside = word_byte(byte); inside != '\0') {
            word += inside;
        } else if (!word.empty()) {
            words.push_back(std::exchange(word, {}));
            if (words.size() == kMaxWords) {
                return words;
            }
        }
    }
    if (!word.empty()) {
        words.push_back(std::move(word));
    }
    return words;
}

std::vector<std::uint32_t> ngram_buckets(std::string_view word) {
    std::string marked("<");
    marked.append(word).append(">");
    std::vector<std::uint32_t> buckets{bucket(marked)};
    for (const std::size_t length : {std::size_t{3}, std::size_t{4}}) {
        if (marked.size() <= length) {
            continue;
        }
        for (std::size_t i = 0; i + length <= marked.size() && buckets.size() < kMaxNgrams; ++i) {
            buckets.push_back(bucket(std::string_view(marked).substr(i, length)));
        }
    }
    return buckets;
}

Result<Vocabulary> Vocabulary::parse(BytesView json) {
    Vocabulary vocabulary;
    LIKENESS_CHECK(read_json(kFileName, json, [&](const boost::json::value& document) {
        return vocabulary.add_all(document);
    }));
    return vocabulary;
}

Result<void> Vocabulary::add_all(const boost::json::value& words) {
    for (const boost::json::value& word : words.as_array()) {
        const auto id = static_cast<std::uint32_t>(ids_.size());
        if (!ids_.emplace(boost::json::value_to<std::string>(word), id).second) {
            return model_error(kFileName, "it lists a word twice.");
        }
    }
    return {};
}

std::uint32_t Vocabulary::id(const std::string& word) const {
    const auto found = ids_.find(word);
    return found == ids_.end() ? kUnknown : found->second;
}

std::vector<TextToken> tokenize(const Vocabulary& vocabulary, std::string_view prompt) {
    std::vector<TextToken> tokens;
    for (const std::string& word : split_words(prompt)) {
        tokens.push_back({vocabulary.id(word), ngram_buckets(word)});
    }
    if (tokens.empty()) {
        tokens.push_back({Vocabulary::kPad, {0}});
    }
    return tokens;
}

}  // namespace likeness::paperflux
