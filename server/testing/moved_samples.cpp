#include "testing/moved_samples.hpp"

#include "base/digest.hpp"

#include <utility>

namespace likeness::test {

namespace {

Lora name_alone(Samples& samples, const WalletAddress& owner) {
    Lora lora = samples.lora(owner);
    lora.name = "mira";
    lora.file = {ObjectKey::trusted(""), 0, "", "", "", 0, std::nullopt, 0, "{}", {}};
    lora.status = LoraStatus::cancelled;
    lora.source = LoraSource::gallery;
    lora.visibility = Visibility::private_;
    return lora;
}

}  // namespace

NewMovedImage
moved_image(Samples& samples, Random& random, const WalletAddress& owner, Timestamp made_at) {
    Lora lora = name_alone(samples, owner);
    GenerationBatch batch = samples.batch(lora, owner, 0).batch;
    batch.prompt = "a fox in the snow";
    batch.final_prompt = batch.prompt;
    batch.state = BatchState::completed;
    batch.quota = QuotaState::exempt;
    batch.engine = "a1111";
    batch.created_at = made_at;
    batch.finished_at = made_at;
    const auto id = random.id<ImageId>(made_at);
    GeneratedImage image{
        .id = id,
        .lora = lora.id,
        .batch = batch.id,
        .wallet = owner,
        .prompt = batch.prompt,
        .seed = {7},
        .size = {768, 512},
        .content_type = "image/png",
        .byte_count = 9,
        .sha256 = to_hex(sha256(id.text())),
        .crc32 = 7,
        .thumbhash = "3OcRJYB4d3h",
        .path = full_image_key(id, made_at, OutputFormat::png),
        .created_at = made_at,
        .engine = "a1111",
        .lora_scale = 0.8,
    };
    ImageOrigin origin{
        "outputs/a.png",
        recipes::Program::a1111,
        "blurry,\nlow \"quality\"",
        "Euler a",
        "dreamshaper_8",
        {{"mira", 0.8}, {"no\"ir", -0.5}},
        "a fox in the snow\nSteps: 30"};
    return {std::move(image), std::move(batch), std::move(origin), std::move(lora), "", true};
}

}  // namespace likeness::test
