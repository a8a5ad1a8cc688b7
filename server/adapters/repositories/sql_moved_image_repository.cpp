#include "adapters/repositories/sql_moved_image_repository.hpp"

#include "adapters/repositories/batch_rows.hpp"
#include "adapters/repositories/columns.hpp"
#include "adapters/repositories/image_rows.hpp"
#include "adapters/repositories/lora_rows.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <utility>

namespace likeness::repositories {

namespace {

namespace json = boost::json;
using Rows = std::unique_ptr<sql::Rows>;

constexpr sql::Statement kProgramOf{
    "SELECT image_id, program FROM image_recipes WHERE wallet_address = $1 AND source_sha256 = $2"};
constexpr sql::Statement kImage{LIKENESS_IMAGE_COLUMNS "WHERE i.id = $1"};
constexpr sql::Statement kLoraByFile{
    "SELECT id, person_id FROM lora_trainings WHERE weights_sha256 = $2 AND wallet_address = $1 "
    "AND removed_at IS NULL ORDER BY created_at, id LIMIT 1"};
/// One that images can be made with before one that is a name alone.
constexpr sql::Statement kLoraByName{
    "SELECT id, person_id FROM lora_trainings WHERE wallet_address = $1 AND lower(name) = "
    "lower($2) AND removed_at IS NULL AND (source = 'gallery' OR (status = 'completed' AND $3 = "
    "1)) ORDER BY CASE WHEN source = 'gallery' THEN 1 ELSE 0 END, created_at, id LIMIT 1"};
/// As a batch that was queued and has ended: its two events.
constexpr sql::Statement kEndBatch{
    "UPDATE generation_batches SET event_count = 2, finished_event = 2, finished_at = $2 WHERE id "
    "= $1"};
constexpr sql::Statement kAddRecipe{
    "INSERT INTO image_recipes (image_id, wallet_address, source_sha256, source_path, program, "
    "negative_prompt, sampler, model, loras, recipe_text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
    "$9, $10) ON CONFLICT (wallet_address, source_sha256) DO NOTHING"};
constexpr sql::Statement kOrigin{
    "SELECT source_path, program, negative_prompt, sampler, model, loras, recipe_text FROM "
    "image_recipes WHERE image_id = $1"};

std::string_view to_column(const std::optional<recipes::Program>& program) {
    return program ? recipes::to_text(*program) : std::string_view();
}

std::optional<recipes::Program> program_in(const sql::Rows& rows, int column) {
    using enum recipes::Program;
    for (const auto program : {a1111, comfyui, invokeai, fooocus, swarmui, sdcpp, likeness}) {
        if (recipes::to_text(program) == rows.text(column)) {
            return program;
        }
    }
    return std::nullopt;
}

std::string to_column(const std::vector<OriginLora>& loras) {
    json::array list;
    for (const OriginLora& lora : loras) {
        list.push_back(json::array{lora.name, lora.scale});
    }
    return json::serialize(list);
}

std::vector<OriginLora> loras_in(const sql::Rows& rows, int column) {
    boost::system::error_code failed;
    const json::value list = json::parse(rows.text(column), failed);
    std::vector<OriginLora> loras;
    if (failed || !list.is_array()) {
        return loras;
    }
    for (const json::value& each : list.get_array()) {
        const json::array* pair = each.if_array();
        if (pair != nullptr && pair->size() == 2 && (*pair)[0].is_string() &&
            (*pair)[1].is_number()) {
            loras.push_back({std::string((*pair)[0].get_string()), (*pair)[1].to_number<double>()});
        }
    }
    return loras;
}

asio::awaitable<std::optional<MovedImage>>
find_source(sql::Session& session, const WalletAddress& wallet, const std::string& sha256) {
    std::string id;
    std::optional<recipes::Program> program;
    {
        const Rows known = co_await session.query(kProgramOf, wallet.text(), sha256);
        if (!known->next()) {
            co_return std::nullopt;
        }
        id = known->text(0);
        program = program_in(*known, 1);
    }
    const Rows rows = co_await session.query(kImage, id);
    rows->next();
    co_return MovedImage{read_image(*rows), program, true};
}

/// Puts the image under the LoRA that the owner has, or under the new one.
asio::awaitable<void> place_under_lora(sql::Session& session, NewMovedImage& moved) {
    Rows found;
    bool is_found = false;
    if (!moved.lora_sha256.empty()) {
        found = co_await session.query(kLoraByFile, moved.image.wallet.text(), moved.lora_sha256);
        is_found = found->next();
    }
    if (!is_found) {
        found = co_await session.query(
            kLoraByName, moved.image.wallet.text(), moved.lora.name, moved.has_lora ? 1 : 0
        );
        is_found = found->next();
    }
    if (!is_found) {
        co_await insert_lora(session, moved.lora);
        co_return;
    }
    moved.image.lora = LoraId::trusted(found->text(0));
    moved.image.person = optional_integer_in(*found, 1);
    moved.batch.lora = moved.image.lora;
    moved.batch.person = moved.image.person;
}

asio::awaitable<bool> insert_recipe(sql::Session& session, const NewMovedImage& moved) {
    const ImageOrigin& origin = moved.origin;
    const std::string loras = to_column(origin.loras);
    const std::int64_t added = co_await session.run(
        kAddRecipe,
        moved.image.id.text(),
        moved.image.wallet.text(),
        moved.image.sha256,
        origin.path,
        to_column(origin.program),
        origin.negative_prompt,
        origin.sampler,
        origin.model,
        loras,
        origin.text
    );
    co_return added == 1;
}

}  // namespace

Task<std::optional<MovedImage>>
SqlMovedImageRepository::find(WalletAddress wallet, std::string sha256) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::optional<MovedImage>>> {
        co_return co_await find_source(session, wallet, sha256);
    };
    co_return co_await database_.read<std::optional<MovedImage>>(work);
}

Task<MovedImage> SqlMovedImageRepository::add(NewMovedImage moved) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<MovedImage>> {
        std::optional<MovedImage> known =
            co_await find_source(session, moved.image.wallet, moved.image.sha256);
        if (known) {
            co_return *std::move(known);
        }
        NewMovedImage placed = moved;  // this may run again
        co_await place_under_lora(session, placed);
        const std::vector<ImageId> no_jobs;
        co_await insert_batch(session, placed.batch, no_jobs, std::nullopt, "");
        const std::string time = to_iso(placed.batch.created_at);
        co_await session.run(kEndBatch, placed.batch.id.text(), time);
        co_await insert_image(session, placed.image);
        const bool is_first = co_await insert_recipe(session, placed);
        if (!is_first) {
            throw sql::Failure(ErrorCode::unavailable, "the same file came in at the same moment");
        }
        co_return MovedImage{placed.image, placed.origin.program, false};
    };
    co_return co_await database_.write<MovedImage>(work);
}

Task<std::optional<ImageOrigin>> SqlMovedImageRepository::origin(ImageId id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::optional<ImageOrigin>>> {
        const Rows rows = co_await session.query(kOrigin, id.text());
        if (!rows->next()) {
            co_return std::nullopt;
        }
        ImageOrigin origin;
        origin.path = rows->text(0);
        origin.program = program_in(*rows, 1);
        origin.negative_prompt = rows->text(2);
        origin.sampler = rows->text(3);
        origin.model = rows->text(4);
        origin.loras = loras_in(*rows, 5);
        origin.text = rows->text(6);
        co_return origin;
    };
    co_return co_await database_.read<std::optional<ImageOrigin>>(work);
}

}  // namespace likeness::repositories
