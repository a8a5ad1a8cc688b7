#include "adapters/repositories/sql_upload_repository.hpp"

#include "adapters/repositories/columns.hpp"

#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

#define LIKENESS_UPLOAD_COLUMNS                                                                \
    "SELECT u.id, u.wallet_address, u.file_name, u.caption, u.content_type, u.image_width, "   \
    "u.image_height, u.byte_count, u.sha256, u.thumbhash, u.path, u.created_at, u.expires_at " \
    "FROM uploaded_images u "

constexpr sql::Statement kFind{LIKENESS_UPLOAD_COLUMNS "WHERE u.id = $1"};
constexpr sql::Statement kFindContent{LIKENESS_UPLOAD_COLUMNS
                                      "WHERE u.wallet_address = $1 AND u.sha256 = $2"};
constexpr sql::Statement kCount{
    "SELECT count(*), CAST(coalesce(sum(byte_count), 0) AS BIGINT) FROM uploaded_images WHERE "
    "wallet_address = $1"};
constexpr sql::Statement kProlong{"UPDATE uploaded_images SET expires_at = $2 WHERE id = $1"};
constexpr sql::Statement kAdd{
    "INSERT INTO uploaded_images (id, wallet_address, file_name, caption, content_type, "
    "image_width, image_height, byte_count, sha256, thumbhash, path, created_at, expires_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"};
constexpr sql::Statement kList{LIKENESS_UPLOAD_COLUMNS
                               "WHERE u.wallet_address = $1 AND (u.created_at, u.id) < ($2, $3) "
                               "ORDER BY u.created_at DESC, u.id DESC LIMIT $4"};
constexpr sql::Statement kInOpenTraining{
    "SELECT 1 FROM training_images t JOIN training_jobs j ON j.lora_training_id = "
    "t.lora_training_id WHERE t.uploaded_image_id = $1 AND j.state IN ('queued', 'preparing', "
    "'submitting', 'running') LIMIT 1"};
constexpr sql::Statement kRemove{"DELETE FROM uploaded_images WHERE id = $1"};
constexpr sql::Statement kExpired{
    LIKENESS_UPLOAD_COLUMNS
    "WHERE u.expires_at < $1 AND NOT EXISTS (SELECT 1 FROM training_images t JOIN lora_trainings l "
    "ON l.id = t.lora_training_id WHERE t.uploaded_image_id = u.id AND l.removed_at IS NULL) "
    "ORDER BY u.expires_at LIMIT $2"};

#undef LIKENESS_UPLOAD_COLUMNS

UploadedImage read_upload(const sql::Rows& rows) {
    const ImageSize size{static_cast<int>(rows.integer(5)), static_cast<int>(rows.integer(6))};
    return UploadedImage{
        .id = UploadId::trusted(rows.text(0)),
        .wallet = wallet_in(rows, 1),
        .file_name = std::string(rows.text(2)),
        .caption = std::string(rows.text(3)),
        .content_type = std::string(rows.text(4)),
        .size = size,
        .byte_count = rows.integer(7),
        .sha256 = std::string(rows.text(8)),
        .thumbhash = std::string(rows.text(9)),
        .path = ObjectKey::trusted(std::string(rows.text(10))),
        .created_at = time_in(rows, 11),
        .expires_at = time_in(rows, 12),
    };
}

asio::awaitable<void> insert(sql::Session& session, const UploadedImage& image) {
    co_await session.run(
        kAdd,
        image.id.text(),
        image.wallet.text(),
        image.file_name,
        image.caption,
        image.content_type,
        image.size.width,
        image.size.height,
        image.byte_count,
        image.sha256,
        image.thumbhash,
        image.path.text(),
        to_iso(image.created_at),
        to_iso(image.expires_at)
    );
}

}  // namespace

Task<UploadedImage> SqlUploadRepository::add(UploadedImage image, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<UploadedImage>> {
        const Rows same = co_await session.query(kFindContent, image.wallet.text(), image.sha256);
        if (same->next()) {
            UploadedImage known = read_upload(*same);
            known.expires_at = image.expires_at;
            co_await session.run(kProlong, known.id.text(), to_iso(known.expires_at));
            co_return known;
        }
        const Rows count = co_await session.query(kCount, image.wallet.text());
        count->next();
        if (count->integer(0) >= limit ||
            count->integer(1) + image.byte_count > UploadLimits::kMaxBytesKept) {
            co_return Error{
                ErrorCode::resource_exhausted,
                "A wallet may keep " + std::to_string(limit) + " photos of " +
                    std::to_string(UploadLimits::kMaxBytesKept >> 30U) +
                    " GB in all. Remove some that you need no longer."};
        }
        co_await insert(session, image);
        co_return image;
    };
    co_return co_await database_.write<UploadedImage>(work);
}

Task<UploadedImage> SqlUploadRepository::find(UploadId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<UploadedImage>> {
        const Rows rows = co_await session.query(kFind, id.text());
        if (!rows->next()) {
            co_return Error::not_found("upload");
        }
        co_return read_upload(*rows);
    };
    co_return co_await database_.read<UploadedImage>(work);
}

Task<Page<UploadedImage>>
SqlUploadRepository::list(WalletAddress wallet, std::optional<Cursor> after, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Page<UploadedImage>>> {
        // Beyond the newest: later than any time we write.
        const std::string time = after ? to_iso(after->created_at) : "9999";
        const std::string id = after ? after->id : "";
        const Rows rows = co_await session.query(kList, wallet.text(), time, id, limit + 1);
        Page<UploadedImage> page;
        while (rows->next()) {
            page.items.push_back(read_upload(*rows));
        }
        if (page.items.size() > static_cast<std::size_t>(limit)) {
            page.items.pop_back();
            page.next = Cursor{page.items.back().created_at, page.items.back().id.text()};
        }
        co_return page;
    };
    co_return co_await database_.read<Page<UploadedImage>>(work);
}

Task<void> SqlUploadRepository::remove(UploadId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        const Rows open = co_await session.query(kInOpenTraining, id.text());
        if (open->next()) {
            co_return Error{
                ErrorCode::conflict,
                "A LoRA is being trained from this photo. Wait for it or cancel it first."};
        }
        const std::int64_t removed = co_await session.run(kRemove, id.text());
        if (removed == 0) {
            co_return Error::not_found("upload");
        }
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<std::vector<UploadedImage>> SqlUploadRepository::remove_expired(Timestamp now, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<UploadedImage>>> {
        std::vector<UploadedImage> expired;
        {
            const Rows rows = co_await session.query(kExpired, to_iso(now), limit);
            while (rows->next()) {
                expired.push_back(read_upload(*rows));
            }
        }
        for (const UploadedImage& image : expired) {
            co_await session.run(kRemove, image.id.text());
        }
        co_return expired;
    };
    co_return co_await database_.write<std::vector<UploadedImage>>(work);
}

}  // namespace likeness::repositories
