#include "adapters/fal/status_events.hpp"

#include "http_client/json_reading.hpp"

#include <boost/json/array.hpp>

namespace likeness::fal {

namespace {

constexpr std::size_t kMaxLine = 1 << 20;

FalStatus::State state_of(std::string_view word, int http_status) {
    if (word == "COMPLETED" || (word.empty() && http_status == 200)) {
        return FalStatus::State::completed;
    }
    return word == "IN_QUEUE" ? FalStatus::State::in_queue : FalStatus::State::in_progress;
}

}  // namespace

std::optional<FalStatus> read_status(std::string_view json, int http_status) {
    const std::optional<boost::json::object> object = http_client::read_object(json);
    if (!object) {
        return std::nullopt;
    }
    FalStatus status;
    status.state = state_of(http_client::text_at(*object, "status"), http_status);
    const boost::json::value* position = object->if_contains("queue_position");
    if (position != nullptr && position->is_int64() && position->as_int64() >= 0 &&
        position->as_int64() < 1'000'000) {
        status.queue_position = static_cast<int>(position->as_int64());
    }
    if (const boost::json::array* logs = http_client::array_at(*object, "logs")) {
        for (const boost::json::value& entry : *logs) {
            if (entry.is_object()) {
                status.logs.emplace_back(http_client::text_at(entry.as_object(), "message"));
            }
        }
    }
    return status;
}

bool EventReader::take(std::string_view piece, const Listener& on_data) {
    while (!piece.empty()) {
        const std::size_t end = piece.find('\n');
        line_.append(piece.substr(0, end));
        if (line_.size() + data_.size() > kMaxLine) {
            return false;
        }
        if (end == std::string_view::npos) {
            return true;
        }
        piece.remove_prefix(end + 1);
        if (line_.ends_with('\r')) {
            line_.pop_back();
        }
        take_line(line_, on_data);
        line_.clear();
    }
    return true;
}

void EventReader::take_line(std::string_view line, const Listener& on_data) {
    constexpr std::string_view kData = "data:";
    if (line.empty()) {
        if (!data_.empty()) {
            on_data(data_);
            data_.clear();
        }
    } else if (line.starts_with(kData)) {
        line.remove_prefix(kData.size());
        line.remove_prefix(line.starts_with(' ') ? 1 : 0);
        data_ += data_.empty() ? "" : "\n";
        data_ += line;
    }
}

}  // namespace likeness::fal
