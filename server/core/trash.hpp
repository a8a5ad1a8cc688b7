#pragma once

#include "base/task.hpp"
#include "core/caller.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/object_store.hpp"
#include "core/ports/trash_repository.hpp"

#include <chrono>
#include <cstdint>
#include <vector>

namespace likeness {

/// Images on their way out. The trash keeps them for a while; what leaves it is gone: first the
/// row, in one transaction with a note of its objects, then the objects, which a sweeper goes on
/// with after a crash. What was made stays counted as made.
class Trash {
public:
    static constexpr std::chrono::hours kKept{30 * 24};

    Trash(TrashRepository& trash, ObjectStore& objects, const Clock& clock);

    /// Each tells how many images it changed; not_found, and nothing is changed, when one is not
    /// the caller's.
    Task<std::int64_t> put(Caller caller, std::vector<ImageId> ids);
    Task<std::int64_t> take_out(Caller caller, std::vector<ImageId> ids);
    /// conflict when one is not in the trash.
    Task<std::int64_t> remove(Caller caller, std::vector<ImageId> ids);
    /// All that is there.
    Task<std::int64_t> empty(Caller caller);

    /// Removes some of what has been kept long enough, and objects that are left of removed images.
    /// Returns how much there was to do; 0 when nothing is left.
    Task<std::int64_t> sweep();

private:
    Task<std::int64_t> remove_leftovers(int limit);

    TrashRepository& trash_;
    ObjectStore& objects_;
    const Clock& clock_;
};

}  // namespace likeness
