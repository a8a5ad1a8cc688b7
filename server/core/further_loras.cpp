#include "core/further_loras.hpp"

#include <algorithm>
#include <utility>

namespace likeness {

namespace {

/// Why it cannot stand beside those before it; empty when it can.
std::string problem_of(const Lora& lora, const std::vector<Lora>& before) {
    const bool is_there = std::any_of(before.begin(), before.end(), [&](const Lora& other) {
        return other.id == lora.id;
    });
    if (is_there) {
        return "is used already: each LoRA counts once";
    }
    if (lora.status != LoraStatus::completed) {
        return "is not ready yet";
    }
    const std::string& base_model = before.front().file.base_model;
    if (lora.file.base_model != base_model) {
        return "is made for " + lora.file.base_model + ", the first LoRA for " + base_model;
    }
    return {};
}

}  // namespace

Task<std::vector<Lora>>
all_loras(LoraRepository& repository, Caller caller, Lora own, std::vector<WantedLora> wanted) {
    std::vector<Lora> loras;
    loras.push_back(std::move(own));
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        std::string path = "loras[" + std::to_string(i) + "].loraTrainingId";
        Result<Lora> found = co_await repository.find(wanted[i].lora);
        if (!found && found.error().code != ErrorCode::not_found) {
            co_return std::move(found).error();
        }
        if (!found || !found->is_visible_to(caller)) {
            co_return Error::invalid_field(std::move(path), "is no LoRA that you may use");
        }
        std::string problem = problem_of(*found, loras);
        if (!problem.empty()) {
            co_return Error::invalid_field(std::move(path), std::move(problem));
        }
        loras.push_back(*std::move(found));
    }
    co_return loras;
}

std::vector<FurtherLora>
further_loras_of(const std::vector<WantedLora>& wanted, const std::vector<Lora>& loras) {
    std::vector<FurtherLora> further;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const Lora& lora = loras.at(i + 1);
        further.push_back({lora.id, wanted[i].scale.value_or(lora.default_scale)});
    }
    return further;
}

}  // namespace likeness
