#include "core/training_events.hpp"

namespace likeness {

std::vector<TrainingEvent> events_of(const Training& training, int ahead) {
    std::vector<TrainingEvent> events;
    TrainingEvent event;
    event.steps = training.steps;
    event.number = 1;
    event.position = ahead;
    events.push_back(event);
    event.position.reset();
    if (training.started_event > 0) {
        event.number = training.started_event;
        event.state = TrainingState::running;
        events.push_back(event);
    }
    if (training.finished_event > 0) {
        event.number = training.finished_event;
        event.state = training.state;
        event.steps_done = training.steps_done;
        event.failure = training.failure;
        events.push_back(event);
    }
    return events;
}

TrainingEvent progress_of(const Training& training, int ahead) {
    TrainingEvent event;
    event.state = training.state;
    event.is_progress = true;
    event.position = training.queue_position;
    if (training.state == TrainingState::queued) {
        event.position = ahead;
    }
    event.steps_done = training.steps_done;
    event.steps = training.steps;
    return event;
}

}  // namespace likeness
