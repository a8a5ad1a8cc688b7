#pragma once

#include "base/link_signer.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/random.hpp"
#include "core/ports/selection_repository.hpp"

#include <string>
#include <string_view>

namespace likeness {

/// Addresses of archives of many images, for browsers and download programs: a signed link to a
/// list that is kept. Whoever has the link gets what the wallet that made it may see at that time.
class ZipLinks {
public:
    static constexpr std::size_t kMaxImages = 10'000;
    static constexpr int kMaxKept = 20;  // lists of a wallet
    /// The least that a link lives, and at most twice that: long enough to take up a download
    /// again.
    static constexpr std::chrono::hours kLifetime{3};
    static constexpr std::string_view kPrefix = "/api/zips/";

    ZipLinks(SelectionRepository& selections, const Clock& clock, Random& random, BytesView key);

    /// The link's path and query. invalid_argument for no images and for more than kMaxImages.
    Task<std::string> make(Caller caller, std::vector<ImageId> images);

    /// The list behind a link; `query` as make() wrote it. permission_denied when the link was not
    /// made here or its time is over; not_found when its list is gone.
    Task<ImageSelection> open(std::string id, std::string query);

private:
    SelectionRepository& selections_;
    const Clock& clock_;
    Random& random_;
    LinkSigner signer_;
};

}  // namespace likeness
