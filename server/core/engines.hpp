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
    explicit Engines(std::vector<std::reference_wrapper<ImageEngine>> engines);

    /// Which engine makes the images of this LoRA: the one asked for, else the first that takes its
    /// base model. invalid_argument for an unknown name; conflict when none here can use this LoRA.
    Result<std::reference_wrapper<ImageEngine>>
    choose(const Lora& lora, const std::optional<std::string>& wanted) const;

    ImageEngine* find(std::string_view id) const;

    const std::vector<std::reference_wrapper<ImageEngine>>& all() const { return engines_; }

    bool can_use(std::string_view base_model) const;

private:
    std::vector<std::reference_wrapper<ImageEngine>> engines_;
};

}  // namespace likeness
