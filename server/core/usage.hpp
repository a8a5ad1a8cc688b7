#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/caller.hpp"
#include "core/settings.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// Days in UTC, both included, as "2026-11-21".
struct Days {
    std::string first;
    std::string last;

    /// The days that callers name; without a last one until today, without a first one the thirty
    /// that end with the last. invalid_argument for what is no day, or an end before its beginning.
    static Result<Days> from(
        const std::optional<std::string>& first,
        const std::optional<std::string>& last,
        Timestamp now
    );
};

/// What was asked for in some days and what it cost. Of batches that are still open only what was
/// submitted is counted. Prices are in millionths of a dollar.
struct Usage {
    std::int64_t batches = 0;
    std::int64_t submitted = 0;  // images, as the next four
    std::int64_t kept = 0;
    std::int64_t failed = 0;
    std::int64_t blocked = 0;
    std::int64_t cancelled = 0;
    std::int64_t image_price = 0;     // where the engine said so
    std::int64_t trainings = 0;       // ordered
    std::int64_t training_price = 0;  // of those that were completed

    std::int64_t price() const { return image_price + training_price; }
};

struct WalletUsage {
    WalletAddress wallet;
    Usage usage;
    Timestamp last_used_at;
};

/// The wallet after which the next page begins. Opaque to callers.
struct UsageCursor {
    std::int64_t price = 0;
    std::int64_t batches = 0;
    std::string wallet;

    std::string text() const;
    /// Refuses what text() did not make, naming the field `cursor`.
    static Result<UsageCursor> parse(std::string_view text);
};

struct UsagePage {
    std::vector<WalletUsage> items;  // the dearest first, then the busiest
    std::optional<UsageCursor> next;
    Usage total;  // of all wallets
    std::int64_t wallets = 0;
};

/// Images that are not done, of one engine.
struct QueueLength {
    std::string engine;
    std::int64_t waiting = 0;
    std::int64_t running = 0;
};

struct TrainingCount {
    std::string state;
    std::int64_t count = 0;
    std::int64_t price = 0;  // of all of them
};

/// An image that was made: how long it took and what it cost.
struct PastRun {
    std::string engine;
    ImageSize size;
    int steps = 0;
    std::chrono::milliseconds duration{0};
    std::optional<std::int64_t> price_microdollars = {};
};

}  // namespace likeness
