#pragma once

#include "base/bytes.hpp"
#include "base/task.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>

namespace likeness::api {

/// Carries a body, or one part of it, to `writer` a chunk at a time: memory stays flat whatever the
/// file's size. payload_too_large beyond `limit` bytes; errors of both sides pass through.
template <class Source, class Writer>
Task<void> copy_body(
    Source& source,
    Writer& writer,
    std::int64_t limit = std::numeric_limits<std::int64_t>::max()
) {
    constexpr std::size_t kChunk = std::size_t{256} * 1024;
    std::int64_t total = 0;
    while (true) {
        Bytes chunk(kChunk, '\0');
        std::size_t filled = 0;
        while (filled < chunk.size()) {
            LIKENESS_CO_TRY(
                const std::size_t count, co_await source.read_some(std::span(chunk).subspan(filled))
            );
            if (count == 0) {
                break;
            }
            filled += count;
        }
        if (filled == 0) {
            co_return Result<void>{};
        }
        total += static_cast<std::int64_t>(filled);
        if (total > limit) {
            co_return Error{
                ErrorCode::payload_too_large, "The file is larger than this server takes."};
        }
        chunk.resize(filled);
        LIKENESS_CO_CHECK(co_await writer.write(std::move(chunk)));
    }
}

}  // namespace likeness::api
