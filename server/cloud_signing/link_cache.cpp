#include "cloud_signing/link_cache.hpp"

#include "base/digest.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace likeness::cloud_signing {

namespace {

using std::chrono::seconds;

constexpr seconds kLongest{604'800 / 2};
constexpr std::size_t kBookkeeping = 160;  // of an entry: list node, slots of the map, heap

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

const LinkCache::Entry* LinkCache::find(const Wanted& wanted) {
    const auto found = by_name_.find(wanted.name);
    if (found == by_name_.end()) {
        return nullptr;
    }
    Entry& entry = *found->second;
    if (entry.from != wanted.from) {
        forget(found->second);
        return nullptr;
    }
    entry.was_used = true;
    return &entry;
}

void LinkCache::remember(Wanted wanted, std::string_view url) {
    Entry entry{std::move(wanted.name), 0, wanted.from};
    entry.name_length = entry.text.size();
    entry.text.reserve(entry.name_length + url.size());
    entry.text += url;
    entries_.push_front(std::move(entry));
    by_name_.emplace(entries_.front().name(), entries_.begin());
    bytes_ += cost_of(entries_.front());
    shrink();
}

/// The oldest go, but those that were used since have another turn: an order by use would touch
/// three entries at each use.
void LinkCache::shrink() {
    while (bytes_ > max_bytes_) {
        const auto last = std::prev(entries_.end());
        if (last->was_used) {
            last->was_used = false;
            entries_.splice(entries_.begin(), entries_, last);
        } else {
            forget(last);
        }
    }
}

void LinkCache::forget(Entries::iterator entry) {
    bytes_ -= cost_of(*entry);
    by_name_.erase(entry->name());
    entries_.erase(entry);
}

std::size_t LinkCache::cost_of(const Entry& entry) {
    return entry.text.size() + kBookkeeping;
}

}  // namespace likeness::cloud_signing
