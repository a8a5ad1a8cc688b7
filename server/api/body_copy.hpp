#pragma once

#include "base/bytes.hpp"
#include "base/task.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>

namespace likeness::api {

/// The next chunk of a body; empty at its end.
template <class Source>
Task<Bytes> read_chunk(Source& source) {
    constexpr std::size_t kChunk = std::size_t{512} * 1024;
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
    chunk.resize(filled);
    co_return chunk;
}

/// Carries a body, or one part of it, to `writer` a chunk at a time: memory stays flat whatever the
/// file's size. One chunk is read while the one before is written, but nothing is read on before
/// the first was taken: it tells whether the file is of the right kind. payload_too_large beyond
/// `limit` bytes; errors of both sides pass through.
template <class Source, class Writer>
Task<void> copy_body(
    Source& source,
    Writer& writer,
    std::int64_t limit = std::numeric_limits<std::int64_t>::max()
) {
    using namespace boost::asio::experimental::awaitable_operators;
    LIKENESS_CO_TRY(Bytes chunk, co_await read_chunk(source));
    std::int64_t total = 0;
    while (!chunk.empty()) {
        const bool is_first = total == 0;
        total += static_cast<std::int64_t>(chunk.size());
        if (total > limit) {
            co_return Error{
                ErrorCode::payload_too_large, "The file is larger than this server takes."};
        }
        if (is_first) {
            LIKENESS_CO_CHECK(co_await writer.write(std::move(chunk)));
            LIKENESS_CO_TRY(chunk, co_await read_chunk(source));
            continue;
        }
        Task<void> writing = writer.write(std::move(chunk));
        Task<Bytes> reading = read_chunk(source);
        auto [written, next] = co_await (std::move(writing) && std::move(reading));
        if (!written || !next) {
            co_return written ? next.error() : written.error();
        }
        chunk = *std::move(next);
    }
    co_return Result<void>{};
}

}  // namespace likeness::api
