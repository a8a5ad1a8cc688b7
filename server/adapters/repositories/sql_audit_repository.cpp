#include "adapters/repositories/sql_audit_repository.hpp"

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

constexpr sql::Statement kImages{
    "SELECT id, path, byte_count, sha256 FROM generated_images WHERE id > $1 ORDER BY id LIMIT $2"};
constexpr sql::Statement kLoras{
    "SELECT l.id, l.weights_path, l.weights_bytes, l.image_count, "
    "(SELECT count(*) FROM generated_images i WHERE i.lora_training_id = l.id AND "
    "i.trashed_at IS NULL) "
    "FROM lora_trainings l WHERE l.id > $1 AND (l.status = 'completed' OR l.source = 'gallery') "
    "ORDER "
    "BY l.id LIMIT $2"};
constexpr sql::Statement kBatches{
    "SELECT b.id, b.state, b.quota, (SELECT count(*) FROM generated_images i WHERE i.batch_id = "
    "b.id) + (SELECT count(*) FROM removed_images r WHERE r.batch_id = b.id) "
    "FROM generation_batches b WHERE b.id > $1 ORDER BY b.id LIMIT $2"};
constexpr sql::Statement kJobStates{
    "SELECT state FROM generation_jobs WHERE batch_id = $1 ORDER BY image_index"};
constexpr sql::Statement kKnownImage{
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM generated_images WHERE id = $1) "
    "OR EXISTS (SELECT 1 FROM removed_images WHERE id = $1 AND has_objects = 1) "
    "OR EXISTS (SELECT 1 FROM generation_jobs WHERE state IN ('queued', 'submitting', 'running') "
    "AND image_id = $1)"};
constexpr sql::Statement kOrdered{"SELECT 1 FROM generation_jobs WHERE image_id = $1 LIMIT 1"};
constexpr sql::Statement kKnownLora{"SELECT 1 FROM lora_trainings WHERE id = $1"};
constexpr sql::Statement kKnownUpload{
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM uploaded_images WHERE id = $1) "
    "OR EXISTS (SELECT 1 FROM training_jobs WHERE state IN ('queued', 'preparing', 'submitting', "
    "'running') AND lora_training_id = $1)"};
constexpr sql::Statement kAccounting{"SELECT state, count(*) FROM generation_jobs GROUP BY state"};

void add(Accounting& accounting, JobState state, std::int64_t count) {
    accounting.submitted += count;
    if (!is_final(state)) {
        accounting.running += count;
    } else if (state == JobState::completed) {
        accounting.kept += count;
    } else if (state == JobState::cancelled) {
        accounting.cancelled += count;
    } else {
        accounting.refunded += count;
    }
}

}  // namespace

Task<std::vector<AuditImage>> SqlAuditRepository::images(std::string after, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<AuditImage>>> {
        const Rows rows = co_await session.query(kImages, after, limit);
        std::vector<AuditImage> images;
        while (rows->next()) {
            images.push_back(
                {ImageId::trusted(rows->text(0)),
                 ObjectKey::trusted(std::string(rows->text(1))),
                 rows->integer(2),
                 std::string(rows->text(3))}
            );
        }
        co_return images;
    };
    co_return co_await database_.read<std::vector<AuditImage>>(work);
}

Task<std::vector<AuditLora>> SqlAuditRepository::loras(std::string after, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<AuditLora>>> {
        const Rows rows = co_await session.query(kLoras, after, limit);
        std::vector<AuditLora> loras;
        while (rows->next()) {
            loras.push_back(
                {LoraId::trusted(rows->text(0)),
                 ObjectKey::trusted(std::string(rows->text(1))),
                 rows->integer(2),
                 rows->integer(3),
                 rows->integer(4)}
            );
        }
        co_return loras;
    };
    co_return co_await database_.read<std::vector<AuditLora>>(work);
}

Task<std::vector<AuditBatch>> SqlAuditRepository::batches(std::string after, int limit) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<AuditBatch>>> {
        const Rows rows = co_await session.query(kBatches, after, limit);
        std::vector<AuditBatch> batches;
        while (rows->next()) {
            AuditBatch batch{
                BatchId::trusted(rows->text(0)),
                batch_state_from(rows->text(1)),
                quota_state_from(rows->text(2)),
                {},
                rows->integer(3)};
            const Rows jobs = co_await session.query(kJobStates, batch.id.text());
            while (jobs->next()) {
                batch.jobs.push_back(job_state_from(jobs->text(0)));
            }
            batches.push_back(std::move(batch));
        }
        co_return batches;
    };
    co_return co_await database_.read<std::vector<AuditBatch>>(work);
}

Task<bool> SqlAuditRepository::is_known_image(std::string image_id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<bool>> {
        const Rows rows = co_await session.query(kKnownImage, image_id);
        co_return rows->next();
    };
    co_return co_await database_.read<bool>(work);
}

Task<bool> SqlAuditRepository::was_ordered(std::string image_id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<bool>> {
        const Rows rows = co_await session.query(kOrdered, image_id);
        co_return rows->next();
    };
    co_return co_await database_.read<bool>(work);
}

Task<bool> SqlAuditRepository::is_known_lora(std::string lora_id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<bool>> {
        const Rows rows = co_await session.query(kKnownLora, lora_id);
        co_return rows->next();
    };
    co_return co_await database_.read<bool>(work);
}

Task<bool> SqlAuditRepository::is_known_upload(std::string id) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<bool>> {
        const Rows rows = co_await session.query(kKnownUpload, id);
        co_return rows->next();
    };
    co_return co_await database_.read<bool>(work);
}

Task<Accounting> SqlAuditRepository::accounting() {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<Accounting>> {
        const Rows rows = co_await session.query(kAccounting);
        Accounting accounting;
        while (rows->next()) {
            add(accounting, job_state_from(rows->text(0)), rows->integer(1));
        }
        co_return accounting;
    };
    co_return co_await database_.read<Accounting>(work);
}

}  // namespace likeness::repositories
