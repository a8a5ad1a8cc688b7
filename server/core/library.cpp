#include "core/library.hpp"

#include "core/image_search.hpp"
#include "core/text_rules.hpp"

#include <algorithm>
#include <utility>

namespace likeness {

namespace {

constexpr std::size_t kMaxNameLength = 80;

using SearchId = Id<struct SearchTag>;

/// Clean, each once.
Result<std::vector<std::string>>
clean_tags(const std::string& field, const std::vector<std::string>& raw) {
    std::vector<std::string> tags;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        LIKENESS_TRY(std::string tag, clean_tag(field + "[" + std::to_string(i) + "]", raw[i]));
        tags.push_back(std::move(tag));
    }
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    return tags;
}

}  // namespace

Library::Library(
    LibraryRepository& library,
    SearchRepository& searches,
    const Clock& clock,
    Random& random
)
    : library_(library),
      searches_(searches),
      clock_(clock),
      random_(random) {}

Task<std::int64_t> Library::set_favorite(Caller caller, std::vector<ImageId> ids, bool favorite) {
    return library_.set_favorite(*caller.wallet, std::move(ids), favorite);
}

Task<std::int64_t> Library::set_rating(Caller caller, std::vector<ImageId> ids, int rating) {
    return library_.set_rating(*caller.wallet, std::move(ids), rating);
}

Task<std::int64_t> Library::change_tags(
    Caller caller,
    std::vector<ImageId> ids,
    std::vector<std::string> add,
    std::vector<std::string> remove
) {
    LIKENESS_CO_TRY(std::vector<std::string> added, clean_tags("add", add));
    LIKENESS_CO_TRY(std::vector<std::string> removed, clean_tags("remove", remove));
    if (added.empty() && removed.empty()) {
        co_return Error::invalid_field("add", "or remove must name a tag");
    }
    const auto is_both = [&](const std::string& tag) {
        return std::binary_search(removed.begin(), removed.end(), tag);
    };
    if (std::any_of(added.begin(), added.end(), is_both)) {
        co_return Error::invalid_field("remove", "must not name a tag that is to be added");
    }
    co_return co_await library_.change_tags(
        *caller.wallet, std::move(ids), std::move(added), std::move(removed), kMaxTagsOfImage
    );
}

Task<std::vector<TagCount>> Library::tags(Caller caller) {
    return library_.tags(*caller.wallet, kMaxTagsListed);
}

Task<std::vector<SavedSearch>> Library::searches(Caller caller) {
    return searches_.list(*caller.wallet);
}

Task<SavedSearch> Library::save_search(Caller caller, std::string name, std::string query) {
    LIKENESS_CO_TRY(std::string label, clean_label("name", name, 1, kMaxNameLength));
    const Result<ImageSearch> search = parse_image_search(query);
    if (!search) {
        std::vector<FieldError> fields = search.error().fields;
        for (FieldError& field : fields) {
            field.path = "query";
        }
        co_return Error::invalid_fields(std::move(fields));
    }
    const Timestamp now = clock_.now();
    SavedSearch saved{random_.id<SearchId>(now).text(), std::move(label), std::move(query), now};
    LIKENESS_CO_CHECK(co_await searches_.add(*caller.wallet, saved, kMaxSearches));
    co_return saved;
}

Task<void> Library::remove_search(Caller caller, std::string id) {
    if (!SearchId::parse(id)) {
        co_return Error::not_found("search");
    }
    co_return co_await searches_.remove(*caller.wallet, std::move(id));
}

}  // namespace likeness
