#pragma once

#include "core/image.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

/// The column `place` of generated_images orders images by wallet, then by time.

/// A wallet's numbers begin at its own number times this.
inline constexpr std::int64_t kPlacesOfWallet = std::int64_t{1} << 43U;

/// Where images of that moment begin, counted from the wallet's first place.
std::int64_t place_of(Timestamp created_at);

/// Gives a new image its place: that of its moment, or the next one that is free.
asio::awaitable<std::int64_t> give_place(sql::Session& session, const GeneratedImage& image);

}  // namespace likeness::repositories
