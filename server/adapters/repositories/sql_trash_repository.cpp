#include "adapters/repositories/sql_trash_repository.hpp"

#include "adapters/repositories/own_images.hpp"

#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

// The count of a LoRA is that of the images that are shown; it is mended before they change.
constexpr sql::Statement kCountDown{
    "UPDATE lora_trainings SET image_count = image_count - (SELECT count(*) FROM generated_images "
    "i WHERE i.lora_training_id = lora_trainings.id AND i.trashed_at IS NULL AND i.id "
    "IN " LIKENESS_ID_LIST
    ") WHERE id IN (SELECT lora_training_id FROM generated_images WHERE "
    "trashed_at IS NULL AND id IN " LIKENESS_ID_LIST ")"};
constexpr sql::Statement kCountUp{
    "UPDATE lora_trainings SET image_count = image_count + (SELECT count(*) FROM generated_images "
    "i WHERE i.lora_training_id = lora_trainings.id AND i.trashed_at IS NOT NULL AND i.id "
    "IN " LIKENESS_ID_LIST
    ") WHERE id IN (SELECT lora_training_id FROM generated_images WHERE "
    "trashed_at IS NOT NULL AND id IN " LIKENESS_ID_LIST ")"};
constexpr sql::Statement kPut{
    "UPDATE generated_images SET trashed_at = $41 WHERE trashed_at IS NULL AND id "
    "IN " LIKENESS_ID_LIST};
constexpr sql::Statement kTakeOut{
    "UPDATE generated_images SET trashed_at = NULL WHERE trashed_at IS NOT NULL AND id "
    "IN " LIKENESS_ID_LIST};
constexpr sql::Statement kHideTags{
    "UPDATE image_tags SET is_trashed = $41 WHERE image_id IN " LIKENESS_ID_LIST};

constexpr sql::Statement kNotInTrash{
    "SELECT 1 FROM generated_images WHERE trashed_at IS NULL AND id IN " LIKENESS_ID_LIST
    " LIMIT 1"};
constexpr sql::Statement kOfWallet{
    "SELECT id FROM generated_images WHERE wallet_address = $1 AND trashed_at IS NOT NULL ORDER BY "
    "created_at, id LIMIT $2"};
constexpr sql::Statement kExpired{
    "SELECT id FROM generated_images WHERE trashed_at IS NOT NULL AND trashed_at < $1 ORDER BY "
    "trashed_at LIMIT $2"};

constexpr sql::Statement kNote{
    "INSERT INTO removed_images (id, wallet_address, batch_id, path, removed_at, has_objects) "
    "SELECT id, wallet_address, batch_id, path, $41, 1 FROM generated_images WHERE id "
    "IN " LIKENESS_ID_LIST};
/// The index of texts is told what it held.
constexpr sql::Statement kMakeUnfound{
    "INSERT INTO image_search (image_search, rowid, prompt) SELECT 'delete', place, prompt FROM "
    "generated_images WHERE place IS NOT NULL AND id IN " LIKENESS_ID_LIST};
/// Paths are `<yyyy>/<mm>/<image id>/full.jpg`.
constexpr sql::Statement kRemoveCovers{
    "UPDATE lora_trainings SET cover_bucket = NULL, cover_path = NULL, cover_width = NULL, "
    "cover_height = NULL, cover_thumbhash = NULL, cover_alt = NULL WHERE cover_bucket = "
    "'generated' AND substr(cover_path, 9, 32) IN " LIKENESS_ID_LIST
    " AND id IN (SELECT lora_training_id FROM generated_images WHERE id IN " LIKENESS_ID_LIST ")"};
constexpr sql::Statement kRemoveTags{"DELETE FROM image_tags WHERE image_id IN " LIKENESS_ID_LIST};
constexpr sql::Statement kRemoveRecipes{
    "DELETE FROM image_recipes WHERE image_id IN " LIKENESS_ID_LIST};
constexpr sql::Statement kRemove{"DELETE FROM generated_images WHERE id IN " LIKENESS_ID_LIST};

constexpr sql::Statement kLeftovers{
    "SELECT id, path FROM removed_images WHERE has_objects = 1 ORDER BY id LIMIT $1"};
constexpr sql::Statement kForget{
    "UPDATE removed_images SET has_objects = 0 WHERE id IN " LIKENESS_ID_LIST};

/// `ids` are distinct and in the trash.
asio::awaitable<std::int64_t>
remove_all(sql::Session& session, const std::vector<ImageId>& ids, Timestamp now) {
    const std::string time = to_iso(now);
    for (const IdList& list : id_lists(ids)) {
        co_await run_for(session, kNote, list, time);
        if (session.dialect() == sql::Dialect::sqlite) {
            co_await run_for(session, kMakeUnfound, list);
        }
        co_await run_for(session, kRemoveCovers, list);
        co_await run_for(session, kRemoveTags, list);
        co_await run_for(session, kRemoveRecipes, list);
        co_await run_for(session, kRemove, list);
    }
    co_return static_cast<std::int64_t>(ids.size());
}

std::vector<ImageId> ids_in(sql::Rows& rows) {
    std::vector<ImageId> ids;
    while (rows.next()) {
        ids.push_back(ImageId::trusted(rows.text(0)));
    }
    return ids;
}

}  // namespace

Task<std::int64_t>
SqlTrashRepository::put(WalletAddress wallet, std::vector<ImageId> ids, Timestamp now) {
    const std::vector<ImageId> each = distinct(std::move(ids));
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::int64_t>> {
        const bool is_own = co_await owns_all(session, wallet, each);
        if (!is_own) {
            co_return Error::not_found("image");
        }
        const std::string time = to_iso(now);
        std::int64_t changed = 0;
        for (const IdList& list : id_lists(each)) {
            co_await run_for(session, kCountDown, list);
            const std::int64_t some = co_await run_for(session, kPut, list, time);
            co_await run_for(session, kHideTags, list, 1);
            changed += some;
        }
        co_return changed;
    };
    co_return co_await database_.write<std::int64_t>(work);
}

Task<std::int64_t> SqlTrashRepository::take_out(WalletAddress wallet, std::vector<ImageId> ids) {
    const std::vector<ImageId> each = distinct(std::move(ids));
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::int64_t>> {
        const bool is_own = co_await owns_all(session, wallet, each);
        if (!is_own) {
            co_return Error::not_found("image");
        }
        std::int64_t changed = 0;
        for (const IdList& list : id_lists(each)) {
            co_await run_for(session, kCountUp, list);
            const std::int64_t some = co_await run_for(session, kTakeOut, list);
            co_await run_for(session, kHideTags, list, 0);
            changed += some;
        }
        co_return changed;
    };
    co_return co_await database_.write<std::int64_t>(work);
}

Task<std::int64_t>
SqlTrashRepository::remove(WalletAddress wallet, std::vector<ImageId> ids, Timestamp now) {
    const std::vector<ImageId> each = distinct(std::move(ids));
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::int64_t>> {
        const bool is_own = co_await owns_all(session, wallet, each);
        if (!is_own) {
            co_return Error::not_found("image");
        }
        for (const IdList& list : id_lists(each)) {
            const Rows other = co_await query_for(session, kNotInTrash, list);
            if (other->next()) {
                co_return Error{
                    ErrorCode::conflict,
                    "Only images in the trash can be removed for good. Put them there first."};
            }
        }
        co_return co_await remove_all(session, each, now);
    };
    co_return co_await database_.write<std::int64_t>(work);
}

Task<std::int64_t> SqlTrashRepository::empty(WalletAddress wallet, Timestamp now, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::int64_t>> {
        const Rows rows = co_await session.query(kOfWallet, wallet.text(), limit);
        const std::vector<ImageId> ids = ids_in(*rows);
        co_return co_await remove_all(session, ids, now);
    };
    co_return co_await database_.write<std::int64_t>(work);
}

Task<std::int64_t> SqlTrashRepository::expire(Timestamp before, Timestamp now, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::int64_t>> {
        const Rows rows = co_await session.query(kExpired, to_iso(before), limit);
        const std::vector<ImageId> ids = ids_in(*rows);
        co_return co_await remove_all(session, ids, now);
    };
    co_return co_await database_.write<std::int64_t>(work);
}

Task<std::vector<RemovedImage>> SqlTrashRepository::leftovers(int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<RemovedImage>>> {
        const Rows rows = co_await session.query(kLeftovers, limit);
        std::vector<RemovedImage> images;
        while (rows->next()) {
            images.push_back(
                {ImageId::trusted(rows->text(0)), ObjectKey::trusted(std::string(rows->text(1)))}
            );
        }
        co_return images;
    };
    co_return co_await database_.read<std::vector<RemovedImage>>(work);
}

Task<void> SqlTrashRepository::forget(std::vector<RemovedImage> images) {
    std::vector<ImageId> ids;
    for (const RemovedImage& image : images) {
        ids.push_back(image.id);
    }
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        for (const IdList& list : id_lists(ids)) {
            co_await run_for(session, kForget, list);
        }
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

}  // namespace likeness::repositories
