#include "core/copy_objects.hpp"

#include "base/task_group.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <system_error>
#include <utility>

namespace likeness {

namespace {

constexpr std::size_t kBatch = 256;       // objects that are copied before the next are looked for
constexpr std::size_t kMostTrouble = 20;  // that is told in words
constexpr auto kNoEnd = std::chrono::hours{24 * 365};

/// Stores in a cloud give it to browsers; our own keys say it by their endings.
std::string_view content_type_of_key(const ObjectKey& key) {
    const std::string_view name = key.text();
    const std::string_view ending = name.substr(std::min(name.rfind('.'), name.size()));
    if (ending == ".jpg" || ending == ".jpeg") {
        return "image/jpeg";
    }
    if (ending == ".png") {
        return "image/png";
    }
    if (ending == ".webp") {
        return "image/webp";
    }
    return ending == ".zip" ? "application/zip" : "application/octet-stream";
}

/// Walks a store's listing, one object at a time.
class Listing {
public:
    Listing(ObjectStore& store, Bucket bucket) : store_(store), bucket_(bucket) {}

    /// Nothing at the end.
    Task<std::optional<StoredObject>> next() {
        while (at_ == page_.objects.size()) {
            if (has_begun_ && !page_.next) {
                co_return std::optional<StoredObject>();
            }
            const std::optional<std::string> from = page_.next;
            LIKENESS_CO_TRY(page_, co_await store_.list(bucket_, "", from));
            has_begun_ = true;
            at_ = 0;
        }
        co_return std::optional<StoredObject>(page_.objects[at_++]);
    }

private:
    ObjectStore& store_;
    Bucket bucket_;
    ObjectPage page_;
    std::size_t at_ = 0;
    bool has_begun_ = false;
};

/// Walks two listings side by side: the objects of the first that the second lacks.
class Difference {
public:
    Difference(ObjectStore& from, ObjectStore& to, Bucket bucket)
        : from_(from, bucket),
          to_(to, bucket) {}

    struct Step {
        std::optional<StoredObject> object;  // nothing at the end
        bool is_there = false;
    };

    Task<Step> next() {
        Step step;
        LIKENESS_CO_TRY(step.object, co_await from_.next());
        if (!step.object) {
            co_return step;
        }
        while (!other_at_end_ && (!other_ || other_->key < step.object->key)) {
            LIKENESS_CO_TRY(other_, co_await to_.next());
            other_at_end_ = !other_.has_value();
        }
        step.is_there =
            other_ && other_->key == step.object->key && other_->size == step.object->size;
        co_return step;
    }

private:
    Listing from_;
    Listing to_;
    std::optional<StoredObject> other_;
    bool other_at_end_ = false;
};

}  // namespace

CopyObjects::CopyObjects(
    boost::asio::any_io_executor executor,
    ObjectStore& from,
    ObjectFetcher& fetcher,
    ObjectStore& to,
    CopyOptions options
)
    : executor_(std::move(executor)),
      from_(from),
      fetcher_(fetcher),
      to_(to),
      options_(std::move(options)) {}

Task<CopyProgress> CopyObjects::run(Listener listener) {
    listener_ = std::move(listener);
    progress_ = {};
    for (std::size_t i = 0; i < 3; ++i) {
        LIKENESS_CO_CHECK(co_await copy_bucket(static_cast<Bucket>(i)));
    }
    for (std::size_t i = 0; i < 3; ++i) {
        LIKENESS_CO_CHECK(co_await compare_bucket(static_cast<Bucket>(i)));
    }
    co_return progress_;
}

Task<void> CopyObjects::copy_bucket(Bucket bucket) {
    Difference difference(from_, to_, bucket);
    std::vector<StoredObject> batch;
    for (;;) {
        LIKENESS_CO_TRY(Difference::Step step, co_await difference.next());
        if (!step.object || batch.size() == kBatch) {
            LIKENESS_CO_CHECK(co_await copy_batch(bucket, std::exchange(batch, {})));
        }
        if (!step.object) {
            co_return Result<void>{};
        }
        ++progress_.looked_at;
        if (step.is_there) {
            ++progress_.there;
            listener_(progress_);
        } else {
            batch.push_back(*std::move(step.object));
        }
    }
}

Task<void> CopyObjects::compare_bucket(Bucket bucket) {
    Difference difference(from_, to_, bucket);
    for (;;) {
        LIKENESS_CO_TRY(const Difference::Step step, co_await difference.next());
        if (!step.object) {
            co_return Result<void>{};
        }
        if (!step.is_there) {
            ++progress_.missing;
            note(
                std::string(to_.bucket_name(bucket)) + "/" + step.object->key.text() +
                " is not there with its size"
            );
        }
    }
}

Task<void> CopyObjects::copy_batch(Bucket bucket, std::vector<StoredObject> objects) {
    Batch batch;
    batch.bucket = bucket;
    batch.objects = std::move(objects);
    TaskGroup workers(executor_);
    for (std::size_t i = 0; i < options_.at_once && i < batch.objects.size(); ++i) {
        workers.spawn("copy", work_on(batch, i));
    }
    const bool has_ended = co_await workers.wait_empty(kNoEnd);
    if (!has_ended) {
        co_return Error::internal("a copy does not end");
    }
    co_return Result<void>{};
}

asio::awaitable<void> CopyObjects::work_on(Batch& batch, std::size_t worker) {
    const std::filesystem::path file =
        options_.scratch / ("object-" + std::to_string(worker) + ".part");
    while (batch.next < batch.objects.size()) {
        const StoredObject object = batch.objects[batch.next++];
        const Result<void> copied = co_await copy_one(batch.bucket, object, file);
        if (copied) {
            ++progress_.copied;
            progress_.bytes += object.size;
        } else {
            ++progress_.failed;
            note(object.key.text() + ": " + copied.error().message + " " + copied.error().detail);
        }
        std::error_code ignored;  // a store may have moved it away
        std::filesystem::remove(file, ignored);
        listener_(progress_);
    }
}

Task<void> CopyObjects::copy_one(Bucket bucket, StoredObject object, std::filesystem::path file) {
    const ObjectKey key = object.key;
    const std::string content_type(content_type_of_key(key));
    LIKENESS_CO_CHECK(co_await fetcher_.fetch(bucket, std::move(object), file));
    co_return co_await to_.put_file(bucket, key, std::move(file), content_type);
}

void CopyObjects::note(const std::string& trouble) {
    if (progress_.trouble.size() < kMostTrouble) {
        progress_.trouble.push_back(trouble);
    }
}

}  // namespace likeness
