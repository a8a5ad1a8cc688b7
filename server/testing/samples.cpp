#include "testing/samples.hpp"

#include <array>
#include <utility>

namespace likeness::test {

WalletAddress sample_wallet(int number) {
    std::array<std::uint8_t, 20> bytes{};
    bytes.fill(static_cast<std::uint8_t>(number));
    return WalletAddress::from_bytes(bytes);
}

Lora Samples::lora(WalletAddress owner) {
    const Timestamp now = clock_.now();
    const auto id = random_.id<LoraId>(now);
    LoraFile file{
        ObjectKey::trusted(id.text() + "/weights.safetensors"),
        123'456,
        "5a1e000000000000000000000000000000000000000000000000000000000000",
        "paperflux-1",
        "diffusers",
        8,
        8.0,
        61'440,
        R"({"title":"Paper Boats"})",
        {}};
    return Lora{
        .id = id,
        .wallet = std::move(owner),
        .name = "Paper Boats",
        .trigger_word = "pprbts",
        .status = LoraStatus::completed,
        .visibility = Visibility::public_,
        .file = std::move(file),
        .created_at = now,
    };
}

NewBatch Samples::batch(const Lora& lora, WalletAddress wallet, int jobs) {
    const Timestamp now = clock_.now();
    GenerationBatch batch{
        .id = random_.id<BatchId>(now),
        .wallet = std::move(wallet),
        .lora = lora.id,
        .person = std::nullopt,
        .prompt = "a lighthouse",
        .final_prompt = "a lighthouse in the style of pprbts",
        .settings = {},
        .seed = {7},
        .engine = "fake",
        .created_at = now,
        .jobs = {},
        .images = {},
    };
    NewBatch accepted{std::move(batch), {}, {}};
    for (int index = 0; index < jobs; ++index) {
        accepted.batch.jobs.push_back(
            {random_.id<JobId>(now), index, accepted.batch.seed.of_image(index)}
        );
        accepted.images.push_back(random_.id<ImageId>(now));
    }
    accepted.request_hash = "hash of a request";
    return accepted;
}

GeneratedImage Samples::image(const LeasedJob& job, Timestamp created_at) {
    return GeneratedImage{
        .id = job.image,
        .lora = job.lora,
        .batch = job.batch,
        .wallet = job.wallet,
        .person = job.person,
        .index = job.index,
        .prompt = job.prompt,
        .seed = job.seed,
        .size = {768, 1024},
        .content_type = "image/jpeg",
        .byte_count = 98'765,
        .sha256 = "1a9e000000000000000000000000000000000000000000000000000000000000",
        .crc32 = 0xFFFF'FFFF,
        .thumbhash = "3OcRJYB4d3h/iIeHeEh3eIhw+j3A",
        .path = full_image_key(job.image, job.accepted_at, OutputFormat::jpeg),
        .created_at = created_at,
        .engine = job.engine,
        .price_microdollars = 36'700,
        .lora_scale = job.settings.lora_scale,
    };
}

}  // namespace likeness::test
