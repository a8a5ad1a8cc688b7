#pragma once

#include "core/ports/image_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

/// Rows of LIKENESS_IMAGE_COLUMNS, one more than `limit` when there is a next page.
Page<GeneratedImage> read_page(sql::Rows& rows, int limit);

/// The images of a query with a search, whose wallet is set.
asio::awaitable<Result<Page<GeneratedImage>>>
search_images(sql::Session& session, ImageQuery query);

/// See ImageRepository::index().
asio::awaitable<Result<ImageIndex>> index_images(sql::Session& session, ImageQuery query);

}  // namespace likeness::repositories
