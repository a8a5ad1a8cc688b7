#pragma once

#include "core/image_search.hpp"

#include <string>

namespace likeness::repositories {

/// The words of a search as the databases' searches of texts write them. Words hold letters and
/// digits only, so that nothing in them has a meaning there.

/// True when there are words that must be in the prompt.
bool has_words(const ImageSearch& search);

/// For SQLite's MATCH; the search has words.
std::string sqlite_words(const ImageSearch& search);
/// Those that must not be in it, any of them; empty when there are none.
std::string sqlite_unwanted_words(const ImageSearch& search);

/// For PostgreSQL's to_tsquery; empty when there are no words at all.
std::string postgres_words(const ImageSearch& search);

/// What PostgreSQL compares with it: the expression of the index, to the letter.
inline constexpr const char* kPostgresWords =
    R"(to_tsvector('simple', translate(i.prompt, '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', '                                ')))";

}  // namespace likeness::repositories
