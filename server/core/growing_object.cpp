#include "core/ports/object_store.hpp"

#include <utility>

namespace likeness {

namespace {

/// For stores that take a file over at once.
class PutAtTheEnd final : public GrowingObject {
public:
    PutAtTheEnd(
        ObjectStore& store,
        Bucket bucket,
        ObjectKey key,
        std::filesystem::path file,
        std::string content_type
    )
        : store_(store),
          bucket_(bucket),
          key_(std::move(key)),
          file_(std::move(file)),
          content_type_(std::move(content_type)) {}

    void grown_to(std::uint64_t /*bytes*/) override {}

    Task<void> finish() override { return store_.put_file(bucket_, key_, file_, content_type_); }

private:
    ObjectStore& store_;
    Bucket bucket_;
    ObjectKey key_;
    std::filesystem::path file_;
    std::string content_type_;
};

}  // namespace

Task<std::unique_ptr<GrowingObject>> ObjectStore::begin_file(
    Bucket bucket,
    ObjectKey key,
    std::filesystem::path file,
    std::string content_type
) {
    std::unique_ptr<GrowingObject> object = std::make_unique<PutAtTheEnd>(
        *this, bucket, std::move(key), std::move(file), std::move(content_type)
    );
    co_return object;
}

asio::awaitable<bool> ObjectStore::drain(std::chrono::milliseconds /*limit*/) {
    co_return true;
}

}  // namespace likeness
