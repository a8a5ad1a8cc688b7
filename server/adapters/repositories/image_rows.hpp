#pragma once

#include "core/image.hpp"
#include "sql/database.hpp"

/// The columns of `generated_images i` in the order that read_image() expects.
#define LIKENESS_IMAGE_FIELDS                                                                   \
    "i.id, i.lora_training_id, i.batch_id, i.wallet_address, i.person_id, i.image_index, "      \
    "i.prompt, i.seed, i.image_width, i.image_height, i.content_type, i.byte_count, i.sha256, " \
    "i.crc32, i.thumbhash, i.path, i.created_at, i.engine, i.price_microdollars, i.favorite, "  \
    "i.rating, i.tags, i.trashed_at, i.lora_scale"
#define LIKENESS_IMAGE_COLUMNS "SELECT " LIKENESS_IMAGE_FIELDS " FROM generated_images i "

namespace likeness::repositories {

GeneratedImage read_image(const sql::Rows& rows);

/// Inserts the image's row and makes its prompt one that is found.
asio::awaitable<void> insert_image(sql::Session& session, const GeneratedImage& image);

}  // namespace likeness::repositories
