#pragma once

#include "base/bytes.hpp"
#include "base/task.hpp"
#include "base/time.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace likeness {

/// The three logical buckets of every store; configuration gives them their names.
enum class Bucket {
    loras,
    generated,
    uploads
};

/// A name within a bucket: segments of [a-z0-9._-] joined by '/', none of them "." or "..". Never
/// user text.
class ObjectKey {
public:
    /// Nothing unless the text follows the rule above and has at most 200 bytes.
    static std::optional<ObjectKey> parse(std::string_view text);

    /// For keys that we made or stored ourselves.
    static ObjectKey trusted(std::string text) { return ObjectKey(std::move(text)); }

    const std::string& text() const { return text_; }

    friend auto operator<=>(const ObjectKey&, const ObjectKey&) = default;

private:
    explicit ObjectKey(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

struct StoredObject {
    ObjectKey key;
    std::uint64_t size = 0;  // bytes
    Timestamp modified_at;
};

struct ObjectPage {
    std::vector<StoredObject> objects;  // by key
    std::optional<std::string> next;    // pass to list() for the rest
};

/// An object whose file is still being received. Who lets it go before finish() gives it up:
/// nothing of it stays in the store.
class GrowingObject {
public:
    GrowingObject() = default;
    GrowingObject(const GrowingObject&) = delete;
    GrowingObject& operator=(const GrowingObject&) = delete;
    virtual ~GrowingObject() = default;

    /// So many bytes of the file are on disk now; they do not change any more.
    virtual void grown_to(std::uint64_t bytes) = 0;
    /// The file is whole. Durable when it returns; errors as put_file().
    virtual Task<void> finish() = 0;
};

/// Where bytes live: a folder, Google Cloud Storage or an S3-compatible service. Errors: not_found
/// where said; unavailable (trying again may help: timeout, full disk, 5xx); permission_denied
/// (credentials or rights, the operator must act); internal for the rest. Used on the I/O thread;
/// no call blocks it.
class ObjectStore {
public:
    ObjectStore() = default;
    ObjectStore(const ObjectStore&) = delete;
    ObjectStore& operator=(const ObjectStore&) = delete;
    virtual ~ObjectStore() = default;

    /// Durable when it returns; puts the whole object or nothing. A second put of the same key
    /// replaces the first.
    virtual Task<void> put(Bucket bucket, ObjectKey key, Bytes data, std::string content_type) = 0;
    /// The same for a file on local disk, which the store may move away: for what does not fit into
    /// memory.
    virtual Task<void> put_file(
        Bucket bucket,
        ObjectKey key,
        std::filesystem::path file,
        std::string content_type
    ) = 0;
    /// Begins to put a file that is still being received, for stores behind a network, where
    /// sending takes as long as receiving. The file must outlive what is returned.
    virtual Task<std::unique_ptr<GrowingObject>>
    begin_file(Bucket bucket, ObjectKey key, std::filesystem::path file, std::string content_type);
    /// Waits until what was given up is taken back, at the end of the process; false at the limit.
    virtual asio::awaitable<bool> drain(std::chrono::milliseconds limit);
    /// The whole object; not_found, or payload_too_large beyond `limit` bytes.
    virtual Task<Bytes> get(Bucket bucket, ObjectKey key, std::uint64_t limit) = 0;
    /// Size and time; not_found.
    virtual Task<StoredObject> stat(Bucket bucket, ObjectKey key) = 0;
    /// Also succeeds when there is no such object.
    virtual Task<void> remove(Bucket bucket, ObjectKey key) = 0;
    /// Objects whose key begins with `prefix`, a page at a time.
    virtual Task<ObjectPage>
    list(Bucket bucket, std::string prefix, std::optional<std::string> from) = 0;

    /// A link that lets its holder read the object, valid for at least `lifetime` (up to twice
    /// that: expiries are rounded up to a step, so that the same link is given out for a while and
    /// caches work). Cheap enough for 48 on one page. Absolute.
    virtual std::string
    signed_url(Bucket bucket, const ObjectKey& key, std::chrono::seconds lifetime) = 0;
    /// The object's address without a signature: a name, not a key to it. Absolute.
    virtual std::string plain_url(Bucket bucket, const ObjectKey& key) const = 0;

    /// Where the object lies if it is a file on this machine, so that it can be sent from there; it
    /// may be missing. Objects never change under their key.
    virtual std::optional<std::filesystem::path> local_file(Bucket, const ObjectKey&) const {
        return std::nullopt;
    }

    /// The bucket's configured name.
    virtual std::string_view bucket_name(Bucket bucket) const = 0;
};

}  // namespace likeness
