#include "adapters/repositories/lora_rows.hpp"

#include "adapters/repositories/columns.hpp"

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

constexpr sql::Statement kNextNumber{
    "UPDATE sequences SET value = value + 1 WHERE name = 'lora' RETURNING value"};
constexpr sql::Statement kAdd{
    "INSERT INTO lora_trainings (id, number, wallet_address, person_id, name, trigger_word, "
    "status, source, visibility, "
    "default_scale, example_prompts, weights_path, weights_bytes, weights_sha256, base_model, "
    "key_family, rank, alpha, "
    "parameter_count, details, warnings, image_count, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "
    "$20, $21, 0, $22)"};

}  // namespace

asio::awaitable<std::int64_t> insert_lora(sql::Session& session, const Lora& lora) {
    const Rows next = co_await session.query(kNextNumber);
    next->next();
    const std::int64_t number = next->integer(0);
    co_await session.run(
        kAdd,
        lora.id.text(),
        number,
        lora.wallet.text(),
        lora.person,
        lora.name,
        lora.trigger_word,
        to_text(lora.status),
        to_text(lora.source),
        to_text(lora.visibility),
        lora.default_scale,
        to_column(lora.example_prompts),
        lora.file.path.text(),
        lora.file.byte_count,
        lora.file.sha256,
        lora.file.base_model,
        lora.file.key_family,
        lora.file.rank,
        lora.file.alpha,
        lora.file.parameter_count,
        lora.file.details,
        to_column(lora.file.warnings),
        to_iso(lora.created_at)
    );
    co_return number;
}

}  // namespace likeness::repositories
