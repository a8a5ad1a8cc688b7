#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::fal {

/// Where a request stands. fal.ai knows three words; any other counts as running.
struct FalStatus {
    enum class State {
        in_queue,
        in_progress,
        completed  // it has ended, well or not: the result tells
    };

    State state = State::in_queue;
    std::optional<int> queue_position = {};  // requests ahead
    std::vector<std::string> logs = {};      // lines of the model, hostile text
};

using StatusListener = std::function<void(const FalStatus&)>;

/// Nothing unless it is a status object. `http_status` decides when the word does not.
std::optional<FalStatus> read_status(std::string_view json, int http_status);

/// Server-sent events in pieces: calls back with the data of each event (WHATWG HTML, 9.2.6).
class EventReader {
public:
    using Listener = std::function<void(std::string_view)>;

    /// False when a line is longer than any of fal's can be.
    bool take(std::string_view piece, const Listener& on_data);

private:
    void take_line(std::string_view line, const Listener& on_data);

    std::string line_;
    std::string data_;
};

}  // namespace likeness::fal
