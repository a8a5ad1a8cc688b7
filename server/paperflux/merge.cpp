#include "paperflux/merge.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>
#include <vector>

namespace likeness::paperflux {

namespace {

std::array<bool, kLinearCount> touched_linears(std::span<const AdapterUse> uses) {
    std::array<bool, kLinearCount> touched{};
    for (const AdapterUse& use : uses) {
        for (const AdapterModule& module : use.adapter->modules()) {
            touched[module.module->linear] = true;
        }
    }
    return touched;
}

void append_bytes(std::string& key, std::uint64_t number) {
    const auto bytes = std::bit_cast<std::array<char, sizeof number>>(number);
    key.append(bytes.data(), bytes.size());
}

/// Unambiguous, because it tells the length of every identity. The order counts: sums depend on it
/// in their last bits.
std::string cache_key(std::span<const AdapterUse> uses) {
    std::string key;
    for (const AdapterUse& use : uses) {
        append_bytes(key, use.adapter->identity().size());
        key += use.adapter->identity();
        append_bytes(key, std::bit_cast<std::uint32_t>(use.scale));
    }
    return key;
}

std::vector<AdapterUse> effective(std::span<const AdapterUse> uses) {
    std::vector<AdapterUse> result;
    std::copy_if(uses.begin(), uses.end(), std::back_inserter(result), [](const AdapterUse& use) {
        return use.scale != 0;
    });
    return result;
}

}  // namespace

Network merge(const Network& base, std::span<const AdapterUse> uses) {
    const std::array<bool, kLinearCount> touched = touched_linears(uses);
    std::array<std::shared_ptr<Linear>, kLinearCount> copies;
    Network merged = base;
    for (std::size_t i = 0; i < kLinearCount; ++i) {
        if (touched[i]) {
            copies[i] = std::make_shared<Linear>(*base.linears[i]);
            merged.linears[i] = copies[i];
        }
    }
    for (const AdapterUse& use : uses) {
        for (const AdapterModule& part : use.adapter->modules()) {
            const auto factor = static_cast<float>(static_cast<double>(use.scale) * part.factor);
            copies[part.module->linear]->add(part.module->first_output, part.product, factor);
        }
    }
    return merged;
}

std::size_t merged_bytes(const Network& base, std::span<const AdapterUse> uses) {
    const std::array<bool, kLinearCount> touched = touched_linears(uses);
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < kLinearCount; ++i) {
        bytes += touched[i] ? base.linears[i]->bytes() : 0;
    }
    return bytes;
}

MergeCache::MergeCache(std::shared_ptr<const Network> base, std::size_t limit_bytes)
    : base_(std::move(base)),
      limit_bytes_(limit_bytes) {}

std::shared_ptr<const Network> MergeCache::get(std::span<const AdapterUse> uses) {
    const std::vector<AdapterUse> those = effective(uses);
    if (those.empty()) {
        return base_;
    }
    const std::shared_ptr<Entry> entry = find_or_add(cache_key(those), merged_bytes(*base_, those));
    std::call_once(entry->merged, [&] {
        entry->network = std::make_shared<const Network>(merge(*base_, those));
        const std::lock_guard lock(mutex_);
        ++merges_;
    });
    return entry->network;
}

std::shared_ptr<MergeCache::Entry> MergeCache::find_or_add(std::string key, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const auto& entry) {
        return entry->key == key;
    });
    if (found != entries_.end()) {
        entries_.splice(entries_.begin(), entries_, found);
        return entries_.front();
    }
    auto entry = std::make_shared<Entry>();
    entry->key = std::move(key);
    entry->bytes = bytes;
    if (bytes <= limit_bytes_) {
        make_room(bytes);
        bytes_ += bytes;
        entries_.push_front(entry);
    }
    return entry;
}

void MergeCache::make_room(std::size_t bytes) {
    while (bytes_ + bytes > limit_bytes_) {
        bytes_ -= entries_.back()->bytes;
        entries_.pop_back();
    }
}

std::size_t MergeCache::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

std::size_t MergeCache::merges() const {
    const std::lock_guard lock(mutex_);
    return merges_;
}

}  // namespace likeness::paperflux
