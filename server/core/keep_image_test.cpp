#include "core/keep_image.hpp"

#include "base/digest.hpp"
#include "testing/code_of.hpp"
#include "testing/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::sample_wallet;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class KeepImageTest : public ::testing::Test {
protected:
    LeasedJob leased() {
        NewBatch batch = world_.samples.batch(lora_, sample_wallet(2));
        batch.batch.person = 5;
        world_.run.value(world_.database.ledger().accept(std::move(batch)));
        LeaseRequest request{"fake", "runner", world_.clock.now(), world_.clock.now() + 60s, ""};
        return world_.run.value(world_.database.queue().lease(std::move(request))).value();
    }

    FinishedImage finished() { return world_.run.value(keep_.finish(job_, "the bytes")); }

    std::size_t objects() const { return world_.store.keys(Bucket::generated).size(); }

    test::World world_;
    Lora lora_ = world_.add_lora(sample_wallet(1));
    LeasedJob job_ = leased();
    KeepImage keep_{world_.finisher, world_.store, world_.clock};
};

TEST_F(KeepImageTest, WritesTheWholeRecipeIntoTheFile) {
    world_.clock.advance(3s);

    finished();

    ASSERT_THAT(world_.finisher.recipes, SizeIs(1));
    const ImageRecipe& recipe = world_.finisher.recipes[0];
    EXPECT_EQ(recipe.image_id, job_.image.text());
    EXPECT_EQ(recipe.prompt, job_.prompt);
    EXPECT_EQ(recipe.final_prompt, job_.final_prompt);
    EXPECT_EQ(recipe.seed, job_.seed);
    EXPECT_EQ(recipe.settings.num_inference_steps, job_.settings.num_inference_steps);
    ASSERT_EQ(recipe.loras.size(), 1U);
    EXPECT_EQ(recipe.loras[0].name, "Paper Boats");
    EXPECT_EQ(recipe.loras[0].trigger_word, "pprbts");
    EXPECT_EQ(recipe.loras[0].sha256, lora_.file.sha256);
    EXPECT_EQ(recipe.loras[0].scale, 1.5);
    EXPECT_EQ(recipe.base_model, "paperflux-1");
    EXPECT_EQ(recipe.engine, "fake");
    EXPECT_EQ(recipe.created_at, world_.clock.now());
}

TEST_F(KeepImageTest, DescribesTheImageAsItIsAndNotAsItWasOrdered) {
    world_.finisher.size = {640, 512};
    world_.finisher.format = OutputFormat::png;

    const GeneratedImage image = world_.run.value(keep_.store(job_, finished(), 36'700));

    EXPECT_EQ(image.id, job_.image);
    EXPECT_EQ(image.lora, job_.lora);
    EXPECT_EQ(image.batch, job_.batch);
    EXPECT_EQ(image.wallet, job_.wallet);
    EXPECT_EQ(image.person, 5);
    EXPECT_EQ(image.index, job_.index);
    EXPECT_EQ(image.prompt, job_.prompt);
    EXPECT_EQ(image.seed, job_.seed);
    EXPECT_EQ(image.size, (ImageSize{640, 512}));
    EXPECT_EQ(image.content_type, "image/png");
    EXPECT_EQ(image.byte_count, 9);
    EXPECT_EQ(image.sha256, to_hex(sha256("the bytes")));
    EXPECT_EQ(image.crc32, crc32("the bytes"));
    EXPECT_EQ(image.engine, job_.engine);
    EXPECT_EQ(image.price_microdollars, 36'700);
    EXPECT_EQ(image.path, full_image_key(job_.image, job_.accepted_at, OutputFormat::png));
    EXPECT_EQ(image.created_at, world_.clock.now());
}

TEST_F(KeepImageTest, StoresTheFileAndBothThumbnails) {
    const GeneratedImage image = world_.run.value(keep_.store(job_, finished(), 36'700));

    const auto* full = world_.store.find(Bucket::generated, image.path);
    const auto* small = world_.store.find(Bucket::generated, thumbnail_key(image.path, 384));
    const auto* large = world_.store.find(Bucket::generated, thumbnail_key(image.path, 768));
    ASSERT_TRUE(full && small && large);
    EXPECT_EQ(full->data, "the bytes");
    EXPECT_EQ(full->content_type, "image/jpeg");
    EXPECT_EQ(small->data, "384 pixels");
    EXPECT_EQ(small->content_type, "image/webp");
    EXPECT_EQ(large->data, "768 pixels");
    EXPECT_EQ(objects(), 3U);
}

TEST_F(KeepImageTest, PutsTheFullImageLastSoThatItMeansAllOfItIsThere) {
    world_.store.puts.after(2, Error::unavailable("The disk is full."));

    EXPECT_FALSE(world_.run(keep_.store(job_, finished(), 36'700)));

    const ObjectKey full = full_image_key(job_.image, job_.accepted_at, OutputFormat::jpeg);
    EXPECT_EQ(world_.store.find(Bucket::generated, full), nullptr);
    EXPECT_EQ(objects(), 2U);
}

TEST_F(KeepImageTest, MayBeRepeatedAfterAFailureHalfWay) {
    const FinishedImage ready = finished();
    world_.store.puts.next(Error::unavailable("full"));

    EXPECT_EQ(test::code_of(world_.run(keep_.store(job_, ready, 36'700))), ErrorCode::unavailable);
    EXPECT_TRUE(world_.run(keep_.store(job_, ready, 36'700)));
    EXPECT_TRUE(world_.run(keep_.store(job_, ready, 36'700)));

    EXPECT_EQ(objects(), 3U);
}

TEST_F(KeepImageTest, TakesEverythingBack) {
    ASSERT_TRUE(world_.run(keep_.store(job_, finished(), 36'700)));

    ASSERT_TRUE(world_.run(keep_.discard(job_, OutputFormat::jpeg)));
    EXPECT_THAT(world_.store.keys(Bucket::generated), IsEmpty());
    EXPECT_TRUE(world_.run(keep_.discard(job_, OutputFormat::jpeg)));
}

TEST_F(KeepImageTest, RefusesWhatTheFinisherRefuses) {
    world_.finisher.faults.next({ErrorCode::unprocessable, "These bytes are no image."});

    EXPECT_EQ(test::code_of(world_.run(keep_.finish(job_, "?"))), ErrorCode::unprocessable);
}

}  // namespace
}  // namespace likeness
