#pragma once

#include "core/image.hpp"
#include "sql/database.hpp"

/// The columns of generated_images in the order that read_image() expects.
#define LIKENESS_IMAGE_COLUMNS                                                                     \
    "SELECT id, lora_training_id, batch_id, wallet_address, person_id, image_index, prompt, "      \
    "seed, image_width, "                                                                          \
    "image_height, content_type, byte_count, sha256, crc32, thumbhash, path, created_at, engine, " \
    "price_microdollars, lora_scale FROM "                                                         \
    "generated_images "

namespace likeness::repositories {

GeneratedImage read_image(const sql::Rows& rows);

/// Inserts the image's row.
asio::awaitable<void> insert_image(sql::Session& session, const GeneratedImage& image);

}  // namespace likeness::repositories
