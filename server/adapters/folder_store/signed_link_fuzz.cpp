#include "adapters/folder_store/object_route.hpp"
#include "adapters/system/system_clock.hpp"
#include "base/link_signer.hpp"
#include "net/in_memory_request.hpp"
#include "testing/temporary_folder.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

namespace likeness::folder_store {

namespace {

constexpr std::chrono::seconds kLifetime{3600};

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

/// A store that holds nothing, so that every answer with a body would be somebody else's file.
struct Place {
    test::TemporaryFolder folder{test::memory_folder()};
    SystemClock clock;
    std::unique_ptr<FolderStore> store = open();
    ObjectRoute route{*store, clock};

    std::unique_ptr<FolderStore> open() const {
        FolderStore::Options options;
        options.root = folder.path();
        options.buckets = {"loras", "generated", "uploads"};
        options.public_url = "http://127.0.0.1";
        options.link_key = "a key of this fuzzer";
        return FolderStore::open(std::move(options), clock).value();
    }
};

/// Nobody without the key finds a query that opens a path.
void check_unsigned(const Place& place, std::string_view path, std::string_view query) {
    require(!place.store->signer().check(path, query, place.clock.now()));
}

/// A signed path that exists nowhere is not found, whatever tricks are in it.
void check_signed(const Place& place, std::string_view path) {
    const std::string query = place.store->signer().query_for(path, place.clock.now(), kLifetime);
    require(place.store->signer().check(path, query.substr(1), place.clock.now()).has_value());
    net::InMemoryRequest source(net::Method::get, std::string(path) + query);
    const Result<net::Response> response = place.route.respond(source.request());
    require(!response || response->status == 404);
}

}  // namespace

}  // namespace likeness::folder_store

/// The first line is a path below /objects/, the second a query.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace likeness::folder_store;  // NOLINT(google-build-using-namespace): a program of
                                             // one function
    static const Place place;
    const std::string text(data, data + size);
    const std::size_t line_end = std::min(text.find('\n'), text.size());
    const std::string path = std::string(ObjectRoute::kPrefix) + text.substr(0, line_end);
    check_unsigned(place, path, std::string_view(text).substr(std::min(line_end + 1, size)));
    if (path.find('?') == std::string::npos) {
        check_signed(place, path);
    }
    return 0;
}
