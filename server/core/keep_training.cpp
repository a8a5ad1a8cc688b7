#include "core/keep_training.hpp"

#include "core/import_lora.hpp"

#include <utility>

namespace likeness {

namespace {

Error no_lora(std::string detail) {
    return {
        ErrorCode::upstream_failed,
        "The trainer's file is no LoRA that can be used.",
        std::move(detail)};
}

}  // namespace

Task<LoraFile> KeepTraining::keep(LoraTrainer& trainer, Training training, TrainedFiles files) {
    LIKENESS_CO_TRY(
        const StagedLora staged, co_await fetch_weights(trainer, training.id, files.weights)
    );
    const std::string_view base = safetensors::base_model_text(staged.facts.base_model);
    if (base != trainer.profile().base_model) {
        co_return no_lora("it is made for " + std::string(base));
    }
    if (files.config) {
        LIKENESS_CO_CHECK(co_await keep_config(trainer, training.id, *files.config));
    }
    LIKENESS_CO_TRY(Lora lora, lora_from(staged, {}, training.id, training.wallet, clock_.now()));
    LIKENESS_CO_CHECK(co_await keep_weights(objects_, staged, lora.file.path));
    co_return std::move(lora.file);
}

Task<StagedLora> KeepTraining::fetch_weights(LoraTrainer& trainer, LoraId id, TrainedFile file) {
    LIKENESS_CO_TRY(
        const std::unique_ptr<LoraUpload> upload, co_await staging_.begin(std::move(id))
    );
    std::int64_t received = 0;
    const ByteTaker taker = [&](Bytes chunk) {
        received += static_cast<std::int64_t>(chunk.size());
        return upload->write(std::move(chunk));
    };
    const auto limit = static_cast<std::uint64_t>(TrainingLimits::kMaxWeightsBytes);
    const std::optional<std::int64_t> announced = file.byte_count;
    Result<void> fetched = co_await trainer.fetch(std::move(file), limit, taker);
    if (!fetched && fetched.error().code == ErrorCode::unprocessable) {
        co_return no_lora(fetched.error().message + " " + fetched.error().detail);
    }
    if (!fetched) {
        co_return std::move(fetched).error();
    }
    if (announced && received != *announced) {
        co_return Error::unavailable("The trainer's file came incomplete.");
    }
    Result<StagedLora> staged = co_await upload->finish();
    if (!staged && staged.error().code == ErrorCode::unprocessable) {
        co_return no_lora(staged.error().message + " " + staged.error().detail);
    }
    co_return staged;
}

Task<void> KeepTraining::keep_config(LoraTrainer& trainer, LoraId id, TrainedFile file) {
    Bytes config;
    const ByteTaker taker = [&](Bytes chunk) -> Task<void> {
        config += chunk;
        co_return Result<void>{};
    };
    const auto limit = static_cast<std::uint64_t>(TrainingLimits::kMaxConfigBytes);
    LIKENESS_CO_CHECK(co_await trainer.fetch(std::move(file), limit, taker));
    co_return co_await objects_.put(
        Bucket::loras, training_config_key(id), std::move(config), "application/json"
    );
}

Task<void> KeepTraining::discard(LoraId id) {
    LIKENESS_CO_CHECK(co_await objects_.remove(Bucket::loras, weights_key(id)));
    co_return co_await objects_.remove(Bucket::loras, training_config_key(id));
}

}  // namespace likeness
