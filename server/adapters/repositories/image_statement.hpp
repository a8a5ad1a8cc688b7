#pragma once

#include "core/ports/image_repository.hpp"
#include "sql/database.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace likeness::repositories {

/// A statement that was put together for one call, with the values of its placeholders.
class BuiltStatement {
public:
    /// Adds a value; returns its placeholder.
    std::string bind(std::string_view text);
    std::string bind(std::int64_t number);

    std::string text = {};

    sql::Statement statement() const { return {text.c_str(), false}; }

    const sql::Parameters& parameters() const { return parameters_; }

private:
    std::string placeholder() const { return "$" + std::to_string(count_); }

    sql::Parameters parameters_;
    std::deque<std::string> texts_;  // parameters look at them
    int count_ = 0;
};

/// Where to look for a wallet's images, as the search is answered best: each walks through one
/// index from new to old and looks at what narrows the list further row by row.
enum class ImageWalk {
    wallet,  // through all images of the wallet, or what the database finds better
    words,   // through those that the index of texts knows; SQLite only
    tag      // through those with the first tag that is asked for
};

/// What to read of the images found.
enum class ImageParts {
    all,     // as read_image() expects
    layout,  // id, width, height, batch, creation
    places   // the same and the place, whatever the words
};

/// The walk for a query whose wallet is set.
ImageWalk walk_of(const ImageQuery& query, sql::Dialect dialect);

/// `number_of_wallet` is that of image_wallets.
BuiltStatement image_statement(
    const ImageQuery& query,
    ImageParts parts,
    ImageWalk walk,
    sql::Dialect dialect,
    std::int64_t number_of_wallet
);

/// LIKE with ESCAPE '!' finds `part` anywhere in a text with it.
std::string like_pattern(std::string_view part);

/// The places of a wallet's images that have the words of the query, newest first. SQLite only.
BuiltStatement found_places(const ImageQuery& query, std::int64_t number_of_wallet);

}  // namespace likeness::repositories
