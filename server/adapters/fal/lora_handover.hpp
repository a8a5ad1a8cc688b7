#pragma once

#include "adapters/fal/fal_storage.hpp"
#include "base/signal.hpp"
#include "core/ports/object_fetcher.hpp"
#include "core/ports/object_store.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace likeness::fal {

/// How fal.ai comes by a LoRA's file: by a signed link into our store, or, where it cannot reach
/// that, by a copy in its own storage. Either way the link stays the same for hours, because fal.ai
/// caches weights by the whole link. Used on the I/O thread.
class LoraHandover {
public:
    /// `scratch` is a folder for files on their way.
    LoraHandover(
        asio::any_io_executor executor,
        FalCalls& calls,
        FalStorage& storage,
        ObjectStore& objects,
        ObjectFetcher& fetcher,
        std::filesystem::path scratch
    );

    /// Nothing has been ordered when it fails: unavailable (may be tried again), upstream_failed.
    Task<std::string> link(ObjectKey weights, std::string sha256);

private:
    struct Copy {
        std::string url;
        std::chrono::steady_clock::time_point until;
    };

    bool needs_copy(std::string_view link) const;
    Task<std::string> copy(ObjectKey weights, std::string sha256);

    FalCalls& calls_;
    FalStorage& storage_;
    ObjectStore& objects_;
    ObjectFetcher& fetcher_;
    std::filesystem::path scratch_;
    Signal copied_;
    std::set<std::string, std::less<>> copying_;       // hashes
    std::map<std::string, Copy, std::less<>> copies_;  // by hash; few, and each forgotten in a day
};

}  // namespace likeness::fal
