#include "app/metrics.hpp"

#include "app/version.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace likeness::app {

namespace {

/// One family: help, type, samples.
class Family {
public:
    Family(std::string& text, std::string_view name, std::string_view type, std::string_view help)
        : text_(text),
          name_(name) {
        fmt::format_to(
            std::back_inserter(text_), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type
        );
    }

    template <class Number>
    Family& sample(std::string_view labels, Number value) {
        const char* open = labels.empty() ? "" : "{";
        const char* close = labels.empty() ? "" : "}";
        fmt::format_to(
            std::back_inserter(text_), "{}{}{}{} {}\n", name_, open, labels, close, value
        );
        return *this;
    }

private:
    std::string& text_;
    std::string_view name_;
};

void append_histogram(
    std::string& text,
    std::string_view name,
    std::string_view help,
    const DurationHistogram& durations
) {
    const Family family(text, name, "histogram", help);
    for (std::size_t i = 0; i <= DurationHistogram::kBounds.size(); ++i) {
        const bool is_last = i == DurationHistogram::kBounds.size();
        const std::string bound = is_last ? "+Inf" : fmt::to_string(DurationHistogram::kBounds[i]);
        fmt::format_to(
            std::back_inserter(text),
            "{}_bucket{{le=\"{}\"}} {}\n",
            name,
            bound,
            durations.at_most(i)
        );
    }
    fmt::format_to(
        std::back_inserter(text),
        "{0}_sum {1}\n{0}_count {2}\n",
        name,
        durations.total_seconds(),
        durations.count()
    );
}

std::uint64_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t total = 0;
    std::uint64_t resident = 0;
    file >> total >> resident;
    return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

void RequestCounts::add(const net::RequestSummary& summary) {
    const auto status_class = static_cast<std::size_t>(std::clamp(summary.status / 100, 0, 5));
    ++by_status_class_.at(status_class);
    durations_.add(summary.duration);
    bytes_ += summary.bytes_sent;
}

void RequestCounts::append_to(std::string& text) const {
    Family requests(text, "likeness_http_requests_total", "counter", "Requests answered.");
    for (std::size_t first_digit = 2; first_digit < by_status_class_.size(); ++first_digit) {
        requests.sample(fmt::format("status=\"{}xx\"", first_digit), by_status_class_[first_digit]);
    }
    Family(text, "likeness_http_sent_bytes_total", "counter", "Bytes of answers.")
        .sample("", bytes_);
    append_histogram(
        text,
        "likeness_http_request_duration_seconds",
        "From the first byte in to the last byte out.",
        durations_
    );
}

std::string metrics_text(
    const RequestCounts& requests,
    const net::Server::Counts& server,
    const Studio& studio,
    Storage& storage
) {
    std::string text;
    Family(text, "likeness_info", "gauge", "The program.")
        .sample(fmt::format("version=\"{}\"", kVersion), 1);
    requests.append_to(text);
    Family(text, "likeness_http_connections", "gauge", "Open connections.")
        .sample("", server.open_connections);
    Family(text, "likeness_http_connections_total", "counter", "Connections accepted.")
        .sample("", server.accepted);
    Family(text, "likeness_http_requests_in_flight", "gauge", "Requests being answered.")
        .sample("", server.requests_in_flight);
    Family(text, "likeness_event_watchers", "gauge", "Open event streams and waiting calls.")
        .sample("", studio.events.watchers());
    const GenerationCounts& jobs = studio.runner.counts();
    Family(text, "likeness_images_total", "counter", "Images ended by this process.")
        .sample("outcome=\"completed\"", jobs.completed)
        .sample("outcome=\"failed\"", jobs.failed)
        .sample("outcome=\"blocked\"", jobs.blocked);
    Family(
        text,
        "likeness_orders_unaccounted_total",
        "counter",
        "Orders whose fate nobody knows: they may have been paid for and lost."
    )
        .sample("", jobs.unaccounted);
    append_histogram(
        text,
        "likeness_keep_duration_seconds",
        "From an engine's finished result to the image being visible.",
        jobs.keep_durations
    );
    Family(text, "likeness_jobs_waiting", "gauge", "Images that no engine has begun.")
        .sample("", studio.runner.waiting());
    Family(text, "likeness_jobs_running", "gauge", "Images in the hands of an engine.")
        .sample("", studio.runner.running());
    const DatabaseCounts database = storage.database_counts();
    Family(text, "likeness_database_commits_total", "counter", "Commits.")
        .sample("", database.commits);
    Family(text, "likeness_database_writes_total", "counter", "Works that those commits carried.")
        .sample("", database.works);
    Family(
        text,
        "likeness_database_conflicts_total",
        "counter",
        "Works run again because another one disturbed them."
    )
        .sample("", database.conflicts);
    Family(text, "likeness_database_connections", "gauge", "PostgreSQL connections in use.")
        .sample("", database.connections_in_use);
    Family(text, "likeness_database_works_waiting", "gauge", "Works that wait for a connection.")
        .sample("", database.works_waiting);
    Family(text, "process_resident_memory_bytes", "gauge", "Resident memory.")
        .sample("", resident_bytes());
    return text;
}

}  // namespace likeness::app
