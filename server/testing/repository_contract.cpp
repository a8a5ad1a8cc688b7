#include "testing/repository_contract.hpp"

#include "testing/kept_images.hpp"

#include <chrono>
#include <utility>

namespace likeness::test {

namespace {

constexpr std::chrono::seconds kLease{60};

}  // namespace

Lora RepositoryContract::added_lora(const WalletAddress& owner) {
    return run_.value(loras().add(samples_.lora(owner)));
}

BatchId RepositoryContract::accepted(NewBatch batch) {
    return run_.value(ledger().accept(std::move(batch))).batch;
}

LeaseRequest RepositoryContract::lease_request(std::string owner) const {
    return {"fake", std::move(owner), clock_.now(), clock_.now() + kLease, ""};
}

LeasedJob RepositoryContract::leased() {
    return run_.value(queue().lease(lease_request())).value();
}

LeasedJob RepositoryContract::begun() {
    LeasedJob job = leased();
    run_.value(queue().submitted(job.id, "request of " + job.id.text()));
    return job;
}

std::vector<GeneratedImage>
RepositoryContract::kept(NewBatch batch, const std::vector<Timestamp>& times) {
    return keep_images(run_, *database_, clock_.now(), std::move(batch), times);
}

GenerationBatch RepositoryContract::stored(const BatchId& id) {
    return run_.value(ledger().find(id));
}

}  // namespace likeness::test
