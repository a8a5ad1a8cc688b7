#pragma once

#include <span>
#include <string>
#include <string_view>

namespace likeness {

/// The life of one image to be made. States only move forward; docs/generation.md has the picture.
enum class JobState {
    queued,      // accepted and durable, no engine knows of it
    submitting,  // leased by a runner that is handing it to the engine: whether the engine has it
                 // is unknown
    running,     // the engine has it, its request id is stored
    completed,   // the image's bytes, hash and thumbnails are in our own store
    failed,
    blocked,  // refused by the engine for what the prompt asks
    cancelled
};

/// The life of a batch follows from the lives of its jobs.
enum class BatchState {
    queued,
    running,
    completed,
    failed,
    cancelled
};

/// What became of the quota unit that a batch reserved.
enum class QuotaState {
    exempt,    // the admin's batches take none
    reserved,  // the batch is open
    consumed,  // at least one image was kept
    returned   // none was
};

std::string_view to_text(JobState state);
std::string_view to_text(BatchState state);
std::string_view to_text(QuotaState state);
/// For text of our own database.
JobState job_state_from(std::string_view text);
BatchState batch_state_from(std::string_view text);
QuotaState quota_state_from(std::string_view text);

bool is_final(JobState state);
bool is_final(BatchState state);

/// The one place that says which arrows exist.
bool may_advance(JobState from, JobState to);

/// How a batch stands whose jobs stand like this. `jobs` holds at least one.
struct BatchStanding {
    BatchState state = BatchState::queued;
    QuotaState quota = QuotaState::reserved;
};

BatchStanding standing_of(std::span<const JobState> jobs);

/// The job's arrows as a Mermaid diagram; docs/generation.md shows it, and a test compares the two.
std::string job_state_diagram();

}  // namespace likeness
