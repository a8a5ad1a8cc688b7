#pragma once

#include "base/task.hpp"
#include "core/caller.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/library_repository.hpp"
#include "core/ports/random.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace likeness {

/// What people note about their own images: favourites, stars, tags, searches they come back to.
/// Every change tells how many images it changed, and changes nothing when one is not the caller's.
class Library {
public:
    static constexpr int kMaxTagsOfImage = 30;
    static constexpr int kMaxTagsListed = 2'000;
    static constexpr int kMaxSearches = 100;

    Library(
        LibraryRepository& library,
        SearchRepository& searches,
        const Clock& clock,
        Random& random
    );

    Task<std::int64_t> set_favorite(Caller caller, std::vector<ImageId> ids, bool favorite);
    /// `rating` is 0 to 5.
    Task<std::int64_t> set_rating(Caller caller, std::vector<ImageId> ids, int rating);
    Task<std::int64_t> change_tags(
        Caller caller,
        std::vector<ImageId> ids,
        std::vector<std::string> add,
        std::vector<std::string> remove
    );
    /// Most used first.
    Task<std::vector<TagCount>> tags(Caller caller);

    Task<std::vector<SavedSearch>> searches(Caller caller);
    /// The query must be one that can be run.
    Task<SavedSearch> save_search(Caller caller, std::string name, std::string query);
    Task<void> remove_search(Caller caller, std::string id);

private:
    LibraryRepository& library_;
    SearchRepository& searches_;
    const Clock& clock_;
    Random& random_;
};

}  // namespace likeness
