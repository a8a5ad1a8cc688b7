#include "adapters/repositories/sql_selection_repository.hpp"

#include "adapters/repositories/columns.hpp"

#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

constexpr std::size_t kIdBytes = 32;

constexpr sql::Statement kRemoveExpired{"DELETE FROM image_selections WHERE expires_at <= $1"};
constexpr sql::Statement kRemoveOldest{
    "DELETE FROM image_selections WHERE wallet_address = $1 AND id NOT IN (SELECT id FROM "
    "image_selections WHERE wallet_address = $1 ORDER BY id DESC LIMIT $2)"};
constexpr sql::Statement kAdd{
    "INSERT INTO image_selections (id, wallet_address, image_ids, expires_at) "
    "VALUES ($1, $2, $3, $4)"};
constexpr sql::Statement kFind{
    "SELECT id, wallet_address, image_ids, expires_at FROM image_selections WHERE id = $1 AND "
    "expires_at > $2"};

std::string joined(const std::vector<ImageId>& ids) {
    std::string text;
    text.reserve(ids.size() * kIdBytes);
    for (const ImageId& id : ids) {
        text += id.text();
    }
    return text;
}

std::vector<ImageId> split(std::string_view text) {
    std::vector<ImageId> ids;
    ids.reserve(text.size() / kIdBytes);
    for (; text.size() >= kIdBytes; text.remove_prefix(kIdBytes)) {
        ids.push_back(ImageId::trusted(text.substr(0, kIdBytes)));
    }
    return ids;
}

}  // namespace

Task<void> SqlSelectionRepository::add(ImageSelection selection, int limit, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kRemoveExpired, to_iso(now));
        co_await session.run(
            kAdd,
            selection.id.text(),
            selection.wallet.text(),
            joined(selection.images),
            to_iso(selection.expires_at)
        );
        co_await session.run(kRemoveOldest, selection.wallet.text(), limit);
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

Task<ImageSelection> SqlSelectionRepository::find(SelectionId id, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<ImageSelection>> {
        const Rows rows = co_await session.query(kFind, id.text(), to_iso(now));
        if (!rows->next()) {
            co_return Error::not_found("selection");
        }
        co_return ImageSelection{
            SelectionId::trusted(rows->text(0)),
            wallet_in(*rows, 1),
            split(rows->text(2)),
            time_in(*rows, 3)};
    };
    co_return co_await database_.read<ImageSelection>(work);
}

}  // namespace likeness::repositories
