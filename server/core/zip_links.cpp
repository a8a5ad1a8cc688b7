#include "core/zip_links.hpp"

#include <utility>

namespace likeness {

ZipLinks::ZipLinks(
    SelectionRepository& selections,
    const Clock& clock,
    Random& random,
    BytesView key
)
    : selections_(selections),
      clock_(clock),
      random_(random),
      signer_(key) {}

Task<std::string> ZipLinks::make(Caller caller, std::vector<ImageId> images) {
    if (images.empty() || images.size() > kMaxImages) {
        co_return Error::invalid_field(
            "ids", "must name between 1 and " + std::to_string(kMaxImages) + " images"
        );
    }
    const Timestamp now = clock_.now();
    const auto id = random_.id<SelectionId>(now);
    ImageSelection selection{id, *caller.wallet, std::move(images), now + 2 * kLifetime};
    LIKENESS_CO_CHECK(co_await selections_.add(std::move(selection), kMaxKept, now));
    const std::string path = std::string(kPrefix) + id.text();
    co_return path + signer_.query_for(path, now, kLifetime);
}

Task<ImageSelection> ZipLinks::open(std::string id, std::string query) {
    const std::string path = std::string(kPrefix) + id;
    LIKENESS_CO_CHECK(signer_.check(path, query, clock_.now()));
    // Ours, since the signature fits.
    co_return co_await selections_.find(SelectionId::trusted(id), clock_.now());
}

}  // namespace likeness
