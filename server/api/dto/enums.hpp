#pragma once

#include "api/schema.hpp"
#include "core/generation_state.hpp"
#include "core/lora.hpp"
#include "core/settings.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace likeness::api {

template <>
struct EnumNames<Visibility> {
    static constexpr std::string_view type_name = "Visibility";
    static constexpr std::array<std::pair<std::string_view, Visibility>, 3> names{{
        {"public", Visibility::public_},
        {"link", Visibility::link},
        {"private", Visibility::private_},
    }};
};

template <>
struct EnumNames<LoraStatus> {
    static constexpr std::string_view type_name = "LoraStatus";
    static constexpr std::array<std::pair<std::string_view, LoraStatus>, 5> names{{
        {"queued", LoraStatus::queued},
        {"training", LoraStatus::training},
        {"completed", LoraStatus::completed},
        {"failed", LoraStatus::failed},
        {"cancelled", LoraStatus::cancelled},
    }};
};

template <>
struct EnumNames<LoraSource> {
    static constexpr std::string_view type_name = "LoraSource";
    static constexpr std::array<std::pair<std::string_view, LoraSource>, 4> names{{
        {"training", LoraSource::training},
        {"import", LoraSource::import},
        {"demo", LoraSource::demo},
        {"gallery", LoraSource::gallery},
    }};
};

template <>
struct EnumNames<OutputFormat> {
    static constexpr std::string_view type_name = "OutputFormat";
    static constexpr std::array<std::pair<std::string_view, OutputFormat>, 3> names{{
        {"jpeg", OutputFormat::jpeg},
        {"png", OutputFormat::png},
        {"webp", OutputFormat::webp},
    }};
};

template <>
struct EnumNames<BatchState> {
    static constexpr std::string_view type_name = "BatchState";
    static constexpr std::array<std::pair<std::string_view, BatchState>, 5> names{{
        {"queued", BatchState::queued},
        {"running", BatchState::running},
        {"completed", BatchState::completed},
        {"failed", BatchState::failed},
        {"cancelled", BatchState::cancelled},
    }};
};

template <>
struct EnumNames<JobState> {
    static constexpr std::string_view type_name = "JobState";
    static constexpr std::array<std::pair<std::string_view, JobState>, 7> names{{
        {"queued", JobState::queued},
        {"submitting", JobState::submitting},
        {"running", JobState::running},
        {"completed", JobState::completed},
        {"failed", JobState::failed},
        {"blocked", JobState::blocked},
        {"cancelled", JobState::cancelled},
    }};
};

}  // namespace likeness::api
