#pragma once

#include "core/generation.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

/// Counts a batch that has just been accepted.
asio::awaitable<void> count_accepted(sql::Session& session, const GenerationBatch& batch);
/// Counts the images of a batch that has just ended, and what they cost.
asio::awaitable<void> count_ended(sql::Session& session, const BatchId& batch);

}  // namespace likeness::repositories
