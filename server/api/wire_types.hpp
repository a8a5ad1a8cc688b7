#pragma once

#include "core/lora.hpp"
#include "core/settings.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace likeness::api {

/// JSON that is finished already.
struct RawJson {
    std::string text = "null";
};

/// An object of texts whose names are not known beforehand.
struct TextMap {
    std::vector<std::pair<std::string, std::string>> pairs;
};

/// A size as callers give it: the name of a preset, or {width, height}.
struct ImageSizeInput {
    ImageSize size;
};

/// A LoRA as callers name it: by its text id or its number.
struct LoraRefInput {
    std::optional<LoraRef> ref;
};

/// [width, height, count]: neighbours of one size.
struct ShapeRun {
    int width = 0;   // pixels
    int height = 0;  // pixels
    std::int64_t count = 0;
};

/// ["2026-03", count]
struct MonthCount {
    std::string month;
    std::int64_t count = 0;
};

}  // namespace likeness::api
