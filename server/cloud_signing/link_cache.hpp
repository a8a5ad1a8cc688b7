#pragma once

#include "base/time.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace likeness::cloud_signing {

/// Signed links that are given out again until half of their life is over: RSA signing takes 0.7
/// ms, and a page of a gallery shows dozens of links. A link is signed for twice the lifetime asked
/// for, from a moment that depends on nothing but the object and the hour; so the same link comes
/// from every node and after a restart, and caches on the way keep working. The moments of
/// different objects are spread, so that no second has to sign all of them anew. Used on one
/// thread.
class LinkCache {
public:
    /// Signs a link that is valid from `from` on, for `life`.
    using Sign = std::function<std::string(Timestamp from, std::chrono::seconds life)>;

    /// Keeps links of about this many bytes, the least recently used go first.
    explicit LinkCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

    /// A link to `object` that is valid for at least `lifetime` from now, up to twice that.
    /// `lifetime` is cut to 1 s to 3.5 days, half of what the stores take.
    std::string
    link(std::string_view object, std::chrono::seconds lifetime, Timestamp now, const Sign& sign);

    std::size_t bytes() const { return bytes_; }

private:
    struct Entry {
        std::string name;  // object and lifetime
        std::string url;
        Timestamp from;
    };

    using Entries = std::list<Entry>;

    void remember(std::string name, std::string url, Timestamp from);
    void forget(Entries::iterator entry);
    static std::size_t cost_of(const Entry& entry);

    std::size_t max_bytes_;
    std::size_t bytes_ = 0;
    Entries entries_;  // last used first
    std::unordered_map<std::string_view, Entries::iterator>
        by_name_;  // views of the entries' names
};

}  // namespace likeness::cloud_signing
