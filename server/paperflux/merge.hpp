#pragma once

#include "paperflux/adapter.hpp"
#include "paperflux/network.hpp"

#include <list>
#include <memory>
#include <mutex>
#include <span>
#include <string>

namespace likeness::paperflux {

struct AdapterUse {
    std::shared_ptr<const Adapter> adapter;
    float scale = 1;
};

/// The network with W + scale * (alpha / rank) * B A in place of W, for every adapter in turn.
/// Copies only the matrices that the adapters touch, usually nearly all (12.5 MB, about 4 ms).
Network merge(const Network& base, std::span<const AdapterUse> uses);

/// Bytes that merge() would allocate.
std::size_t merged_bytes(const Network& base, std::span<const AdapterUse> uses);

/// Networks with adapters merged in, the least recently used going first. Thread-safe; threads that
/// ask for the same network at once wait for one merge.
class MergeCache {
public:
    /// The limit counts the weights that are kept; those in use by a caller stay alive as long as
    /// it needs them.
    MergeCache(std::shared_ptr<const Network> base, std::size_t limit_bytes);

    /// The base itself if no adapter has any effect. What is larger than the limit is merged but
    /// not kept.
    std::shared_ptr<const Network> get(std::span<const AdapterUse> uses);

    std::size_t bytes() const;
    /// How many merges were done; for tests and metrics.
    std::size_t merges() const;

private:
    struct Entry {
        std::string key;
        std::size_t bytes = 0;
        std::once_flag merged;
        std::shared_ptr<const Network> network;
    };

    std::shared_ptr<Entry> find_or_add(std::string key, std::size_t bytes);
    void make_room(std::size_t bytes);

    const std::shared_ptr<const Network> base_;
    const std::size_t limit_bytes_;
    mutable std::mutex mutex_;
    std::list<std::shared_ptr<Entry>> entries_;  // most recently used first
    std::size_t bytes_ = 0;
    std::size_t merges_ = 0;
};

}  // namespace likeness::paperflux
