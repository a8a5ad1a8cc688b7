#include "app/demo.hpp"

#include "app/embedded_model.hpp"
#include "base/digest.hpp"
#include "base/log.hpp"
#include "core/import_lora.hpp"
#include "core/prompt.hpp"
#include "safetensors/header.hpp"

#include <utility>

namespace likeness::app {

namespace {

constexpr std::string_view kZeroAddress = "0x0000000000000000000000000000000000000000";
constexpr double kDemoScale = 1.5;  // the default of the original design

/// An id that every installation shares, so that a second start finds what the first one made.
LoraId demo_id(std::string_view name) {
    return LoraId::trusted(to_hex(sha256("demo lora " + std::string(name))).substr(0, 32));
}

ObjectKey cover_key(const LoraId& id) {
    return ObjectKey::trusted(id.text() + "/cover/full.jpg");
}

Result<Lora> demo_row(const DemoLora& demo, std::string_view file, Timestamp created_at) {
    LIKENESS_TRY(const safetensors::Header header, safetensors::parse_header(file, file.size()));
    LIKENESS_TRY(safetensors::LoraFacts facts, safetensors::inspect_lora(header));
    const StagedLora staged{
        nullptr, static_cast<std::int64_t>(file.size()), to_hex(sha256(file)), std::move(facts)};
    LoraLabels labels;
    labels.visibility = Visibility::public_;
    LIKENESS_TRY(
        Lora lora, lora_from(staged, labels, demo_id(demo.name), demo_wallet(), created_at)
    );
    lora.source = LoraSource::demo;
    lora.default_scale = kDemoScale;
    lora.example_prompts.assign(demo.example_prompts.begin(), demo.example_prompts.end());
    return lora;
}

Task<void> install_one(Storage& storage, const DemoLora& demo, Timestamp created_at) {
    const Result<Lora> known = co_await storage.loras.find(LoraRef(demo_id(demo.name)));
    if (known || known.error().code != ErrorCode::not_found) {
        co_return known ? Result<void>{} : Result<void>(known.error());
    }
    const std::string path = "loras/" + std::string(demo.name) + ".safetensors";
    const std::string_view file = embedded_model_file(path).value();
    LIKENESS_CO_TRY(Lora lora, demo_row(demo, file, created_at));
    LIKENESS_CO_CHECK(co_await storage.objects().put(
        Bucket::loras, lora.file.path, Bytes(file), "application/octet-stream"
    ));
    LIKENESS_CO_CHECK(co_await storage.loras.add(std::move(lora)));
    co_return Result<void>{};
}

Task<FinishedImage> draw_cover(Studio& studio, const DemoLora& demo, const Lora& lora) {
    GenerationSettings settings;
    settings.lora_scale = lora.default_scale;
    const std::string prompt(demo.cover_prompt);
    EngineRequest request{
        final_prompt(prompt, {lora.trigger_word}),
        {demo.cover_seed},
        settings,
        {{lora.file.path, lora.file.sha256, lora.default_scale}}};
    ImageRecipe recipe{
        lora.id.text(),
        prompt,
        request.prompt,
        request.seed,
        settings,
        {{lora.name, lora.trigger_word, lora.file.sha256, lora.default_scale}},
        lora.file.base_model,
        "paperflux",
        studio.services.clock.now()};
    LIKENESS_CO_TRY(
        const std::string id, co_await studio.engine_room.paperflux.submit(std::move(request))
    );
    LIKENESS_CO_TRY(EngineImage image, co_await studio.engine_room.paperflux.result(id, {}));
    co_return co_await studio.finisher.finish(std::move(image.bytes), std::move(recipe));
}

Task<void> make_cover(Studio& studio, Storage& storage, const DemoLora& demo) {
    LIKENESS_CO_TRY(const Lora lora, co_await storage.loras.find(LoraRef(demo_id(demo.name))));
    if (lora.cover || lora.removed) {
        co_return Result<void>{};
    }
    LIKENESS_CO_TRY(const FinishedImage cover, co_await draw_cover(studio, demo, lora));
    const ObjectKey key = cover_key(lora.id);
    LIKENESS_CO_CHECK(co_await storage.objects().put(
        Bucket::loras, thumbnail_key(key, 384), cover.thumbnail_384, "image/webp"
    ));
    LIKENESS_CO_CHECK(co_await storage.objects().put(
        Bucket::loras, thumbnail_key(key, 768), cover.thumbnail_768, "image/webp"
    ));
    LIKENESS_CO_CHECK(co_await storage.objects().put(Bucket::loras, key, cover.file, "image/jpeg"));
    LoraChanges changes;
    changes.cover =
        LoraCover{Bucket::loras, key, cover.size, cover.thumbhash, std::string(demo.cover_prompt)};
    LIKENESS_CO_CHECK(co_await storage.loras.update(lora.id, std::move(changes)));
    co_return Result<void>{};
}

}  // namespace

WalletAddress demo_wallet() {
    return WalletAddress::trusted(kZeroAddress);
}

std::span<const DemoLora> demo_loras() {
    static const std::vector<DemoLora> loras = {
        {"midnight-linocut",
         "a lighthouse by the sea at night",
         11,
         {"a house in the mountains at night",
          "an owl in a bare tree under a full moon",
          "a castle on a hill"}},
        {"neon-arcade",
         "a cat in the city at night",
         42,
         {"a rocket over the city at night",
          "a car under palm trees at sunset",
          "portrait of a woman with glasses"}},
        {"tall-tales",
         "a fox in the forest",
         7,
         {"a bear and a rabbit in the forest", "a castle with a rainbow", "a whale in the sea"}},
        {"riso-duo",
         "a balloon over the mountains",
         5,
         {"two sailboats on the sea at sunset", "a bird on a tree", "a cup and a book"}},
        {"cyanotype",
         "two sailboats on the sea",
         3,
         {"a red house in the snow", "a butterfly and daisies", "a windmill on a plain"}},
        {"harvest-moon",
         "three pumpkins under a full moon",
         1,
         {"a haunted house with bats at night",
          "a witch hat and a cauldron",
          "a scarecrow fox among pumpkins"}},
        {"sugar-fog",
         "a castle on a hill with clouds",
         9,
         {"a unicorn-coloured rainbow over hills", "a snowman with a hat", "a cup with a heart"}},
        {"carnival-gold",
         "portrait of a woman with a mask",
         9,
         {"portrait of a woman with a crown", "a tent under the stars", "a balloon over the sea"}},
        {"mira",
         "portrait of ohwxmira",
         2024,
         {"portrait of ohwxmira with glasses",
          "portrait of ohwxmira in the snow",
          "portrait of ohwxmira with a crown"}},
        {"baron-the-cat",
         "brncat in the city at night",
         9,
         {"brncat under a full moon", "brncat in the snow", "brncat with a crown"}},
    };
    return loras;
}

Task<void> install_demo_loras(Storage& storage) {
    // Newest first is how lists run: the first of ours gets the latest time.
    Timestamp created_at = storage.clock.now();
    for (const DemoLora& demo : demo_loras()) {
        LIKENESS_CO_CHECK(co_await install_one(storage, demo, created_at));
        created_at -= std::chrono::milliseconds{1};
    }
    co_return Result<void>{};
}

asio::awaitable<void>
draw_demo_covers(Studio& studio, Storage& storage, std::function<bool()> goes_on) {
    for (const DemoLora& demo : demo_loras()) {
        if (!goes_on()) {
            co_return;
        }
        const Result<void> made = co_await make_cover(studio, storage, demo);
        if (!made) {
            log::warning(
                "a cover was not drawn",
                {{"lora", demo.name},
                 {"reason", made.error().message},
                 {"detail", made.error().detail}}
            );
        }
    }
}

}  // namespace likeness::app
