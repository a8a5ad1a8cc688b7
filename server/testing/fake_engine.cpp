#include "testing/fake_engine.hpp"

#include <algorithm>
#include <stdexcept>

namespace likeness::test {

namespace {

constexpr int kSteps = 2;

void throw_once(std::string& bug) {
    if (!bug.empty()) {
        throw std::runtime_error(std::exchange(bug, {}));
    }
}

}  // namespace

EngineProfile fake_engine_profile() {
    EngineProfile profile;
    profile.id = "fake";
    profile.title = "Fake";
    profile.base_models = {"paperflux-1"};
    profile.max_loras = 4;
    profile.concurrency = 4;
    profile.repeatable = true;
    profile.reports_steps = true;
    return profile;
}

EngineProfile paid_engine_profile() {
    EngineProfile profile = fake_engine_profile();
    profile.repeatable = false;
    return profile;
}

Bytes fake_image_bytes(Seed seed) {
    return "the image of seed " + seed.text();
}

Task<void> FakeEngine::check_weights(std::filesystem::path /*file*/) {
    if (std::optional<Error> error = weights.take()) {
        co_return *std::move(error);
    }
    co_return Result<void>{};
}

Task<std::string> FakeEngine::submit(EngineRequest request) {
    throw_once(submit_bug_);
    if (std::optional<Error> error = submits.take()) {
        co_return *std::move(error);
    }
    std::string id = "request-" + std::to_string(requests_.size() + 1);
    known_[id] = std::make_shared<Request>();
    known_[id]->seed = request.seed;
    requests_.push_back(std::move(request));
    co_await submitting.pass();
    co_return id;
}

Task<EngineImage> FakeEngine::result(std::string request_id, StepListener on_step) {
    throw_once(result_bug_);
    const auto found = known_.find(request_id);
    if (found == known_.end()) {
        co_return Error{ErrorCode::not_found, "This engine knows no such request."};
    }
    const std::shared_ptr<Request> known = found->second;
    known->is_let_go = known->is_cancelled;
    most_at_once_ = std::max(most_at_once_, ++at_once_);
    if (profile_.reports_steps) {
        on_step(1, kSteps);
    }
    co_await working.pass(known->is_let_go);
    --at_once_;
    if (known->is_let_go) {
        co_return Error{ErrorCode::conflict, "The request was cancelled."};
    }
    if (std::optional<Error> error = results.take()) {
        co_return *std::move(error);
    }
    if (profile_.reports_steps) {
        on_step(kSteps, kSteps);
    }
    co_return EngineImage{answer_.value_or(fake_image_bytes(known->seed))};
}

void FakeEngine::cancel(const std::string& request_id) {
    cancelled_.push_back(request_id);
    const auto found = known_.find(request_id);
    if (found != known_.end()) {
        found->second->is_cancelled = true;
        found->second->is_let_go = true;
        working.look_again();
    }
}

void FakeEngine::abandon(const std::string& request_id) {
    abandoned_.push_back(request_id);
    const auto found = known_.find(request_id);
    if (found != known_.end()) {
        found->second->is_let_go = true;
        working.look_again();
    }
}

}  // namespace likeness::test
