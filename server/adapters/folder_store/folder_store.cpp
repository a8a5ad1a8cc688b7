#include "adapters/folder_store/folder_store.hpp"

#include "adapters/folder_store/durable_file.hpp"
#include "adapters/folder_store/folder_listing.hpp"

#include <system_error>
#include <utility>

namespace likeness::folder_store {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kListPage = 20'000;

BlockingPool::Options pool_options(std::size_t threads) {
    BlockingPool::Options options;
    options.name = "objects";
    options.threads = threads;
    options.queue_limit = 4'096;
    return options;
}

fs::path scratch_of(const fs::path& root) {
    return root / ".scratch";
}

std::size_t index_of(Bucket bucket) {
    return static_cast<std::size_t>(bucket);
}

}  // namespace

Result<std::unique_ptr<FolderStore>> FolderStore::open(Options options, const Clock& clock) {
    std::error_code failed;
    fs::create_directories(scratch_of(options.root), failed);
    for (std::size_t i = 0; i < options.buckets.size() && !failed; ++i) {
        fs::create_directories(options.root / options.buckets[i], failed);
    }
    if (failed) {
        return Error::unavailable(
            "The object store's folder " + options.root.string() +
            " cannot be used: " + failed.message()
        );
    }
    return std::unique_ptr<FolderStore>(new FolderStore(std::move(options), clock));
}

void FolderStore::remove_leftovers(std::chrono::seconds untouched) {
    std::error_code ignored;
    const auto newest = fs::file_time_type::clock::now() - untouched;
    for (const fs::directory_entry& leftover :
         fs::directory_iterator(scratch_of(options_.root), ignored)) {
        if (untouched.count() == 0 || leftover.last_write_time(ignored) < newest) {
            fs::remove(leftover.path(), ignored);
        }
    }
}

FolderStore::FolderStore(Options options, const Clock& clock)
    : options_(std::move(options)),
      clock_(clock),
      signer_(options_.link_key),
      pool_(pool_options(options_.threads)) {
    for (std::size_t i = 0; i < plain_prefixes_.size(); ++i) {
        plain_prefixes_[i] = options_.public_url + "/objects/" + options_.buckets[i] + "/";
        folder_prefixes_[i] = (options_.root / options_.buckets[i]).string() + "/";
    }
}

fs::path FolderStore::file_of(Bucket bucket, const ObjectKey& key) const {
    return folder_prefixes_[index_of(bucket)] + key.text();
}

Result<std::shared_ptr<const net::OpenFile>>
FolderStore::open_file(Bucket bucket, const ObjectKey& key) {
    return open_objects_.open(folder_prefixes_[index_of(bucket)] + key.text(), clock_.now());
}

Task<void> FolderStore::put(Bucket bucket, ObjectKey key, Bytes data, std::string) {
    const auto write = [this, target = file_of(bucket, key), &data] {
        return write_durably(scratch_of(options_.root), target, data);
    };
    Result<void> done = co_await pool_.run(write);
    open_objects_.forget(file_of(bucket, key).string());
    co_return done;
}

Task<void> FolderStore::put_file(Bucket bucket, ObjectKey key, fs::path file, std::string) {
    const auto move = [this, target = file_of(bucket, key), &file] {
        return move_durably(scratch_of(options_.root), target, file);
    };
    Result<void> done = co_await pool_.run(move);
    open_objects_.forget(file_of(bucket, key).string());
    co_return done;
}

Task<Bytes> FolderStore::get(Bucket bucket, ObjectKey key, std::uint64_t limit) {
    const auto read = [file = file_of(bucket, key), limit] { return read_whole(file, limit); };
    co_return co_await pool_.run(read);
}

Task<StoredObject> FolderStore::stat(Bucket bucket, ObjectKey key) {
    const auto look = [file = file_of(bucket, key), &key]() -> Result<StoredObject> {
        std::error_code failed;
        const fs::directory_entry entry(file, failed);
        const std::uint64_t size = failed ? 0 : entry.file_size(failed);
        const auto written = failed ? fs::file_time_type{} : entry.last_write_time(failed);
        if (failed) {
            return error_from_errno(failed.value(), file, "look at");
        }
        return StoredObject{
            key,
            size,
            std::chrono::floor<std::chrono::milliseconds>(std::chrono::file_clock::to_sys(written)
            )};
    };
    co_return co_await pool_.run(look);
}

Task<void> FolderStore::remove(Bucket bucket, ObjectKey key) {
    const auto remove = [this, bucket, file = file_of(bucket, key)] {
        return remove_with_empty_folders(options_.root / options_.buckets[index_of(bucket)], file);
    };
    Result<void> done = co_await pool_.run(remove);
    open_objects_.forget(file_of(bucket, key).string());
    co_return done;
}

Task<ObjectPage>
FolderStore::list(Bucket bucket, std::string prefix, std::optional<std::string> from) {
    const auto list = [this, bucket, &prefix, &from] {
        return list_folder(
            options_.root / options_.buckets[index_of(bucket)], prefix, from, kListPage
        );
    };
    co_return co_await pool_.run(list);
}

std::string
FolderStore::signed_url(Bucket bucket, const ObjectKey& key, std::chrono::seconds lifetime) {
    std::string url = plain_url(bucket, key);
    url += signer_.query_for(
        std::string_view(url).substr(options_.public_url.size()), clock_.now(), lifetime
    );
    return url;
}

std::string FolderStore::plain_url(Bucket bucket, const ObjectKey& key) const {
    return plain_prefixes_[index_of(bucket)] + key.text();
}

std::string_view FolderStore::bucket_name(Bucket bucket) const {
    return options_.buckets[index_of(bucket)];
}

}  // namespace likeness::folder_store
