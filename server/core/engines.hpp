#pragma once

#include "base/result.hpp"
#include "core/lora.hpp"
#include "core/ports/image_engine.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace likeness {

/// The engines that are on, the default first. They outlive this object.
class Engines {
public:
    enum class Fallback {
        off,
        on  // another engine that can use the LoRA steps in for one that is out of order
    };

    explicit Engines(
        std::vector<std::reference_wrapper<ImageEngine>> engines,
        Fallback fallback = Fallback::off
    );

    /// Which engine makes the images of this LoRA: the one asked for, else the first that takes its
    /// base model (with fallback: and is in order). invalid_argument for an unknown name; conflict
    /// when none here can use this LoRA.
    Result<std::reference_wrapper<ImageEngine>>
    choose(const Lora& lora, const std::optional<std::string>& wanted) const;

    ImageEngine* find(std::string_view id) const;

    const std::vector<std::reference_wrapper<ImageEngine>>& all() const { return engines_; }

    bool falls_back() const { return fallback_ == Fallback::on; }

    bool can_use(std::string_view base_model) const;

private:
    std::vector<std::reference_wrapper<ImageEngine>> engines_;
    Fallback fallback_;
};

}  // namespace likeness
