#include "adapters/repositories/batch_rows.hpp"

#include "adapters/repositories/columns.hpp"
#include "adapters/repositories/image_rows.hpp"

#include <stdexcept>
#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

constexpr sql::Statement kBatch{
    "SELECT id, wallet_address, lora_training_id, person_id, prompt, final_prompt, image_width, "
    "image_height, "
    "num_inference_steps, guidance_scale, lora_scale, output_format, enable_safety_checker, seed, "
    "engine, state, quota, "
    "failure_code, failure_message, created_at, started_at, finished_at, started_event, "
    "finished_event "
    "FROM generation_batches WHERE id = $1"};
constexpr sql::Statement kJobs{
    "SELECT id, image_index, seed, state, failure_code, failure_message, event, lora_scale FROM "
    "generation_jobs "
    "WHERE batch_id = $1 ORDER BY image_index"};
constexpr sql::Statement kImages{LIKENESS_IMAGE_COLUMNS
                                 "WHERE batch_id = $1 AND trashed_at IS NULL ORDER BY image_index"};
constexpr sql::Statement kInsertBatch{
    "INSERT INTO generation_batches (id, wallet_address, lora_training_id, person_id, prompt, "
    "final_prompt, image_width, "
    "image_height, num_inference_steps, guidance_scale, lora_scale, output_format, "
    "enable_safety_checker, seed, engine, state, "
    "quota, idempotency_key, request_hash, event_count, started_event, finished_event, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "
    "1, 0, 0, $20)"};
constexpr sql::Statement kInsertJob{
    "INSERT INTO generation_jobs (id, batch_id, wallet_address, engine, image_id, image_index, "
    "seed, state, lease_until, event, lora_scale) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', 0, $9)"};
constexpr sql::Statement kFurtherLoras{
    "SELECT lora_training_id, scale FROM generation_batch_loras WHERE batch_id = $1 ORDER BY "
    "place"};
constexpr sql::Statement kInsertFurtherLora{
    "INSERT INTO generation_batch_loras (batch_id, place, lora_training_id, scale) "
    "VALUES ($1, $2, $3, $4)"};

GenerationBatch read_batch_row(const sql::Rows& rows) {
    const GenerationSettings settings{
        {static_cast<int>(rows.integer(6)), static_cast<int>(rows.integer(7))},
        static_cast<int>(rows.integer(8)),
        rows.real(9),
        rows.real(10),
        format_in(rows, 11),
        rows.integer(12) != 0};
    return GenerationBatch{
        .id = BatchId::trusted(rows.text(0)),
        .wallet = wallet_in(rows, 1),
        .lora = LoraId::trusted(rows.text(2)),
        .person = optional_integer_in(rows, 3),
        .prompt = std::string(rows.text(4)),
        .final_prompt = std::string(rows.text(5)),
        .settings = settings,
        .seed = seed_in(rows, 13),
        .engine = std::string(rows.text(14)),
        .state = batch_state_from(rows.text(15)),
        .quota = quota_state_from(rows.text(16)),
        .failure = failure_in(rows, 17, 18),
        .created_at = time_in(rows, 19),
        .started_at = optional_time_in(rows, 20),
        .finished_at = optional_time_in(rows, 21),
        .started_event = rows.integer(22),
        .finished_event = rows.integer(23),
        .jobs = {},
        .images = {},
    };
}

}  // namespace

std::string_view to_column(OutputFormat format) {
    switch (format) {
        case OutputFormat::jpeg:
            return "jpeg";
        case OutputFormat::png:
            return "png";
        case OutputFormat::webp:
            return "webp";
    }
    return {};
}

OutputFormat format_in(const sql::Rows& rows, int column) {
    for (const OutputFormat format : {OutputFormat::jpeg, OutputFormat::png, OutputFormat::webp}) {
        if (to_column(format) == rows.text(column)) {
            return format;
        }
    }
    throw std::invalid_argument(
        "the database holds an unknown format: " + std::string(rows.text(column))
    );
}

std::optional<GenerationFailure>
failure_in(const sql::Rows& rows, int code_column, int message_column) {
    if (rows.is_null(code_column)) {
        return std::nullopt;
    }
    return GenerationFailure{
        static_cast<ErrorCode>(rows.integer(code_column)), std::string(rows.text(message_column))};
}

asio::awaitable<Result<GenerationBatch>> read_batch(sql::Session& session, BatchId id) {
    const Rows found = co_await session.query(kBatch, id.text());
    if (!found->next()) {
        co_return Error::not_found("generation");
    }
    GenerationBatch batch = read_batch_row(*found);
    const Rows jobs = co_await session.query(kJobs, id.text());
    while (jobs->next()) {
        batch.jobs.push_back(
            {JobId::trusted(jobs->text(0)),
             static_cast<int>(jobs->integer(1)),
             seed_in(*jobs, 2),
             job_state_from(jobs->text(3)),
             failure_in(*jobs, 4, 5),
             jobs->integer(6),
             optional_real_in(*jobs, 7)}
        );
    }
    const Rows images = co_await session.query(kImages, id.text());
    while (images->next()) {
        batch.images.push_back(read_image(*images));
    }
    const Rows further = co_await session.query(kFurtherLoras, id.text());
    while (further->next()) {
        batch.further_loras.push_back({LoraId::trusted(further->text(0)), further->real(1)});
    }
    co_return batch;
}

asio::awaitable<void> insert_batch(
    sql::Session& session,
    const GenerationBatch& batch,
    const std::vector<ImageId>& images,
    const std::optional<std::string>& idempotency_key,
    const std::string& request_hash
) {
    const GenerationSettings& settings = batch.settings;
    co_await session.run(
        kInsertBatch,
        batch.id.text(),
        batch.wallet.text(),
        batch.lora.text(),
        batch.person,
        batch.prompt,
        batch.final_prompt,
        settings.size.width,
        settings.size.height,
        settings.num_inference_steps,
        settings.guidance_scale,
        settings.lora_scale,
        to_column(settings.output_format),
        settings.enable_safety_checker,
        repositories::to_column(batch.seed),
        batch.engine,
        to_text(batch.state),
        to_text(batch.quota),
        idempotency_key,
        request_hash,
        to_iso(batch.created_at)
    );
    for (const GenerationJob& job : batch.jobs) {
        co_await session.run(
            kInsertJob,
            job.id.text(),
            batch.id.text(),
            batch.wallet.text(),
            batch.engine,
            images.at(static_cast<std::size_t>(job.index)).text(),
            job.index,
            repositories::to_column(job.seed),
            to_text(job.state),
            job.lora_scale
        );
    }
    for (std::size_t place = 0; place < batch.further_loras.size(); ++place) {
        const FurtherLora& further = batch.further_loras[place];
        co_await session.run(
            kInsertFurtherLora,
            batch.id.text(),
            static_cast<int>(place),
            further.lora.text(),
            further.scale
        );
    }
}

}  // namespace likeness::repositories
