#include "app/object_fetchers.hpp"

#include "base/blocking_pool.hpp"
#include "cloud_calls/attempts.hpp"
#include "cloud_calls/checksums.hpp"
#include "cloud_calls/store_errors.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <system_error>
#include <utility>

namespace likeness::app {

namespace {

using namespace std::chrono_literals;
using cloud_calls::store_unavailable;

constexpr std::uint64_t kInMemory = 16U << 20U;  // up to this an object is read whole
constexpr std::size_t kPart = 16U << 20U;        // of our own uploads in parts

Error cannot_write(const std::filesystem::path& file) {
    return Error::unavailable(
        "The server cannot store files at the moment.", "cannot write " + file.string()
    );
}

class FolderFetcher final : public ObjectFetcher {
public:
    explicit FolderFetcher(folder_store::FolderStore& folder)
        : folder_(folder),
          pool_(pool_options()) {}

    Task<void> fetch(Bucket bucket, StoredObject object, std::filesystem::path into) override {
        const std::filesystem::path from = folder_.file_of(bucket, object.key);
        const auto copy = [&]() -> Result<void> {
            std::error_code failed;
            std::filesystem::copy_file(
                from, into, std::filesystem::copy_options::overwrite_existing, failed
            );
            return failed ? cannot_write(into) : Result<void>{};
        };
        co_return co_await pool_.run(copy);
    }

private:
    static BlockingPool::Options pool_options() {
        BlockingPool::Options options;
        options.name = "object copies";
        return options;
    }

    folder_store::FolderStore& folder_;
    BlockingPool pool_;
};

/// A file that is written and hashed piece by piece, in the two ways in which stores tell hashes.
class HashedFile {
public:
    explicit HashedFile(const std::filesystem::path& file)
        : stream_(file, std::ios::binary | std::ios::trunc) {}

    bool add(std::string_view piece) {
        crc_ = cloud_calls::crc32c(piece, crc_);
        size_ += piece.size();
        while (!piece.empty()) {
            const std::size_t count = std::min(piece.size(), kPart - part_.size());
            part_.append(piece.substr(0, count));
            piece.remove_prefix(count);
            if (part_.size() == kPart && !end_part()) {
                return false;
            }
        }
        return true;
    }

    /// True if everything was written and the answer's headers tell no other size and hash.
    bool is_what(const http_client::Response& told, std::uint64_t size) {
        const bool is_written = end_part() && stream_.flush();
        const std::string goog(told.header("x-goog-hash").value_or(""));
        const std::size_t crc = goog.find("crc32c=");
        const bool has_crc =
            crc == std::string::npos || goog.substr(crc + 7, 8) == cloud_calls::crc32c_text(crc_);
        const std::string suffix = "-" + std::to_string(hashes_.size() / 16) + "\"";
        const std::string_view etag = told.header("etag").value_or("");
        const bool has_etag = !etag.ends_with(suffix) || etag.size() != 34 + suffix.size() - 1 ||
                              etag.substr(1, 32) == to_hex(cloud_calls::md5(hashes_));
        return is_written && size_ == size && has_crc && has_etag;
    }

private:
    bool end_part() {
        if (!part_.empty()) {
            hashes_ += cloud_calls::md5(part_);
            stream_.write(part_.data(), static_cast<std::streamsize>(part_.size()));
            part_.clear();
        }
        return stream_.good();
    }

    std::ofstream stream_;
    Bytes part_;
    Bytes hashes_;  // MD5s of the parts
    std::uint32_t crc_ = 0;
    std::uint64_t size_ = 0;
};

class CloudFetcher final : public ObjectFetcher {
public:
    CloudFetcher(ObjectStore& store, http_client::Client& client)
        : store_(store),
          client_(client) {}

    Task<void> fetch(Bucket bucket, StoredObject object, std::filesystem::path into) override {
        if (object.size > kInMemory) {
            co_return co_await stream(bucket, std::move(object), std::move(into));
        }
        LIKENESS_CO_TRY(const Bytes data, co_await store_.get(bucket, object.key, kInMemory));
        std::ofstream stream(into, std::ios::binary | std::ios::trunc);
        stream.write(data.data(), static_cast<std::streamsize>(data.size()));
        if (!stream.flush()) {
            co_return cannot_write(into);
        }
        co_return Result<void>{};
    }

private:
    Task<void> stream(Bucket bucket, StoredObject object, std::filesystem::path into) {
        cloud_calls::Attempts attempts{cloud_calls::RetryRules()};
        std::string reason;
        for (bool goes_on = true; goes_on;) {
            HashedFile file(into);
            http_client::Request request;
            request.url = store_.signed_url(bucket, object.key, 1h);
            request.total_timeout = 1h;
            request.on_data = [&file](std::string_view piece) { return file.add(piece); };
            const Result<http_client::Response> response =
                co_await client_.send(std::move(request));
            if (response && response->is_success() && file.is_what(*response, object.size)) {
                co_return Result<void>{};
            }
            if (response && response->status == 404) {
                co_return Error::not_found("object");
            }
            reason =
                response ? "HTTP " + std::to_string(response->status) : response.error().detail;
            goes_on = co_await attempts.again();
        }
        co_return store_unavailable("read " + object.key.text() + ": " + reason);
    }

    ObjectStore& store_;
    http_client::Client& client_;
};

}  // namespace

std::unique_ptr<ObjectFetcher> make_fetcher(OpenedObjects& objects) {
    if (objects.folder != nullptr) {
        return std::make_unique<FolderFetcher>(*objects.folder);
    }
    return std::make_unique<CloudFetcher>(*objects.store, *objects.client);
}

}  // namespace likeness::app
