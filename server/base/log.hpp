#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace likeness::log {

enum class Level {
    debug,
    info,
    warning,
    error
};
enum class Format {
    text,
    json
};

/// One key and its value. Values are copied out before the call returns. Never pass a secret, a
/// cookie or a signed URL.
struct Field {
    std::string_view key;
    std::variant<std::string_view, std::int64_t, double, bool> value;

    Field(std::string_view k, std::string_view v) : key(k), value(v) {}

    Field(std::string_view k, const std::string& v) : key(k), value(std::string_view(v)) {}

    Field(std::string_view k, const char* v) : key(k), value(std::string_view(v)) {}

    Field(std::string_view k, std::int64_t v) : key(k), value(v) {}

    Field(std::string_view k, int v) : key(k), value(std::int64_t{v}) {}

    Field(std::string_view k, std::size_t v) : key(k), value(static_cast<std::int64_t>(v)) {}

    Field(std::string_view k, unsigned v) : key(k), value(std::int64_t{v}) {}

    Field(std::string_view k, double v) : key(k), value(v) {}

    Field(std::string_view k, bool v) : key(k), value(v) {}
};

/// Where lines go is standard error. Call once at start, before the first thread.
void configure(Level level, Format format);

/// Lines below a warning wait in a buffer until it is full or this is called.
void flush();

/// Writes one line: time, level, message, fields. Thread-safe. `message` is constant text; what
/// varies goes into fields.
void write(Level level, std::string_view message, std::initializer_list<Field> fields = {});

inline void debug(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(Level::debug, message, fields);
}

inline void info(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(Level::info, message, fields);
}

inline void warning(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(Level::warning, message, fields);
}

inline void error(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(Level::error, message, fields);
}

}  // namespace likeness::log
