#include "adapters/repositories/training_rows.hpp"

#include "adapters/repositories/batch_rows.hpp"
#include "adapters/repositories/columns.hpp"

#include <utility>

namespace likeness::repositories {

namespace {

using Rows = std::unique_ptr<sql::Rows>;

constexpr sql::Statement kImages{
    "SELECT t.uploaded_image_id, t.caption, t.crop_left, t.crop_top, t.crop_side, u.path, "
    "u.image_width, u.image_height, u.thumbhash FROM training_images t "
    "LEFT JOIN uploaded_images u ON u.id = t.uploaded_image_id "
    "WHERE t.lora_training_id = $1 ORDER BY t.image_index"};
constexpr sql::Statement kInsert{
    "INSERT INTO training_jobs (lora_training_id, wallet_address, trainer, steps, is_style, "
    "create_masks, price_microdollars, state, lease_until, steps_done, event_count, started_event, "
    "finished_event, idempotency_key, request_hash, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', 0, 1, 0, 0, $9, $10, $11)"};
constexpr sql::Statement kInsertImage{
    "INSERT INTO training_images (lora_training_id, image_index, uploaded_image_id, caption, "
    "crop_left, crop_top, crop_side) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
// A write of what is there already, so that on every database the row stays as it is until the
// transaction ends.
constexpr sql::Statement kStateOf{
    "UPDATE training_jobs SET state = state WHERE lora_training_id = $1 RETURNING state"};
constexpr sql::Statement kShowState{"UPDATE lora_trainings SET status = $2 WHERE id = $1"};
constexpr sql::Statement kEnd{
    "UPDATE training_jobs SET state = $2, failure_code = $3, failure_message = $4, finished_at = "
    "$5, lease_owner = NULL, lease_until = '', queue_position = NULL, event_count = event_count + "
    "1, finished_event = event_count + 1 WHERE lora_training_id = $1"};

TrainingImage read_image(const sql::Rows& rows) {
    TrainingImage image{UploadId::trusted(rows.text(0)), std::string(rows.text(1))};
    if (!rows.is_null(2)) {
        image.crop = CropSquare{
            static_cast<int>(rows.integer(2)),
            static_cast<int>(rows.integer(3)),
            static_cast<int>(rows.integer(4))};
    }
    if (!rows.is_null(5)) {
        image.path = ObjectKey::trusted(std::string(rows.text(5)));
        image.size = {static_cast<int>(rows.integer(6)), static_cast<int>(rows.integer(7))};
        image.thumbhash = rows.text(8);
    }
    return image;
}

asio::awaitable<void> insert_image(
    sql::Session& session,
    const LoraId& id,
    std::size_t index,
    const TrainingImage& image
) {
    std::optional<int> left;
    std::optional<int> top;
    std::optional<int> side;
    if (image.crop) {
        left = image.crop->left;
        top = image.crop->top;
        side = image.crop->side;
    }
    co_await session.run(
        kInsertImage, id.text(), index, image.upload.text(), image.caption, left, top, side
    );
}

}  // namespace

Training read_training(const sql::Rows& rows) {
    Training training{
        .id = LoraId::trusted(rows.text(0)),
        .wallet = wallet_in(rows, 1),
        .person = optional_integer_in(rows, 2),
        .name = std::string(rows.text(3)),
        .trigger_word = std::string(rows.text(4)),
        .trainer = std::string(rows.text(5)),
        .steps = static_cast<int>(rows.integer(6)),
        .is_style = rows.integer(7) != 0,
        .create_masks = rows.integer(8) != 0,
        .price_microdollars = rows.integer(9),
        .state = training_state_from(rows.text(10)),
        .failure = failure_in(rows, 11, 12),
        .steps_done = static_cast<int>(rows.integer(14)),
        .started_event = rows.integer(15),
        .finished_event = rows.integer(16),
        .created_at = time_in(rows, 17),
        .started_at = optional_time_in(rows, 18),
        .finished_at = optional_time_in(rows, 19),
    };
    if (!rows.is_null(13)) {
        training.queue_position = static_cast<int>(rows.integer(13));
    }
    return training;
}

std::optional<std::string> request_id_in(const sql::Rows& rows) {
    return optional_text_in(rows, 20);
}

std::optional<Timestamp> submitted_at_in(const sql::Rows& rows) {
    return optional_time_in(rows, 21);
}

asio::awaitable<std::vector<TrainingImage>>
read_training_images(sql::Session& session, const LoraId& id) {
    const Rows rows = co_await session.query(kImages, id.text());
    std::vector<TrainingImage> images;
    while (rows->next()) {
        images.push_back(read_image(*rows));
    }
    co_return images;
}

asio::awaitable<void> insert_training(
    sql::Session& session,
    const Training& training,
    const std::optional<std::string>& idempotency_key,
    const std::string& request_hash
) {
    co_await session.run(
        kInsert,
        training.id.text(),
        training.wallet.text(),
        training.trainer,
        training.steps,
        training.is_style,
        training.create_masks,
        training.price_microdollars,
        to_text(training.state),
        idempotency_key,
        request_hash,
        to_iso(training.created_at)
    );
    for (std::size_t i = 0; i < training.images.size(); ++i) {
        co_await insert_image(session, training.id, i, training.images[i]);
    }
}

asio::awaitable<std::optional<TrainingState>>
state_before(sql::Session& session, const LoraId& id, TrainingState to) {
    const Rows rows = co_await session.query(kStateOf, id.text());
    if (!rows->next()) {
        co_return std::nullopt;
    }
    const TrainingState state = training_state_from(rows->text(0));
    co_return may_advance(state, to) ? std::optional(state) : std::nullopt;
}

asio::awaitable<void> show_state(sql::Session& session, const LoraId& id, TrainingState state) {
    co_await session.run(kShowState, id.text(), to_text(lora_status_of(state)));
}

asio::awaitable<void> end_training(
    sql::Session& session,
    const LoraId& id,
    TrainingState state,
    const std::optional<GenerationFailure>& failure,
    Timestamp now
) {
    std::optional<int> code;
    std::optional<std::string> message;
    if (failure) {
        code = static_cast<int>(failure->code);
        message = failure->message;
    }
    co_await session.run(kEnd, id.text(), to_text(state), code, message, to_iso(now));
    co_await show_state(session, id, state);
}

}  // namespace likeness::repositories
