#pragma once

#include "core/ports/object_fetcher.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace likeness {

/// What a copy has come to.
struct CopyProgress {
    std::uint64_t looked_at = 0;  // objects
    std::uint64_t copied = 0;
    std::uint64_t there = 0;  // before, with the same size: not copied again
    std::uint64_t bytes = 0;  // copied
    std::uint64_t failed = 0;
    std::uint64_t missing = 0;         // at the end, when both stores are compared
    std::vector<std::string> trouble;  // the first failures, in words

    bool is_complete() const { return failed == 0 && missing == 0; }
};

struct CopyOptions {
    std::filesystem::path scratch;  // folder for objects on their way; exists
    std::size_t at_once = 8;        // objects

    CopyOptions() = default;
};

/// Copies all objects of one store into another, bucket by bucket. What is there already is
/// skipped, so that a copy that was cut off goes on where it was; objects never change under their
/// key. Both listings are walked side by side: memory does not grow with the number of objects.
class CopyObjects {
public:
    using Listener = std::function<void(const CopyProgress&)>;

    CopyObjects(
        boost::asio::any_io_executor executor,
        ObjectStore& from,
        ObjectFetcher& fetcher,
        ObjectStore& to,
        CopyOptions options
    );

    /// The listener is called after each object. An error only when a store cannot be listed;
    /// single objects that cannot be copied are counted.
    Task<CopyProgress> run(Listener listener);

private:
    struct Batch {
        Bucket bucket = Bucket::loras;
        std::vector<StoredObject> objects;
        std::size_t next = 0;
    };

    Task<void> copy_bucket(Bucket bucket);
    Task<void> compare_bucket(Bucket bucket);
    Task<void> copy_batch(Bucket bucket, std::vector<StoredObject> objects);
    asio::awaitable<void> work_on(Batch& batch, std::size_t worker);
    Task<void> copy_one(Bucket bucket, StoredObject object, std::filesystem::path file);
    void note(const std::string& trouble);

    boost::asio::any_io_executor executor_;
    ObjectStore& from_;
    ObjectFetcher& fetcher_;
    ObjectStore& to_;
    CopyOptions options_;
    Listener listener_;
    CopyProgress progress_;
};

}  // namespace likeness
