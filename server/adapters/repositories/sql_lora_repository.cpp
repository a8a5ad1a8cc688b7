#include "adapters/repositories/sql_lora_repository.hpp"

#include "adapters/repositories/columns.hpp"
#include "adapters/repositories/lora_rows.hpp"

#include <stdexcept>
#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

#define LIKENESS_LORA_COLUMNS                                                                      \
    "SELECT l.id, l.number, l.wallet_address, l.person_id, p.first_name, p.last_name, l.name, "    \
    "l.trigger_word, l.status, "                                                                   \
    "l.source, l.visibility, l.default_scale, l.example_prompts, l.weights_path, "                 \
    "l.weights_bytes, l.weights_sha256, "                                                          \
    "l.base_model, l.key_family, l.rank, l.alpha, l.parameter_count, l.details, l.warnings, "      \
    "l.cover_bucket, "                                                                             \
    "l.cover_path, l.cover_width, l.cover_height, l.cover_thumbhash, l.cover_alt, l.image_count, " \
    "l.created_at, "                                                                               \
    "l.removed_at, "                                                                               \
    "(SELECT 1 FROM generated_images i WHERE l.cover_bucket = 'generated' AND i.id = "             \
    "substr(l.cover_path, 9, 32) AND i.trashed_at IS NOT NULL) "                                   \
    "FROM lora_trainings l LEFT JOIN people p ON p.id = l.person_id "
#define LIKENESS_LORA_ORDER \
    " AND (l.created_at, l.id) < ($1, $2) ORDER BY l.created_at DESC, l.id DESC LIMIT $3"

constexpr sql::Statement kFindById{LIKENESS_LORA_COLUMNS "WHERE l.id = $1"};
constexpr sql::Statement kFindByNumber{LIKENESS_LORA_COLUMNS "WHERE l.number = $1"};
constexpr sql::Statement kFindByFile{
    LIKENESS_LORA_COLUMNS
    "WHERE l.weights_sha256 = $1 AND l.removed_at IS NULL AND (l.visibility = 'public' OR "
    "l.wallet_address = $2) ORDER BY l.created_at, l.id LIMIT 1"};
constexpr sql::Statement kListPublic{
    LIKENESS_LORA_COLUMNS
    "WHERE l.visibility = 'public' AND l.removed_at IS NULL" LIKENESS_LORA_ORDER};
constexpr sql::Statement kListSeen{LIKENESS_LORA_COLUMNS
                                   "WHERE (l.visibility = 'public' OR l.wallet_address = $4) AND "
                                   "l.removed_at IS NULL" LIKENESS_LORA_ORDER};
constexpr sql::Statement kListAll{LIKENESS_LORA_COLUMNS
                                  "WHERE l.removed_at IS NULL" LIKENESS_LORA_ORDER};
constexpr sql::Statement kListOwn{
    LIKENESS_LORA_COLUMNS
    "WHERE l.wallet_address = $4 AND l.removed_at IS NULL" LIKENESS_LORA_ORDER};
constexpr sql::Statement kListOfPerson{
    LIKENESS_LORA_COLUMNS
    "WHERE l.person_id = $5 AND (l.visibility = $6 OR l.wallet_address = $4) AND "
    "l.removed_at IS NULL" LIKENESS_LORA_ORDER};
#define LIKENESS_LORA_MODELS                                                                       \
    "SELECT l.number, l.id, l.person_id, p.first_name, p.last_name, l.trigger_word, l.name FROM "  \
    "lora_trainings l LEFT JOIN people p ON p.id = l.person_id WHERE (l.visibility = 'public' OR " \
    "l.wallet_address = $1) AND l.status = 'completed' AND l.removed_at IS NULL "
#define LIKENESS_LORA_NEWEST "ORDER BY l.created_at DESC, l.id DESC LIMIT 5000"
constexpr sql::Statement kModels{LIKENESS_LORA_MODELS LIKENESS_LORA_NEWEST};
constexpr sql::Statement kModelsOfPerson{LIKENESS_LORA_MODELS
                                         "AND l.person_id = $2 " LIKENESS_LORA_NEWEST};
constexpr sql::Statement kUpdate{
    "UPDATE lora_trainings SET name = coalesce($2, name), trigger_word = coalesce($3, "
    "trigger_word), "
    "default_scale = coalesce($4, default_scale), visibility = coalesce($5, visibility) WHERE id = "
    "$1 AND removed_at IS NULL"};
constexpr sql::Statement kSetPerson{"UPDATE lora_trainings SET person_id = $2 WHERE id = $1"};
constexpr sql::Statement kSetCover{
    "UPDATE lora_trainings SET cover_bucket = $2, cover_path = $3, cover_width = $4, cover_height "
    "= $5, cover_thumbhash = $6, "
    "cover_alt = $7 WHERE id = $1"};
constexpr sql::Statement kTakeCover{
    "UPDATE lora_trainings SET cover_bucket = NULL, cover_path = NULL, cover_width = NULL, "
    "cover_height = NULL, cover_thumbhash = NULL, cover_alt = NULL WHERE id = $1"};
constexpr sql::Statement kHasOpenBatch{
    "SELECT 1 FROM generation_batches b WHERE b.state IN ('queued', 'running') AND "
    "(b.lora_training_id = $1 OR EXISTS (SELECT 1 FROM generation_batch_loras f "
    "WHERE f.batch_id = b.id AND f.lora_training_id = $1)) LIMIT 1"};
constexpr sql::Statement kIsInTraining{
    "SELECT 1 FROM training_jobs WHERE lora_training_id = $1 AND state IN ('queued', 'preparing', "
    "'submitting', 'running')"};
constexpr sql::Statement kRemove{
    "UPDATE lora_trainings SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL"};

#undef LIKENESS_LORA_COLUMNS
#undef LIKENESS_LORA_ORDER
#undef LIKENESS_LORA_MODELS
#undef LIKENESS_LORA_NEWEST

std::string_view to_column(Bucket bucket) {
    switch (bucket) {
        case Bucket::loras:
            return "loras";
        case Bucket::generated:
            return "generated";
        case Bucket::uploads:
            return "uploads";
    }
    return {};
}

Bucket bucket_in(const sql::Rows& rows, int column) {
    for (const Bucket bucket : {Bucket::loras, Bucket::generated, Bucket::uploads}) {
        if (to_column(bucket) == rows.text(column)) {
            return bucket;
        }
    }
    throw std::invalid_argument(
        "the database holds an unknown bucket: " + std::string(rows.text(column))
    );
}

std::string text(const sql::Rows& rows, int column) {
    return std::string(rows.text(column));
}

LoraFile read_file(const sql::Rows& rows) {
    LoraFile file{
        ObjectKey::trusted(text(rows, 13)),
        rows.integer(14),
        text(rows, 15),
        text(rows, 16),
        text(rows, 17),
        static_cast<int>(rows.integer(18)),
        std::nullopt,
        rows.integer(20),
        text(rows, 21),
        texts_in(rows, 22)};
    if (!rows.is_null(19)) {
        file.alpha = rows.real(19);
    }
    return file;
}

std::optional<LoraCover> read_cover(const sql::Rows& rows) {
    const bool is_in_trash = !rows.is_null(32);
    if (rows.is_null(23) || is_in_trash) {
        return std::nullopt;
    }
    const ImageSize size{static_cast<int>(rows.integer(25)), static_cast<int>(rows.integer(26))};
    return LoraCover{
        bucket_in(rows, 23),
        ObjectKey::trusted(text(rows, 24)),
        size,
        text(rows, 27),
        text(rows, 28)};
}

Lora read_lora(const sql::Rows& rows) {
    return Lora{
        .id = LoraId::trusted(rows.text(0)),
        .number = rows.integer(1),
        .wallet = wallet_in(rows, 2),
        .person = optional_integer_in(rows, 3),
        .first_name = text(rows, 4),
        .last_name = text(rows, 5),
        .name = text(rows, 6),
        .trigger_word = text(rows, 7),
        .status = lora_status_from(rows.text(8)),
        .source = lora_source_from(rows.text(9)),
        .visibility = visibility_from(rows.text(10)).value_or(Visibility::private_),
        .default_scale = rows.real(11),
        .example_prompts = texts_in(rows, 12),
        .file = read_file(rows),
        .cover = read_cover(rows),
        .image_count = rows.integer(29),
        .created_at = time_in(rows, 30),
        .removed = !rows.is_null(31),
    };
}

asio::awaitable<Result<Lora>> find_by_id(sql::Session& session, LoraId id) {
    const Rows rows = co_await session.query(kFindById, id.text());
    if (!rows->next()) {
        co_return Error::not_found("LoRA");
    }
    co_return read_lora(*rows);
}

asio::awaitable<void> set_cover(sql::Session& session, const LoraId& id, const LoraCover& cover) {
    co_await session.run(
        kSetCover,
        id.text(),
        to_column(cover.bucket),
        cover.path.text(),
        cover.size.width,
        cover.size.height,
        cover.thumbhash,
        cover.alt
    );
}

asio::awaitable<Rows> execute(sql::Session& session, const LoraQuery& query) {
    // Beyond the newest: later than any time we write.
    const std::string time = query.after ? to_iso(query.after->created_at) : "9999";
    const std::string id = query.after ? query.after->id : "";
    const int limit = query.limit + 1;
    const std::string viewer = query.viewer ? std::string(query.viewer->text()) : "";
    Rows rows;
    if (query.all) {
        rows = co_await session.query(kListAll, time, id, limit);
    } else if (query.person) {
        const std::string_view everyones = query.only_own ? "" : to_text(Visibility::public_);
        rows = co_await session.query(
            kListOfPerson, time, id, limit, viewer, *query.person, everyones
        );
    } else if (query.only_own) {
        rows = co_await session.query(kListOwn, time, id, limit, viewer);
    } else if (query.viewer) {
        rows = co_await session.query(kListSeen, time, id, limit, viewer);
    } else {
        rows = co_await session.query(kListPublic, time, id, limit);
    }
    co_return rows;
}

}  // namespace

Task<Lora> SqlLoraRepository::add(Lora lora) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Lora>> {
        lora.number = co_await insert_lora(session, lora);
        if (lora.cover) {
            co_await set_cover(session, lora.id, *lora.cover);
        }
        co_return co_await find_by_id(session, lora.id);
    };
    co_return co_await database_.write<Lora>(work);
}

Task<Lora> SqlLoraRepository::find(LoraRef ref) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Lora>> {
        if (const LoraId* id = std::get_if<LoraId>(&ref)) {
            co_return co_await find_by_id(session, *id);
        }
        const Rows rows = co_await session.query(kFindByNumber, std::get<std::int64_t>(ref));
        if (!rows->next()) {
            co_return Error::not_found("LoRA");
        }
        co_return read_lora(*rows);
    };
    co_return co_await database_.read<Lora>(work);
}

Task<std::optional<Lora>>
SqlLoraRepository::find_by_file(WalletAddress viewer, std::string sha256) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::optional<Lora>>> {
        const Rows rows = co_await session.query(kFindByFile, sha256, viewer.text());
        std::optional<Lora> found;
        if (rows->next()) {
            found = read_lora(*rows);
        }
        co_return found;
    };
    co_return co_await database_.read<std::optional<Lora>>(work);
}

Task<Page<Lora>> SqlLoraRepository::list(LoraQuery query) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Page<Lora>>> {
        const Rows rows = co_await execute(session, query);
        Page<Lora> page;
        while (rows->next()) {
            page.items.push_back(read_lora(*rows));
        }
        if (page.items.size() > static_cast<std::size_t>(query.limit)) {
            page.items.pop_back();
            page.next = Cursor{page.items.back().created_at, page.items.back().id.text()};
        }
        co_return page;
    };
    co_return co_await database_.read<Page<Lora>>(work);
}

Task<std::vector<LoraModel>>
SqlLoraRepository::models(std::optional<WalletAddress> viewer, std::optional<PersonId> person) {
    const std::string wallet = viewer ? std::string(viewer->text()) : "";
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<LoraModel>>> {
        Rows rows;
        if (person) {
            rows = co_await session.query(kModelsOfPerson, wallet, *person);
        } else {
            rows = co_await session.query(kModels, wallet);
        }
        std::vector<LoraModel> models;
        models.reserve(32);
        while (rows->next()) {
            models.push_back(
                {rows->integer(0),
                 LoraId::trusted(rows->text(1)),
                 optional_integer_in(*rows, 2),
                 text(*rows, 3),
                 text(*rows, 4),
                 text(*rows, 5),
                 text(*rows, 6)}
            );
        }
        co_return models;
    };
    co_return co_await database_.read<std::vector<LoraModel>>(work);
}

Task<Lora> SqlLoraRepository::update(LoraId id, LoraChanges changes) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Lora>> {
        std::optional<std::string_view> visibility;
        if (changes.visibility) {
            visibility = to_text(*changes.visibility);
        }
        const std::int64_t changed = co_await session.run(
            kUpdate,
            id.text(),
            changes.name,
            changes.trigger_word,
            changes.default_scale,
            visibility
        );
        if (changed == 0) {
            co_return Error::not_found("LoRA");
        }
        if (changes.person) {
            co_await session.run(kSetPerson, id.text(), *changes.person);
        }
        if (changes.cover) {
            if (*changes.cover) {
                co_await set_cover(session, id, **changes.cover);
            } else {
                co_await session.run(kTakeCover, id.text());
            }
        }
        co_return co_await find_by_id(session, id);
    };
    co_return co_await database_.write<Lora>(work);
}

Task<void> SqlLoraRepository::remove(LoraId id, Timestamp now) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        const Rows open = co_await session.query(kHasOpenBatch, id.text());
        if (open->next()) {
            co_return Error{
                ErrorCode::conflict,
                "Images are being made with this LoRA. Wait for them or cancel them first."};
        }
        const Rows training = co_await session.query(kIsInTraining, id.text());
        if (training->next()) {
            co_return Error{
                ErrorCode::conflict,
                "This LoRA is being trained. Wait for it or cancel the training first."};
        }
        const std::int64_t changed = co_await session.run(kRemove, id.text(), to_iso(now));
        if (changed == 0) {
            co_return Error::not_found("LoRA");
        }
        co_return Result<void>{};
    };
    co_return co_await database_.write<void>(work);
}

}  // namespace likeness::repositories
