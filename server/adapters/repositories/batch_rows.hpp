#pragma once

#include "core/generation.hpp"
#include "sql/database.hpp"

#include <vector>

namespace likeness::repositories {

/// The batch with its jobs and images; not_found.
asio::awaitable<Result<GenerationBatch>> read_batch(sql::Session& session, BatchId id);

/// Inserts the batch and its jobs, whose images get these ids.
asio::awaitable<void> insert_batch(
    sql::Session& session,
    const GenerationBatch& batch,
    const std::vector<ImageId>& images,
    const std::optional<std::string>& idempotency_key,
    const std::string& request_hash
);

std::string_view to_column(OutputFormat format);
OutputFormat format_in(const sql::Rows& rows, int column);
std::optional<GenerationFailure>
failure_in(const sql::Rows& rows, int code_column, int message_column);

}  // namespace likeness::repositories
