#include "testing/memory_object_store.hpp"

#include "testing/fake_clock.hpp"

#include <fstream>
#include <sstream>
#include <system_error>

namespace likeness::test {

namespace {

constexpr std::size_t kPageSize = 3;

}  // namespace

Task<void>
MemoryObjectStore::put(Bucket bucket, ObjectKey key, Bytes data, std::string content_type) {
    co_await putting.pass();
    if (std::optional<Error> error = puts.take()) {
        co_return *std::move(error);
    }
    Object object{std::move(data), std::move(content_type)};
    objects_.insert_or_assign({bucket, key.text()}, std::move(object));
    co_return Result<void>{};
}

Task<void> MemoryObjectStore::put_file(
    Bucket bucket,
    ObjectKey key,
    std::filesystem::path file,
    std::string content_type
) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        co_return Error::not_found("file");
    }
    std::stringstream data;
    data << stream.rdbuf();
    LIKENESS_CO_CHECK(
        co_await put(bucket, std::move(key), std::move(data).str(), std::move(content_type))
    );
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    co_return Result<void>{};
}

Task<Bytes> MemoryObjectStore::get(Bucket bucket, ObjectKey key, std::uint64_t limit) {
    if (std::optional<Error> error = gets.take()) {
        co_return *std::move(error);
    }
    const Object* object = find(bucket, key);
    if (object == nullptr) {
        co_return Error::not_found("object");
    }
    if (object->data.size() > limit) {
        co_return Error{ErrorCode::payload_too_large, "The object is too large."};
    }
    co_return object->data;
}

Task<StoredObject> MemoryObjectStore::stat(Bucket bucket, ObjectKey key) {
    if (std::optional<Error> error = gets.take()) {
        co_return *std::move(error);
    }
    const Object* object = find(bucket, key);
    if (object == nullptr) {
        co_return Error::not_found("object");
    }
    co_return StoredObject{std::move(key), object->data.size(), kNoon};
}

Task<void> MemoryObjectStore::remove(Bucket bucket, ObjectKey key) {
    if (std::optional<Error> error = removes.take()) {
        co_return *std::move(error);
    }
    objects_.erase({bucket, key.text()});
    co_return Result<void>{};
}

Task<ObjectPage>
MemoryObjectStore::list(Bucket bucket, std::string prefix, std::optional<std::string> from) {
    ObjectPage page;
    for (auto at = objects_.lower_bound({bucket, from.value_or(prefix)}); at != objects_.end();
         ++at) {
        const auto& [name, object] = *at;
        if (name.first != bucket || !name.second.starts_with(prefix)) {
            break;
        }
        if (page.objects.size() == kPageSize) {
            page.next = name.second;
            break;
        }
        page.objects.push_back({ObjectKey::trusted(name.second), object.data.size(), kNoon});
    }
    co_return page;
}

std::string
MemoryObjectStore::signed_url(Bucket bucket, const ObjectKey& key, std::chrono::seconds lifetime) {
    return plain_url(bucket, key) + "?seconds=" + std::to_string(lifetime.count());
}

std::string MemoryObjectStore::plain_url(Bucket bucket, const ObjectKey& key) const {
    return "memory://" + std::string(bucket_name(bucket)) + "/" + key.text();
}

std::string_view MemoryObjectStore::bucket_name(Bucket bucket) const {
    switch (bucket) {
        case Bucket::loras:
            return "loras";
        case Bucket::generated:
            return "generated";
        case Bucket::uploads:
            return "uploads";
    }
    return {};
}

const MemoryObjectStore::Object* MemoryObjectStore::find(Bucket bucket, const ObjectKey& key)
    const {
    const auto found = objects_.find({bucket, key.text()});
    return found == objects_.end() ? nullptr : &found->second;
}

std::vector<std::string> MemoryObjectStore::keys(Bucket bucket) const {
    std::vector<std::string> keys;
    for (const auto& [name, object] : objects_) {
        if (name.first == bucket) {
            keys.push_back(name.second);
        }
    }
    return keys;
}

}  // namespace likeness::test
