#pragma once

#include "testing/repository_contract.hpp"

#include <chrono>
#include <utility>
#include <vector>

namespace likeness::test {

/// What the contract suites of the generation ledger share: one LoRA and short words for what they
/// do.
class LedgerContract : public RepositoryContract {
protected:
    NewBatch batch(int wallet = 1, int jobs = 1) {
        return samples_.batch(lora_, sample_wallet(wallet), jobs);
    }

    Result<Acceptance> accept(NewBatch batch) { return run_(ledger().accept(std::move(batch))); }

    std::vector<Timestamp> units(int wallet = 1) {
        return *run_(
            ledger().units_in_use(sample_wallet(wallet), clock_.now() - std::chrono::hours{24})
        );
    }

    Lora lora_ = added_lora(sample_wallet(1));
};

}  // namespace likeness::test
