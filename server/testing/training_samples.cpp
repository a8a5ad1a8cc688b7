#include "testing/training_samples.hpp"

#include "core/import_lora.hpp"

#include <utility>

namespace likeness::test {

UploadedImage TrainingSamples::upload(WalletAddress owner) {
    const Timestamp now = clock_.now();
    const auto id = random_.id<UploadId>(now);
    return UploadedImage{
        .id = id,
        .wallet = std::move(owner),
        .file_name = "sea.jpg",
        .caption = "[trigger] by the sea",
        .content_type = "image/jpeg",
        .size = {1024, 768},
        .byte_count = 123'456,
        .sha256 = to_hex(random_.bytes(32)),
        .thumbhash = "3OcRJYB4d3h/iIeHeEh3eIhw+j3A",
        .path = uploaded_image_key(id, now, OutputFormat::jpeg),
        .created_at = now,
        .expires_at = now + UploadLimits::kLifetime,
    };
}

NewTraining
TrainingSamples::training(WalletAddress wallet, const std::vector<UploadedImage>& photos) {
    const Timestamp now = clock_.now();
    const auto id = random_.id<LoraId>(now);
    LoraFile file{weights_key(id), 0, "", "flux.1", "", 0, std::nullopt, 0, "{}", {}};
    Lora lora{
        .id = id,
        .wallet = wallet,
        .name = "Ada",
        .trigger_word = "adalv",
        .status = LoraStatus::queued,
        .source = LoraSource::training,
        .file = std::move(file),
        .created_at = now,
    };
    Training training{
        .id = id,
        .wallet = std::move(wallet),
        .name = "Ada",
        .trigger_word = "adalv",
        .trainer = "fake",
        .steps = 1'000,
        .price_microdollars = 2'000'000,
        .created_at = now,
    };
    for (const UploadedImage& photo : photos) {
        training.images.push_back({photo.id, photo.caption});
    }
    NewTraining accepted{std::move(lora), std::move(training)};
    accepted.request_hash = "hash of a request";
    return accepted;
}

LoraFile TrainingSamples::file(const LoraId& id) {
    return {
        weights_key(id),
        89'745'224,
        "5a1e000000000000000000000000000000000000000000000000000000000000",
        "flux.1",
        "diffusers",
        16,
        16.0,
        22'000'000,
        R"({"steps":"1000"})",
        {"The ranks differ."}};
}

}  // namespace likeness::test
