#pragma once

#include "core/ports/object_store.hpp"
#include "http_client/message.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>

/// Google's words for objects, and ours.
namespace likeness::gcs_store {

/// The JSON that goes with an object's bytes. Keys are never used twice, so the bytes may be kept
/// for ever.
std::string object_metadata(const std::string& content_type, std::optional<std::uint32_t> crc32c);

/// True if the resource of a stored object tells this hash.
bool has_checksum(const http_client::Response& response, std::uint32_t crc32c);

/// True unless the headers of a download tell another hash.
bool has_hash_of(const http_client::Response& response, std::uint32_t crc32c);

/// unavailable: `what` came or went with other bytes.
Error wrong_hash(const std::string& what, const ObjectKey& key);

/// internal when the resource cannot be read.
Result<StoredObject> stored_object(const boost::json::object& resource);
Result<ObjectPage> object_page(const boost::json::object& listing);

}  // namespace likeness::gcs_store
