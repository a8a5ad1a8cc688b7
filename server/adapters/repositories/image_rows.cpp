#include "adapters/repositories/image_rows.hpp"

#include "adapters/repositories/columns.hpp"
#include "adapters/repositories/image_places.hpp"

namespace likeness::repositories {

namespace {

constexpr sql::Statement kInsert{
    "INSERT INTO generated_images (id, lora_training_id, wallet_address, prompt, image_url, "
    "image_width, image_height, seed, "
    "created_at, batch_id, image_index, person_id, content_type, byte_count, sha256, crc32, "
    "thumbhash, path, engine, price_microdollars, lora_scale) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "
    "$20, $21)"};
constexpr sql::Statement kMakeFound{"INSERT INTO image_search (rowid, prompt) VALUES ($1, $2)"};
constexpr sql::Statement kCountOne{
    "UPDATE lora_trainings SET image_count = image_count + 1 WHERE id = $1"};

}  // namespace

GeneratedImage read_image(const sql::Rows& rows) {
    return GeneratedImage{
        .id = ImageId::trusted(rows.text(0)),
        .lora = LoraId::trusted(rows.text(1)),
        .batch = BatchId::trusted(rows.text(2)),
        .wallet = wallet_in(rows, 3),
        .person = optional_integer_in(rows, 4),
        .index = static_cast<int>(rows.integer(5)),
        .prompt = std::string(rows.text(6)),
        .seed = seed_in(rows, 7),
        .size = {static_cast<int>(rows.integer(8)), static_cast<int>(rows.integer(9))},
        .content_type = std::string(rows.text(10)),
        .byte_count = rows.integer(11),
        .sha256 = std::string(rows.text(12)),
        .crc32 = static_cast<std::uint32_t>(rows.integer(13)),
        .thumbhash = std::string(rows.text(14)),
        .path = ObjectKey::trusted(std::string(rows.text(15))),
        .created_at = time_in(rows, 16),
        .engine = std::string(rows.text(17)),
        .price_microdollars = optional_integer_in(rows, 18),
        .marks =
            {rows.integer(19) != 0,
             static_cast<int>(rows.integer(20)),
             texts_in(rows, 21),
             optional_time_in(rows, 22)},
        .lora_scale = rows.real(23),
    };
}

asio::awaitable<void> insert_image(sql::Session& session, const GeneratedImage& image) {
    // Where the bytes are, in a form that outlives hosts and stores: logical bucket and key.
    const std::string url = "generated/" + image.path.text();
    co_await session.run(
        kInsert,
        image.id.text(),
        image.lora.text(),
        image.wallet.text(),
        image.prompt,
        url,
        image.size.width,
        image.size.height,
        to_column(image.seed),
        to_iso(image.created_at),
        image.batch.text(),
        image.index,
        image.person,
        image.content_type,
        image.byte_count,
        image.sha256,
        image.crc32,
        image.thumbhash,
        image.path.text(),
        image.engine,
        image.price_microdollars,
        image.lora_scale
    );
    co_await session.run(kCountOne, image.lora.text());
    const std::int64_t place = co_await give_place(session, image);
    if (session.dialect() == sql::Dialect::sqlite) {
        co_await session.run(kMakeFound, place, image.prompt);
    }
}

}  // namespace likeness::repositories
