#pragma once

#include "testing/repository_contract.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace likeness::test {

/// What the contract suites of the LoRA repository share.
class LoraContract : public RepositoryContract {
protected:
    Lora added(int wallet, Visibility visibility, std::string name = "Paper Boats") {
        Lora lora = samples_.lora(sample_wallet(wallet));
        lora.visibility = visibility;
        lora.name = std::move(name);
        clock_.advance(std::chrono::seconds{1});
        return *run_(loras().add(std::move(lora)));
    }

    /// The names of the first page.
    std::vector<std::string> names(LoraQuery query) {
        std::vector<std::string> names;
        for (const Lora& lora : run_.value(loras().list(std::move(query))).items) {
            names.push_back(lora.name);
        }
        return names;
    }
};

}  // namespace likeness::test
