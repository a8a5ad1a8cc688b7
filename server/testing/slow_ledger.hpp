#pragma once

#include "core/ports/generation_repository.hpp"
#include "testing/gate.hpp"

#include <string>
#include <utility>
#include <vector>

namespace likeness::test {

/// A ledger that reads a batch at once, and answers when its gate is open; not at all while it is
/// away.
class SlowLedger final : public GenerationLedger {
public:
    SlowLedger(GenerationLedger& ledger, asio::any_io_executor executor)
        : answering(std::move(executor)),
          ledger_(ledger) {}

    Task<Acceptance> accept(NewBatch batch) override { return ledger_.accept(std::move(batch)); }

    Task<std::vector<Timestamp>> units_in_use(WalletAddress wallet, Timestamp since) override {
        return ledger_.units_in_use(std::move(wallet), since);
    }

    Task<GenerationBatch> find(BatchId id) override {
        if (is_away) {
            co_return Error::unavailable("The database is away.");
        }
        Result<GenerationBatch> found = co_await ledger_.find(std::move(id));
        co_await answering.pass();
        co_return found;
    }

    Task<std::vector<GenerationBatch>> open_batches(WalletAddress wallet) override {
        return ledger_.open_batches(std::move(wallet));
    }

    Task<int> jobs_ahead(BatchId id) override { return ledger_.jobs_ahead(std::move(id)); }

    Task<std::vector<PastPrompt>> prompts(WalletAddress wallet, std::string prefix, int limit)
        override {
        return ledger_.prompts(std::move(wallet), std::move(prefix), limit);
    }

    Gate answering;
    bool is_away = false;

private:
    GenerationLedger& ledger_;
};

}  // namespace likeness::test
