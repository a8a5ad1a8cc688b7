#include "core/trash.hpp"

#include "base/log.hpp"

#include <utility>

namespace likeness {

namespace {

constexpr int kRowsAtOnce = 500;     // of one transaction
constexpr int kObjectsAtOnce = 100;  // images whose objects a caller waits for; the rest is swept

}  // namespace

Trash::Trash(TrashRepository& trash, ObjectStore& objects, const Clock& clock)
    : trash_(trash),
      objects_(objects),
      clock_(clock) {}

Task<std::int64_t> Trash::put(Caller caller, std::vector<ImageId> ids) {
    return trash_.put(*caller.wallet, std::move(ids), clock_.now());
}

Task<std::int64_t> Trash::take_out(Caller caller, std::vector<ImageId> ids) {
    return trash_.take_out(*caller.wallet, std::move(ids));
}

Task<std::int64_t> Trash::remove(Caller caller, std::vector<ImageId> ids) {
    LIKENESS_CO_TRY(
        const std::int64_t removed,
        co_await trash_.remove(*caller.wallet, std::move(ids), clock_.now())
    );
    const Result<std::int64_t> swept = co_await remove_leftovers(kObjectsAtOnce);
    if (!swept) {
        log::warning(
            "objects of removed images are left for later", {{"reason", swept.error().message}}
        );
    }
    co_return removed;
}

Task<std::int64_t> Trash::empty(Caller caller) {
    std::int64_t removed = 0;
    while (true) {
        LIKENESS_CO_TRY(
            const std::int64_t some,
            co_await trash_.empty(*caller.wallet, clock_.now(), kRowsAtOnce)
        );
        removed += some;
        if (some < kRowsAtOnce) {
            co_return removed;
        }
    }
}

Task<std::int64_t> Trash::sweep() {
    const Timestamp now = clock_.now();
    LIKENESS_CO_TRY(
        const std::int64_t expired, co_await trash_.expire(now - kKept, now, kRowsAtOnce)
    );
    LIKENESS_CO_TRY(const std::int64_t left, co_await remove_leftovers(kRowsAtOnce));
    co_return expired + left;
}

Task<std::int64_t> Trash::remove_leftovers(int limit) {
    LIKENESS_CO_TRY(std::vector<RemovedImage> images, co_await trash_.leftovers(limit));
    for (const RemovedImage& image : images) {
        LIKENESS_CO_CHECK(co_await objects_.remove(Bucket::generated, image.path));
        for (const int side : {384, 768}) {
            const ObjectKey thumbnail = thumbnail_key(image.path, side);
            LIKENESS_CO_CHECK(co_await objects_.remove(Bucket::generated, thumbnail));
        }
    }
    const auto count = static_cast<std::int64_t>(images.size());
    if (count > 0) {
        LIKENESS_CO_CHECK(co_await trash_.forget(std::move(images)));
    }
    co_return count;
}

}  // namespace likeness
