#include "testing/fake_trainer.hpp"

#include "safetensors/testing_lora.hpp"

namespace likeness::test {

namespace {

/// The fake's files come in pieces, as others' do.
constexpr std::size_t kPiece = 4'096;

}  // namespace

TrainerProfile fake_trainer_profile() {
    TrainerProfile profile;
    profile.id = "fake";
    profile.title = "Fake trainer";
    profile.base_model = "flux.1";
    profile.microdollars_per_step = 2'000;
    profile.max_steps = 4'000;
    profile.min_images = 4;
    profile.max_images = 20;
    profile.concurrency = 2;
    return profile;
}

Bytes fake_weights() {
    return safetensors::write_safetensors(
        safetensors::diffusers_flux_lora(1, 3'072, 12'288, 1, 1), {}
    );
}

Task<std::string> FakeTrainer::submit(TrainingOrder order) {
    if (std::optional<Error> fault = submits.take()) {
        co_return *std::move(fault);
    }
    orders_.push_back(std::move(order));
    known_ = orders_.size();
    const std::string id = "training-" + std::to_string(known_);
    co_await submitting.pass();
    if (std::optional<Error> fault = answers.take()) {
        co_return *std::move(fault);
    }
    co_return id;
}

Task<TrainerReport> FakeTrainer::look(std::string request_id) {
    if (std::optional<Error> fault = looks.take()) {
        co_return *std::move(fault);
    }
    if (request_id > "training-" + std::to_string(known_)) {
        co_return Error::not_found("training");
    }
    if (report_) {
        co_return *report_;
    }
    TrainerReport done;
    done.files = TrainedFiles{
        {"https://trainer.example/weights"}, TrainedFile{"https://trainer.example/config"}};
    co_return done;
}

Task<void> FakeTrainer::fetch(TrainedFile file, std::uint64_t limit, const ByteTaker& taker) {
    if (std::optional<Error> fault = fetches.take()) {
        co_return *std::move(fault);
    }
    const bool is_config = file.url.ends_with("config");
    const Bytes content =
        is_config ? Bytes(R"({"steps":1000})") : weights_.value_or(fake_weights());
    if (content.size() > limit) {
        co_return Error{ErrorCode::payload_too_large, "The file is too large."};
    }
    for (std::size_t at = 0; at < content.size(); at += kPiece) {
        LIKENESS_CO_CHECK(co_await taker(content.substr(at, kPiece)));
    }
    co_return Result<void>{};
}

Task<void> FakeTrainer::cancel(std::string request_id) {
    cancelled_.push_back(std::move(request_id));
    co_return Result<void>{};
}

}  // namespace likeness::test
