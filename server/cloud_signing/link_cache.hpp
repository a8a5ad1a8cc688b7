#pragma once

#include "base/time.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <utility>

namespace likeness::cloud_signing {

/// Signed links that are given out again until half of their life is over: RSA signing takes 0.7
/// ms, and a page of a gallery shows dozens of links. A link is signed for twice the lifetime asked
/// for, from a moment that depends on nothing but the object and the hour; so the same link comes
/// from every node and after a restart, and caches on the way keep working. The moments of
/// different objects are spread, so that no second has to sign all of them anew. Used on one
/// thread.
class LinkCache {
public:
    /// Keeps links of about this many bytes; those that were not used lately go first.
    explicit LinkCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

    /// A link to `object` that is valid for at least `lifetime` from now, up to twice that.
    /// `lifetime` is cut to 1 s to 3.5 days, half of what the stores take. `sign(Timestamp from,
    /// std::chrono::seconds life)` makes the text of a link that is valid from `from` on.
    template <class Sign>
    std::string
    link(std::string_view object, std::chrono::seconds lifetime, Timestamp now, const Sign& sign) {
        Wanted wanted = want(object, lifetime, now);
        if (const Entry* known = find(wanted)) {
            return std::string(known->url());
        }
        std::string url = sign(wanted.from, 2 * wanted.step);
        remember(std::move(wanted), url);
        return url;
    }

    std::size_t bytes() const { return bytes_; }

private:
    /// Name and link lie behind each other: tens of thousands of links do not fit into the
    /// processor's cache, so what counts is how many places in memory one look-up touches.
    struct Entry {
        std::string text;
        std::size_t name_length;  // object and lifetime
        Timestamp from;
        bool was_used = false;  // since its turn to go came last

        std::string_view name() const { return std::string_view(text).substr(0, name_length); }

        std::string_view url() const { return std::string_view(text).substr(name_length); }
    };

    using Entries = std::list<Entry>;

    struct Wanted {
        std::string name;
        std::chrono::seconds step{};
        Timestamp from;
    };

    static Wanted want(std::string_view object, std::chrono::seconds lifetime, Timestamp now);
    /// Null when it is not kept, or its time is over.
    const Entry* find(const Wanted& wanted);
    void remember(Wanted wanted, std::string_view url);
    void shrink();
    void forget(Entries::iterator entry);
    static std::size_t cost_of(const Entry& entry);

    std::size_t max_bytes_;
    std::size_t bytes_ = 0;
    Entries entries_;  // the next to go last
    boost::unordered_flat_map<std::string_view, Entries::iterator, std::hash<std::string_view>>
        by_name_;  // views of the entries' names
};

}  // namespace likeness::cloud_signing
