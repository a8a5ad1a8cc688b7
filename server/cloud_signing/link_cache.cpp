#include "cloud_signing/link_cache.hpp"

#include "base/digest.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace likeness::cloud_signing {

namespace {

using std::chrono::seconds;

constexpr seconds kLongest{604'800 / 2};
constexpr std::size_t kBookkeeping = 160;  // of an entry: list node, map node, two strings

/// The last moment at or before now at which this object's links change.
Timestamp last_change(std::string_view object, seconds step, Timestamp now) {
    const seconds offset{crc32(object) % step.count()};
    const seconds since = std::chrono::floor<seconds>(now.time_since_epoch()) - offset;
    return Timestamp(since - since % step + offset);
}

}  // namespace

LinkCache::Wanted LinkCache::want(std::string_view object, seconds lifetime, Timestamp now) {
    const seconds step = std::clamp(lifetime, seconds{1}, kLongest);
    std::string name;
    name.reserve(object.size() + 8);
    name += object;
    name += ' ';
    name += std::to_string(step.count());
    return {std::move(name), step, last_change(object, step, now)};
}

const std::string* LinkCache::find(const Wanted& wanted) {
    const auto found = by_name_.find(wanted.name);
    if (found == by_name_.end()) {
        return nullptr;
    }
    if (found->second->from != wanted.from) {
        forget(found->second);
        return nullptr;
    }
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->url;
}

void LinkCache::remember(Wanted wanted, std::string url) {
    entries_.push_front({std::move(wanted.name), std::move(url), wanted.from});
    by_name_.emplace(entries_.front().name, entries_.begin());
    bytes_ += cost_of(entries_.front());
    while (bytes_ > max_bytes_) {
        forget(std::prev(entries_.end()));
    }
}

void LinkCache::forget(Entries::iterator entry) {
    bytes_ -= cost_of(*entry);
    by_name_.erase(entry->name);
    entries_.erase(entry);
}

std::size_t LinkCache::cost_of(const Entry& entry) {
    return entry.name.size() + entry.url.size() + kBookkeeping;
}

}  // namespace likeness::cloud_signing
