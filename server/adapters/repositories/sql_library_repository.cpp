#include "adapters/repositories/sql_library_repository.hpp"

#include "adapters/repositories/columns.hpp"
#include "adapters/repositories/own_images.hpp"

#include <iterator>
#include <map>
#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;
using Tags = std::vector<std::string>;

constexpr sql::Statement kSetFavorite{
    "UPDATE generated_images SET favorite = $41 WHERE favorite <> $41 AND id IN " LIKENESS_ID_LIST};
constexpr sql::Statement kSetRating{
    "UPDATE generated_images SET rating = $41 WHERE rating <> $41 AND id IN " LIKENESS_ID_LIST};
constexpr sql::Statement kTagsOf{
    "SELECT DISTINCT tags FROM generated_images WHERE id IN " LIKENESS_ID_LIST};
constexpr sql::Statement kSetTags{
    "UPDATE generated_images SET tags = $42 WHERE tags = $41 AND id IN " LIKENESS_ID_LIST};
constexpr sql::Statement kAddTag{
    "INSERT INTO image_tags (image_id, tag, wallet_address, created_at, is_trashed) "
    "SELECT id, $41, wallet_address, created_at, CASE WHEN trashed_at IS NULL THEN 0 ELSE 1 END "
    "FROM generated_images WHERE id IN " LIKENESS_ID_LIST
    " ON CONFLICT (image_id, tag) DO NOTHING"};
constexpr sql::Statement kRemoveTag{
    "DELETE FROM image_tags WHERE tag = $41 AND image_id IN " LIKENESS_ID_LIST};
constexpr sql::Statement kCountTags{
    "SELECT tag, count(*) FROM image_tags WHERE wallet_address = $1 AND is_trashed = 0 GROUP BY "
    "tag ORDER BY count(*) DESC, tag LIMIT $2"};

Tags changed_tags(const Tags& old, const Tags& add, const Tags& remove) {
    Tags more;
    std::set_union(old.begin(), old.end(), add.begin(), add.end(), std::back_inserter(more));
    Tags tags;
    std::set_difference(
        more.begin(), more.end(), remove.begin(), remove.end(), std::back_inserter(tags)
    );
    return tags;
}

Error too_many_tags(int limit) {
    return {
        ErrorCode::resource_exhausted,
        "An image may have " + std::to_string(limit) + " tags. Take some away first."};
}

/// Images with the same tags get their new ones together: forty images rarely have more than one
/// set of tags between them.
asio::awaitable<Result<std::int64_t>>
change_some(sql::Session& session, IdList list, const Tags& add, const Tags& remove, int limit) {
    std::map<std::string, std::string> changes;
    {
        const Rows rows = co_await query_for(session, kTagsOf, list);
        while (rows->next()) {
            const Tags tags = changed_tags(texts_in(*rows, 0), add, remove);
            if (tags.size() > static_cast<std::size_t>(limit)) {
                co_return too_many_tags(limit);
            }
            std::string text = to_column(tags);
            if (text != rows->text(0)) {
                changes.emplace(rows->text(0), std::move(text));
            }
        }
    }
    // A set may become what another set was: nothing is changed twice.
    std::int64_t changed = 0;
    for (const auto& [old, text] : changes) {
        const std::string interim = "+" + text;
        const std::int64_t some = co_await run_for(session, kSetTags, list, old, interim);
        changed += some;
    }
    for (const auto& [old, text] : changes) {
        const std::string interim = "+" + text;
        co_await run_for(session, kSetTags, list, interim, text);
    }
    for (const std::string& tag : add) {
        co_await run_for(session, kAddTag, list, tag);
    }
    for (const std::string& tag : remove) {
        co_await run_for(session, kRemoveTag, list, tag);
    }
    co_return changed;
}

/// Runs a statement over lists of ids that are all the wallet's.
asio::awaitable<Result<std::int64_t>> set_on_all(
    sql::Session& session,
    const sql::Statement& statement,
    const WalletAddress& wallet,
    const std::vector<ImageId>& ids,
    std::int64_t value
) {
    const bool is_own = co_await owns_all(session, wallet, ids);
    if (!is_own) {
        co_return Error::not_found("image");
    }
    std::int64_t changed = 0;
    for (const IdList& list : id_lists(ids)) {
        const std::int64_t some = co_await run_for(session, statement, list, value);
        changed += some;
    }
    co_return changed;
}

}  // namespace

Task<std::int64_t>
SqlLibraryRepository::set_favorite(WalletAddress wallet, std::vector<ImageId> ids, bool favorite) {
    const std::vector<ImageId> each = distinct(std::move(ids));
    auto work = [&](sql::Session& session) {
        return set_on_all(session, kSetFavorite, wallet, each, favorite ? 1 : 0);
    };
    co_return co_await database_.write<std::int64_t>(work);
}

Task<std::int64_t>
SqlLibraryRepository::set_rating(WalletAddress wallet, std::vector<ImageId> ids, int rating) {
    const std::vector<ImageId> each = distinct(std::move(ids));
    auto work = [&](sql::Session& session) {
        return set_on_all(session, kSetRating, wallet, each, rating);
    };
    co_return co_await database_.write<std::int64_t>(work);
}

Task<std::int64_t> SqlLibraryRepository::change_tags(
    WalletAddress wallet,
    std::vector<ImageId> ids,
    std::vector<std::string> add,
    std::vector<std::string> remove,
    int limit
) {
    const std::vector<ImageId> each = distinct(std::move(ids));
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::int64_t>> {
        const bool is_own = co_await owns_all(session, wallet, each);
        if (!is_own) {
            co_return Error::not_found("image");
        }
        std::int64_t changed = 0;
        for (const IdList& list : id_lists(each)) {
            LIKENESS_CO_TRY(
                const std::int64_t some, co_await change_some(session, list, add, remove, limit)
            );
            changed += some;
        }
        co_return changed;
    };
    co_return co_await database_.write<std::int64_t>(work);
}

Task<std::vector<TagCount>> SqlLibraryRepository::tags(WalletAddress wallet, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<TagCount>>> {
        const Rows rows = co_await session.query(kCountTags, wallet.text(), limit);
        std::vector<TagCount> tags;
        while (rows->next()) {
            tags.push_back({std::string(rows->text(0)), rows->integer(1)});
        }
        co_return tags;
    };
    co_return co_await database_.read<std::vector<TagCount>>(work);
}

}  // namespace likeness::repositories
