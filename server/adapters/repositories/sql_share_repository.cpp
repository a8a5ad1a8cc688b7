#include "adapters/repositories/sql_share_repository.hpp"

#include "adapters/repositories/columns.hpp"
#include "adapters/repositories/image_rows.hpp"

#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

#define LIKENESS_SHARE_COLUMNS                                                                  \
    "SELECT s.id, s.wallet_address, s.token, s.kind, s.batch_id, s.lora_training_id, s.title, " \
    "s.password_record, s.shows_recipe, s.shows_owner, s.opened_count, s.created_at, "          \
    "s.expires_at"

constexpr sql::Statement kCount{"SELECT count(*) FROM shares WHERE wallet_address = $1"};
constexpr sql::Statement kAdd{
    "INSERT INTO shares (id, wallet_address, token, kind, batch_id, lora_training_id, title, "
    "password_record, shows_recipe, shows_owner, opened_count, created_at, expires_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, $12)"};
constexpr sql::Statement kAddImage{
    "INSERT INTO share_images (share_id, image_id) "
    "SELECT $1, id FROM generated_images WHERE id = $2 AND wallet_address = $3"};
constexpr sql::Statement kOfWallet{
    LIKENESS_SHARE_COLUMNS
    ", (SELECT count(*) FROM share_images i WHERE i.share_id = s.id), coalesce(l.name, '') "
    "FROM shares s LEFT JOIN lora_trainings l ON l.id = s.lora_training_id "
    "WHERE s.wallet_address = $1 ORDER BY s.created_at DESC, s.id DESC"};
constexpr sql::Statement kFind{LIKENESS_SHARE_COLUMNS " FROM shares s WHERE s.id = $1"};
constexpr sql::Statement kFindByToken{LIKENESS_SHARE_COLUMNS " FROM shares s WHERE s.token = $1"};
constexpr sql::Statement kRemoveImages{"DELETE FROM share_images WHERE share_id = $1"};
constexpr sql::Statement kRemove{"DELETE FROM shares WHERE id = $1"};
constexpr sql::Statement kNoteOpening{
    "UPDATE shares SET opened_count = opened_count + 1 WHERE id = $1"};

#undef LIKENESS_SHARE_COLUMNS

// The pictures of each kind of share. $1 is the share, the batch or the LoRA, $2 the wallet.
#define LIKENESS_OF_SELECTION                                              \
    "WHERE id IN (SELECT image_id FROM share_images WHERE share_id = $1) " \
    "AND wallet_address = $2 AND trashed_at IS NULL "
#define LIKENESS_OF_BATCH "WHERE batch_id = $1 AND wallet_address = $2 AND trashed_at IS NULL "
#define LIKENESS_OF_LORA \
    "WHERE lora_training_id = $1 AND wallet_address = $2 AND trashed_at IS NULL "
#define LIKENESS_COUNT \
    "SELECT count(*), min(lora_training_id), max(lora_training_id) FROM generated_images "
#define LIKENESS_PAGE "AND (created_at, id) < ($3, $4) ORDER BY created_at DESC, id DESC LIMIT $5"
#define LIKENESS_ONE "AND id = $3"

/// The same question put to the three kinds.
struct Question {
    sql::Statement selection;
    sql::Statement batch;
    sql::Statement lora;
};

constexpr Question kContents{
    {LIKENESS_COUNT LIKENESS_OF_SELECTION},
    {LIKENESS_COUNT LIKENESS_OF_BATCH},
    {LIKENESS_COUNT LIKENESS_OF_LORA}};
constexpr Question kImages{
    {LIKENESS_IMAGE_COLUMNS LIKENESS_OF_SELECTION LIKENESS_PAGE},
    {LIKENESS_IMAGE_COLUMNS LIKENESS_OF_BATCH LIKENESS_PAGE},
    {LIKENESS_IMAGE_COLUMNS LIKENESS_OF_LORA LIKENESS_PAGE}};
constexpr Question kImage{
    {LIKENESS_IMAGE_COLUMNS LIKENESS_OF_SELECTION LIKENESS_ONE},
    {LIKENESS_IMAGE_COLUMNS LIKENESS_OF_BATCH LIKENESS_ONE},
    {LIKENESS_IMAGE_COLUMNS LIKENESS_OF_LORA LIKENESS_ONE}};

#undef LIKENESS_OF_SELECTION
#undef LIKENESS_OF_BATCH
#undef LIKENESS_OF_LORA
#undef LIKENESS_COUNT
#undef LIKENESS_PAGE
#undef LIKENESS_ONE

/// A question's text for this share, and what its first value is.
struct Asked {
    const sql::Statement& statement;
    const std::string& what;
};

Asked asked(const Question& question, const Share& share) {
    switch (share.kind) {
        case ShareKind::batch:
            return {question.batch, share.batch.value().text()};
        case ShareKind::lora:
            return {question.lora, share.lora.value().text()};
        case ShareKind::images:
            break;
    }
    return {question.selection, share.id.text()};
}

std::string_view to_column(ShareKind kind) {
    switch (kind) {
        case ShareKind::batch:
            return "batch";
        case ShareKind::lora:
            return "lora";
        case ShareKind::images:
            break;
    }
    return "images";
}

ShareKind kind_in(const sql::Rows& rows, int column) {
    const std::string_view text = rows.text(column);
    if (text == "batch") {
        return ShareKind::batch;
    }
    return text == "lora" ? ShareKind::lora : ShareKind::images;
}

template <class AnyId>
std::optional<AnyId> optional_id_in(const sql::Rows& rows, int column) {
    return rows.is_null(column) ? std::nullopt : std::optional(AnyId::trusted(rows.text(column)));
}

template <class AnyId>
std::optional<std::string_view> text_of(const std::optional<AnyId>& id) {
    return id ? std::optional(std::string_view(id->text())) : std::nullopt;
}

Share read_share(const sql::Rows& rows) {
    return Share{
        .id = ShareId::trusted(rows.text(0)),
        .wallet = wallet_in(rows, 1),
        .token = std::string(rows.text(2)),
        .kind = kind_in(rows, 3),
        .batch = optional_id_in<BatchId>(rows, 4),
        .lora = optional_id_in<LoraId>(rows, 5),
        .title = std::string(rows.text(6)),
        .password_record = optional_text_in(rows, 7),
        .shows_recipe = rows.integer(8) != 0,
        .shows_owner = rows.integer(9) != 0,
        .opened_count = rows.integer(10),
        .created_at = time_in(rows, 11),
        .expires_at = optional_time_in(rows, 12),
    };
}

std::optional<std::string> optional_iso(const std::optional<Timestamp>& time) {
    return time ? std::optional(to_iso(*time)) : std::nullopt;
}

}  // namespace

Task<void> SqlShareRepository::add(Share share, std::vector<ImageId> images, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        const Rows count = co_await session.query(kCount, share.wallet.text());
        if (count->next() && count->integer(0) >= limit) {
            co_return Error{
                ErrorCode::resource_exhausted,
                "A wallet may have " + std::to_string(limit) +
                    " shared links. Please end one first."};
        }
        const std::optional<std::string> expires_at = optional_iso(share.expires_at);
        co_await session.run(
            kAdd,
            share.id.text(),
            share.wallet.text(),
            share.token,
            to_column(share.kind),
            text_of(share.batch),
            text_of(share.lora),
            share.title,
            share.password_record,
            int{share.shows_recipe},
            int{share.shows_owner},
            to_iso(share.created_at),
            expires_at
        );
        for (const ImageId& image : images) {
            const std::int64_t added =
                co_await session.run(kAddImage, share.id.text(), image.text(), share.wallet.text());
            if (added == 0) {
                co_return Error::not_found("image");
            }
        }
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<std::vector<ShareOverview>> SqlShareRepository::of_wallet(WalletAddress wallet) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<ShareOverview>>> {
        const Rows rows = co_await session.query(kOfWallet, wallet.text());
        std::vector<ShareOverview> shares;
        while (rows->next()) {
            shares.push_back({read_share(*rows), rows->integer(13), std::string(rows->text(14))});
        }
        co_return shares;
    };
    co_return co_await database_.read<std::vector<ShareOverview>>(work);
}

Task<std::optional<Share>> SqlShareRepository::find(ShareId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::optional<Share>>> {
        const Rows rows = co_await session.query(kFind, id.text());
        co_return rows->next() ? std::optional(read_share(*rows)) : std::nullopt;
    };
    co_return co_await database_.read<std::optional<Share>>(work);
}

Task<std::optional<Share>> SqlShareRepository::find_by_token(std::string token) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::optional<Share>>> {
        const Rows rows = co_await session.query(kFindByToken, token);
        co_return rows->next() ? std::optional(read_share(*rows)) : std::nullopt;
    };
    co_return co_await database_.read<std::optional<Share>>(work);
}

Task<void> SqlShareRepository::remove(ShareId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kRemoveImages, id.text());
        const std::int64_t removed = co_await session.run(kRemove, id.text());
        if (removed == 0) {
            co_return Error::not_found("shared link");
        }
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<void> SqlShareRepository::note_opening(ShareId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kNoteOpening, id.text());
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<ShareContents> SqlShareRepository::contents(Share share) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<ShareContents>> {
        const Asked ask = asked(kContents, share);
        const Rows rows = co_await session.query(ask.statement, ask.what, share.wallet.text());
        ShareContents contents;
        if (rows->next() && rows->integer(0) > 0) {
            contents.image_count = rows->integer(0);
            if (rows->text(1) == rows->text(2)) {
                contents.only_lora = LoraId::trusted(rows->text(1));
            }
        }
        co_return contents;
    };
    co_return co_await database_.read<ShareContents>(work);
}

Task<Page<GeneratedImage>>
SqlShareRepository::images(Share share, std::optional<Cursor> after, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Page<GeneratedImage>>> {
        const Asked ask = asked(kImages, share);
        // Beyond the newest: later than any time we write.
        const std::string time = after ? to_iso(after->created_at) : "9999";
        const std::string id = after ? after->id : "";
        const Rows rows = co_await session.query(
            ask.statement, ask.what, share.wallet.text(), time, id, limit + 1
        );
        Page<GeneratedImage> page;
        while (rows->next()) {
            page.items.push_back(read_image(*rows));
        }
        if (page.items.size() > static_cast<std::size_t>(limit)) {
            page.items.pop_back();
            page.next = Cursor{page.items.back().created_at, page.items.back().id.text()};
        }
        co_return page;
    };
    co_return co_await database_.read<Page<GeneratedImage>>(work);
}

Task<GeneratedImage> SqlShareRepository::image(Share share, ImageId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<GeneratedImage>> {
        const Asked ask = asked(kImage, share);
        const Rows rows =
            co_await session.query(ask.statement, ask.what, share.wallet.text(), id.text());
        if (!rows->next()) {
            co_return Error::not_found("image");
        }
        co_return read_image(*rows);
    };
    co_return co_await database_.read<GeneratedImage>(work);
}

}  // namespace likeness::repositories
