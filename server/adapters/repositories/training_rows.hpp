#pragma once

#include "core/training.hpp"
#include "sql/database.hpp"

#include <optional>
#include <string>
#include <vector>

namespace likeness::repositories {

/// The columns of a training `j` and its LoRA `l`, for read_training().
#define LIKENESS_TRAINING_COLUMNS                                                                \
    "SELECT j.lora_training_id, j.wallet_address, l.person_id, l.name, l.trigger_word, "         \
    "j.trainer, j.steps, j.is_style, j.create_masks, j.price_microdollars, j.state, "            \
    "j.failure_code, j.failure_message, j.queue_position, j.steps_done, j.started_event, "       \
    "j.finished_event, j.created_at, j.started_at, j.finished_at, j.request_id, j.submitted_at " \
    "FROM training_jobs j JOIN lora_trainings l ON l.id = j.lora_training_id "

/// The training without its images.
Training read_training(const sql::Rows& rows);
std::optional<std::string> request_id_in(const sql::Rows& rows);
std::optional<Timestamp> submitted_at_in(const sql::Rows& rows);

asio::awaitable<std::vector<TrainingImage>>
read_training_images(sql::Session& session, const LoraId& id);

/// Inserts the training, whose LoRA is there, and its images.
asio::awaitable<void> insert_training(
    sql::Session& session,
    const Training& training,
    const std::optional<std::string>& idempotency_key,
    const std::string& request_hash
);

/// How the training stands, if it may go on to `to`; nothing when it has ended, is in another state
/// or is not there.
asio::awaitable<std::optional<TrainingState>>
state_before(sql::Session& session, const LoraId& id, TrainingState to);

/// The LoRA shows the state of its training.
asio::awaitable<void> show_state(sql::Session& session, const LoraId& id, TrainingState state);

/// Ends the training; the number of the event is the next one.
asio::awaitable<void> end_training(
    sql::Session& session,
    const LoraId& id,
    TrainingState state,
    const std::optional<GenerationFailure>& failure,
    Timestamp now
);

}  // namespace likeness::repositories
