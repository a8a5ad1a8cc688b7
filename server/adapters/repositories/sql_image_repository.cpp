#include "adapters/repositories/sql_image_repository.hpp"

#include "adapters/repositories/columns.hpp"
#include "adapters/repositories/id_lists.hpp"
#include "adapters/repositories/image_rows.hpp"
#include "adapters/repositories/image_searches.hpp"

#include <unordered_map>
#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

// Each gallery walks one index from new to old; what narrows it further is looked at row by row.
#define LIKENESS_IMAGE_ORDER                                                                \
    " AND trashed_at IS NULL AND (created_at, id) < ($1, $2) ORDER BY created_at DESC, id " \
    "DESC LIMIT $3 OFFSET $4"

constexpr sql::Statement kFind{LIKENESS_IMAGE_COLUMNS "WHERE id = $1"};
constexpr sql::Statement kFindOwn{LIKENESS_IMAGE_COLUMNS
                                  "WHERE i.wallet_address = $41 AND i.id IN " LIKENESS_ID_LIST};
constexpr sql::Statement kFindSome{LIKENESS_IMAGE_COLUMNS "WHERE i.id IN " LIKENESS_ID_LIST};
constexpr sql::Statement kOfLora{LIKENESS_IMAGE_COLUMNS
                                 "WHERE lora_training_id = $5" LIKENESS_IMAGE_ORDER};
constexpr sql::Statement kOfWallet{LIKENESS_IMAGE_COLUMNS
                                   "WHERE wallet_address = $5" LIKENESS_IMAGE_ORDER};
constexpr sql::Statement kOfWalletAndLora{
    LIKENESS_IMAGE_COLUMNS
    "WHERE lora_training_id = $5 AND wallet_address = $6" LIKENESS_IMAGE_ORDER};
constexpr sql::Statement kOfPerson{
    LIKENESS_IMAGE_COLUMNS
    "WHERE person_id = $5 AND wallet_address = coalesce($6, wallet_address) "
    "AND lora_training_id = coalesce($7, lora_training_id)" LIKENESS_IMAGE_ORDER};
constexpr sql::Statement kOfBatch{
    LIKENESS_IMAGE_COLUMNS
    "WHERE batch_id = $5 AND wallet_address = coalesce($6, wallet_address) "
    "AND lora_training_id = coalesce($7, lora_training_id) "
    "AND coalesce(person_id, 0) = coalesce($8, person_id, 0)" LIKENESS_IMAGE_ORDER};

#undef LIKENESS_IMAGE_ORDER

template <class AnyId>
std::optional<std::string_view> text_of(const std::optional<AnyId>& id) {
    return id ? std::optional(std::string_view(id->text())) : std::nullopt;
}

asio::awaitable<Rows> execute(sql::Session& session, const ImageQuery& query) {
    // Beyond the newest: later than any time we write.
    const std::string time = query.after ? to_iso(query.after->created_at) : "9999";
    const std::string id = query.after ? query.after->id : "";
    const int limit = query.limit + 1;
    Rows rows;
    if (query.batch) {
        rows = co_await session.query(
            kOfBatch,
            time,
            id,
            limit,
            query.skip,
            query.batch->text(),
            text_of(query.wallet),
            text_of(query.lora),
            query.person
        );
    } else if (query.person) {
        rows = co_await session.query(
            kOfPerson,
            time,
            id,
            limit,
            query.skip,
            *query.person,
            text_of(query.wallet),
            text_of(query.lora)
        );
    } else if (query.wallet && query.lora) {
        rows = co_await session.query(
            kOfWalletAndLora, time, id, limit, query.skip, query.lora->text(), query.wallet->text()
        );
    } else if (query.wallet) {
        rows = co_await session.query(kOfWallet, time, id, limit, query.skip, query.wallet->text());
    } else {
        rows =
            co_await session.query(kOfLora, time, id, limit, query.skip, query.lora.value().text());
    }
    co_return rows;
}

}  // namespace

Task<Page<GeneratedImage>> SqlImageRepository::list(ImageQuery query) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Page<GeneratedImage>>> {
        if (!query.search.is_plain()) {
            co_return co_await search_images(session, query);
        }
        const Rows rows = co_await execute(session, query);
        co_return read_page(*rows, query.limit);
    };
    co_return co_await database_.read<Page<GeneratedImage>>(work);
}

Task<ImageIndex> SqlImageRepository::index(ImageQuery query) {
    auto work = [&](sql::Session& session) { return index_images(session, query); };
    co_return co_await database_.read<ImageIndex>(work);
}

Task<std::vector<GeneratedImage>>
SqlImageRepository::find_own(WalletAddress wallet, std::vector<ImageId> ids) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<GeneratedImage>>> {
        std::unordered_map<std::string, GeneratedImage> found;
        for (const IdList& list : id_lists(ids)) {
            const Rows rows = co_await query_for(session, kFindOwn, list, wallet.text());
            while (rows->next()) {
                GeneratedImage image = read_image(*rows);
                std::string id = image.id.text();
                found.emplace(std::move(id), std::move(image));
            }
        }
        std::vector<GeneratedImage> images;
        for (const ImageId& id : ids) {
            const auto image = found.find(id.text());
            if (image != found.end()) {
                images.push_back(image->second);
            }
        }
        co_return images;
    };
    co_return co_await database_.read<std::vector<GeneratedImage>>(work);
}

Task<GeneratedImage> SqlImageRepository::find(ImageId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<GeneratedImage>> {
        const Rows rows = co_await session.query(kFind, id.text());
        if (!rows->next()) {
            co_return Error::not_found("image");
        }
        co_return read_image(*rows);
    };
    co_return co_await database_.read<GeneratedImage>(work);
}

Task<std::vector<GeneratedImage>> SqlImageRepository::find_some(std::vector<ImageId> ids) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<GeneratedImage>>> {
        std::vector<GeneratedImage> images;
        images.reserve(ids.size());
        for (const IdList& list : id_lists(ids)) {
            const Rows rows = co_await query_for(session, kFindSome, list);
            while (rows->next()) {
                images.push_back(read_image(*rows));
            }
        }
        co_return images;
    };
    co_return co_await database_.read<std::vector<GeneratedImage>>(work);
}

}  // namespace likeness::repositories
