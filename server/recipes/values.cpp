#include "recipes/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace likeness::recipes {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::size_t kDateLength = 10;
constexpr std::size_t kHourEnd = 13;
constexpr std::size_t kSha256Digits = 64;
constexpr std::array<std::string_view, 6>
    kWeightEndings{".safetensors", ".gguf", ".ckpt", ".pth", ".pt", ".bin"};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::optional<double> number_in(std::string_view text) {
    text = trimmed(text);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> number_between(double least, double most, std::string_view text) {
    const std::optional<double> value = number_in(text);
    return value && *value >= least && *value <= most ? value : std::nullopt;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return lower(x) == lower(y);
    });
}

std::optional<std::uint64_t> seed_in(std::string_view text) {
    text = trimmed(text);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<int> steps_in(std::string_view text) {
    const std::optional<double> value = number_between(1, kMaxSteps, text);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

std::optional<double> guidance_in(std::string_view text) {
    return number_between(0, kMaxGuidance, text);
}

std::optional<double> scale_in(std::string_view text) {
    return number_between(-kMaxScale, kMaxScale, text);
}

std::optional<Timestamp> time_in(std::string_view text, std::string_view zone) {
    std::string iso(trimmed(text));
    if (iso.size() < kDateLength) {
        return std::nullopt;
    }
    if (iso[4] == ':' && iso[7] == ':') {
        iso[4] = '-';
        iso[7] = '-';
    }
    if (iso.size() == kDateLength) {
        iso += "T00:00:00";
    } else if (iso[kDateLength] == ' ') {
        iso[kDateLength] = 'T';
    }
    // Civitai's generator leaves out the first colon: 2024-07-30T1849:30.34Z.
    if (iso.size() > kHourEnd + 2 && iso[kHourEnd] != ':' && iso[kHourEnd + 2] == ':') {
        iso.insert(kHourEnd, ":");
    }
    if (const auto time = parse_iso(iso)) {
        return time;
    }
    return parse_iso(iso.append(zone.empty() ? "Z" : trimmed(zone)));
}

std::string sampler_with_schedule(std::string_view sampler, std::string_view schedule) {
    std::string name(trimmed(sampler));
    schedule = trimmed(schedule);
    if (!name.empty() && !schedule.empty() && schedule != "Automatic") {
        name.append(" ").append(schedule);
    }
    return name;
}

bool is_sha256(std::string_view text) {
    return text.size() == kSha256Digits &&
           text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

std::string_view plain_name(std::string_view name) {
    name = trimmed(name);
    name.remove_prefix(name.find_last_of("/\\") + 1);  // npos + 1 is 0
    for (const std::string_view ending : kWeightEndings) {
        if (name.size() > ending.size() &&
            equals_ignoring_case(name.substr(name.size() - ending.size()), ending)) {
            return name.substr(0, name.size() - ending.size());
        }
    }
    return name;
}

}  // namespace likeness::recipes
