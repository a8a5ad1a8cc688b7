#include "adapters/repositories/word_search.hpp"

#include <algorithm>
#include <string_view>

namespace likeness::repositories {

namespace {

bool is_wanted(const ImageTerm& term) {
    return term.kind == ImageTerm::Kind::words && !term.is_negated;
}

bool is_unwanted(const ImageTerm& term) {
    return term.kind == ImageTerm::Kind::words && term.is_negated;
}

/// "full moon", "pumpk" *
std::string sqlite_phrase(const ImageTerm& term) {
    std::string phrase = "\"";
    for (const std::string& word : term.words) {
        phrase += (phrase.size() > 1 ? " " : "") + word;
    }
    return phrase + (term.is_prefix ? "\" *" : "\"");
}

/// 'full' <-> 'moon', 'pumpk':*
std::string postgres_phrase(const ImageTerm& term) {
    std::string phrase;
    for (const std::string& word : term.words) {
        phrase += (phrase.empty() ? "'" : " <-> '") + word + "'";
    }
    phrase += term.is_prefix ? ":*" : "";
    return "(" + phrase + ")";
}

template <class Predicate>
std::string joined(
    const ImageSearch& search,
    Predicate is_meant,
    std::string (*phrase)(const ImageTerm&),
    std::string_view between
) {
    std::string text;
    for (const ImageTerm& term : search.terms) {
        if (is_meant(term)) {
            text += text.empty() ? "" : between;
            text += phrase(term);
        }
    }
    return text;
}

}  // namespace

bool has_words(const ImageSearch& search) {
    return std::any_of(search.terms.begin(), search.terms.end(), is_wanted);
}

std::string sqlite_words(const ImageSearch& search) {
    const std::string wanted = joined(search, is_wanted, sqlite_phrase, " AND ");
    const std::string unwanted = sqlite_unwanted_words(search);
    return unwanted.empty() ? wanted : "(" + wanted + ") NOT (" + unwanted + ")";
}

std::string sqlite_unwanted_words(const ImageSearch& search) {
    return joined(search, is_unwanted, sqlite_phrase, " OR ");
}

std::string postgres_words(const ImageSearch& search) {
    const std::string wanted = joined(search, is_wanted, postgres_phrase, " & ");
    const std::string unwanted = joined(search, is_unwanted, postgres_phrase, " | ");
    if (unwanted.empty()) {
        return wanted;
    }
    return wanted.empty() ? "!(" + unwanted + ")" : wanted + " & !(" + unwanted + ")";
}

}  // namespace likeness::repositories
