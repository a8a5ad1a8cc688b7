#include "base/log.hpp"

#include "base/json_text.hpp"
#include "base/time.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <iterator>
#include <memory>
#include <mutex>

namespace likeness::log {

namespace {

/// Lines on stderr, many with one system call: the library's own sink for it flushes every line.
class GatheringSink final : public spdlog::sinks::base_sink<std::mutex> {
    void sink_it_(const spdlog::details::log_msg& message) override {
        std::fwrite(message.payload.data(), 1, message.payload.size(), stderr);
        std::fputc('\n', stderr);
    }

    void flush_() override { std::fflush(stderr); }
};

struct State {
    std::shared_ptr<spdlog::logger> logger =
        std::make_shared<spdlog::logger>("", std::make_shared<GatheringSink>());
    std::atomic<Format> format = Format::text;

    State() { logger->flush_on(spdlog::level::warn); }
};

State& state() {
    static State instance;
    return instance;
}

spdlog::level::level_enum to_spdlog(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warning:
            return "warning";
        case Level::error:
            return "error";
    }
    return "info";
}

std::string now_text() {
    return to_iso(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
}

/// A value for the text form: bare when it is one plain word, else quoted like JSON, so that a line
/// stays a line whatever a client sent.
void append_text_value(std::string& line, std::string_view value) {
    const bool plain =
        !value.empty() && value.find_first_of(" \"=\\") == std::string_view::npos &&
        std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (plain) {
        line += value;
    } else {
        append_json_string(line, value);
    }
}

struct ValueWriter {
    std::string& line;
    Format format;

    void operator()(std::string_view value) const {
        if (format == Format::json) {
            append_json_string(line, value);
        } else {
            append_text_value(line, value);
        }
    }

    void operator()(std::int64_t value) const {
        fmt::format_to(std::back_inserter(line), "{}", value);
    }

    void operator()(double value) const {
        fmt::format_to(std::back_inserter(line), "{:.6g}", value);
    }

    void operator()(bool value) const { line += value ? "true" : "false"; }
};

std::string json_line(Level level, std::string_view message, std::initializer_list<Field> fields) {
    std::string line =
        fmt::format(R"({{"time":"{}","level":"{}","message":)", now_text(), name_of(level));
    append_json_string(line, message);
    for (const Field& field : fields) {
        line += ',';
        append_json_string(line, field.key);
        line += ':';
        std::visit(ValueWriter{line, Format::json}, field.value);
    }
    line += '}';
    return line;
}

std::string text_line(Level level, std::string_view message, std::initializer_list<Field> fields) {
    std::string line = fmt::format("{} {:<7} {}", now_text(), name_of(level), message);
    for (const Field& field : fields) {
        line += ' ';
        line += field.key;
        line += '=';
        std::visit(ValueWriter{line, Format::text}, field.value);
    }
    return line;
}

}  // namespace

void configure(Level level, Format format) {
    static std::array<char, std::size_t{64} * 1024> buffer;
    std::setvbuf(stderr, buffer.data(), _IOFBF, buffer.size());  // one system call for many lines
    state().format = format;
    state().logger->set_level(to_spdlog(level));
}

void flush() {
    state().logger->flush();
}

void write(Level level, std::string_view message, std::initializer_list<Field> fields) {
    spdlog::logger& logger = *state().logger;
    if (!logger.should_log(to_spdlog(level))) {
        return;
    }
    const bool json = state().format == Format::json;
    logger.log(
        to_spdlog(level),
        json ? json_line(level, message, fields) : text_line(level, message, fields)
    );
}

}  // namespace likeness::log
