#include "adapters/gcs_store/gcs_objects.hpp"

#include "adapters/gcs_store/gcs_calls.hpp"
#include "base/json_text.hpp"
#include "cloud_calls/checksums.hpp"
#include "cloud_calls/store_errors.hpp"
#include "http_client/json_reading.hpp"

#include <charconv>
#include <string_view>

namespace likeness::gcs_store {

using http_client::array_at;
using http_client::text_at;

std::string object_metadata(const std::string& content_type, std::optional<std::uint32_t> crc32c) {
    std::string json = R"({"contentType":)" + json_string(content_type) +
                       R"(,"cacheControl":"private, max-age=31536000, immutable")";
    if (crc32c) {
        json += R"(,"crc32c":)" + json_string(cloud_calls::crc32c_text(*crc32c));
    }
    return json + "}";
}

bool has_checksum(const http_client::Response& response, std::uint32_t crc32c) {
    const boost::json::object resource = json_of(response);
    return text_at(resource, "crc32c") == cloud_calls::crc32c_text(crc32c);
}

bool has_hash_of(const http_client::Response& response, std::uint32_t crc32c) {
    constexpr std::string_view kName = "crc32c=";
    for (const auto& [name, value] : response.headers) {
        const std::size_t at = name == "x-goog-hash" ? value.find(kName) : std::string::npos;
        if (at != std::string::npos) {
            const std::size_t begin = at + kName.size();
            return value.substr(begin, value.find(',', begin) - begin) ==
                   cloud_calls::crc32c_text(crc32c);
        }
    }
    return true;
}

Error wrong_hash(const std::string& what, const ObjectKey& key) {
    return cloud_calls::store_unavailable(
        "gs: " + what + " " + key.text() + ": the bytes have another hash"
    );
}

Result<StoredObject> stored_object(const boost::json::object& resource) {
    const std::string name(text_at(resource, "name"));
    const std::string_view size_text = text_at(resource, "size");
    const std::optional<Timestamp> updated = parse_iso(text_at(resource, "updated"));
    std::uint64_t size = 0;
    const char* end = size_text.data() + size_text.size();
    if (name.empty() || !updated || size_text.empty() ||
        std::from_chars(size_text.data(), end, size).ptr != end) {
        return cloud_calls::store_misunderstands("gs: an object's facts cannot be read");
    }
    return StoredObject{ObjectKey::trusted(name), size, *updated};
}

Result<ObjectPage> object_page(const boost::json::object& listing) {
    ObjectPage page;
    if (const boost::json::array* items = array_at(listing, "items")) {
        for (const boost::json::value& item : *items) {
            LIKENESS_TRY(
                StoredObject object,
                stored_object(item.is_object() ? item.get_object() : boost::json::object())
            );
            page.objects.push_back(std::move(object));
        }
    }
    const std::string next(text_at(listing, "nextPageToken"));
    page.next = next.empty() ? std::nullopt : std::optional(next);
    return page;
}

}  // namespace likeness::gcs_store
