#include "core/move_in_images.hpp"

#include "base/digest.hpp"
#include "core/verify_storage.hpp"
#include "testing/code_of.hpp"
#include "testing/process.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::code_of;
using test::kNoon;
using test::sample_wallet;
using ::testing::IsEmpty;
using ::testing::SizeIs;

recipes::ForeignRecipe recipe_of(std::string prompt, std::vector<imaging::RecipeLora> loras = {}) {
    recipes::ForeignRecipe recipe;
    recipe.program = recipes::Program::a1111;
    recipe.prompt = std::move(prompt);
    recipe.negative_prompt = "blurry";
    recipe.seed = 18'446'744'073'709'551'615U;
    recipe.steps = 30;
    recipe.guidance_scale = 7;
    recipe.loras = std::move(loras);
    return recipe;
}

/// Says of every file what the test told it.
class ToldIntake final : public ImageIntake {
public:
    Task<std::unique_ptr<IncomingImage>> begin() override {
        co_return Error::unavailable("Nothing is taken here.");
    }

    Task<InspectedImage> inspect(StagedImage, std::string sidecar) override {
        ++inspected;
        last_sidecar = std::move(sidecar);
        if (refusal) {
            co_return *refusal;
        }
        InspectedImage seen;
        seen.size = {768, 512};
        seen.format = OutputFormat::png;
        seen.crc32 = 7;
        seen.thumbnail_384 = "small";
        seen.thumbnail_768 = "larger";
        seen.thumbhash = "3OcRJYB4d3h";
        seen.recipe = recipe;
        co_return seen;
    }

    std::optional<recipes::ForeignRecipe> recipe;
    std::optional<Error> refusal;
    int inspected = 0;
    std::string last_sidecar;
};

class MoveInImagesTest : public ::testing::Test {
protected:
    ArrivingImage arriving(const std::string& bytes) {
        const std::filesystem::path path = folder_.path() / std::to_string(++files_);
        std::ofstream(path, std::ios::binary) << bytes;
        ArrivingImage image;
        image.staged = {
            std::make_shared<const StagedFile>(path),
            static_cast<std::int64_t>(bytes.size()),
            to_hex(sha256(bytes))};
        image.path = "outputs/a.png";
        return image;
    }

    Result<MovedImage> take(const std::string& bytes, int wallet = 1) {
        return world_.run(move_in_.take({sample_wallet(wallet), false}, arriving(bytes)));
    }

    MovedImage taken(const std::string& bytes) {
        return world_.run.value(move_in_.take({sample_wallet(1), false}, arriving(bytes)));
    }

    Lora lora_of(const MovedImage& moved) {
        return world_.run.value(world_.database.loras().find(moved.image.lora));
    }

    std::vector<std::string> objects() const { return world_.store.keys(Bucket::generated); }

    test::World world_;
    test::TemporaryFolder folder_{test::memory_folder()};
    int files_ = 0;
    ToldIntake intake_;
    MoveInImages move_in_{
        world_.database.moved_images(),
        intake_,
        world_.store,
        world_.clock,
        world_.random};
};

TEST_F(MoveInImagesTest, KeepsTheFileByteForByteWithItsThumbnails) {
    const MovedImage moved = taken("a picture");

    EXPECT_FALSE(moved.was_known);
    EXPECT_EQ(moved.image.wallet, sample_wallet(1));
    EXPECT_EQ(moved.image.size, (ImageSize{768, 512}));
    EXPECT_EQ(moved.image.content_type, "image/png");
    EXPECT_EQ(moved.image.byte_count, 9);
    EXPECT_EQ(moved.image.path.text(), "2026/11/" + moved.image.id.text() + "/full.png");
    EXPECT_EQ(world_.store.find(Bucket::generated, moved.image.path)->data, "a picture");
    EXPECT_EQ(
        world_.store.find(Bucket::generated, thumbnail_key(moved.image.path, 384))->data, "small"
    );
    EXPECT_EQ(
        world_.store.find(Bucket::generated, thumbnail_key(moved.image.path, 768))->data, "larger"
    );
}

TEST_F(MoveInImagesTest, TellsHowItWasMade) {
    intake_.recipe = recipe_of("a fox", {{"mira", "", 0.8, ""}});
    intake_.recipe->created_at = kNoon - 24h * 300;

    const MovedImage moved = taken("a picture");
    const GenerationBatch batch =
        world_.run.value(world_.database.ledger().find(moved.image.batch));

    EXPECT_EQ(moved.program, recipes::Program::a1111);
    EXPECT_EQ(moved.image.prompt, "a fox");
    EXPECT_EQ(moved.image.seed, Seed{18'446'744'073'709'551'615U});
    EXPECT_EQ(moved.image.engine, "a1111");
    EXPECT_EQ(moved.image.lora_scale, 0.8);
    EXPECT_EQ(moved.image.created_at, kNoon - 24h * 300);
    EXPECT_EQ(moved.image.path.text().substr(0, 8), "2026/01/");
    EXPECT_EQ(batch.state, BatchState::completed);
    EXPECT_EQ(batch.quota, QuotaState::exempt);
    EXPECT_EQ(batch.settings.num_inference_steps, 30);
    EXPECT_EQ(batch.settings.guidance_scale, 7);
    EXPECT_THAT(batch.jobs, IsEmpty());
    EXPECT_EQ(world_.run.value(move_in_.origin(moved.image.id))->negative_prompt, "blurry");
}

TEST_F(MoveInImagesTest, TakesImagesWithoutARecipe) {
    const MovedImage moved = taken("a picture");

    EXPECT_EQ(moved.program, std::nullopt);
    EXPECT_EQ(moved.image.prompt, "");
    EXPECT_EQ(moved.image.engine, "unknown");
    EXPECT_EQ(lora_of(moved).name, "Moved in");
    EXPECT_EQ(world_.run.value(move_in_.origin(moved.image.id))->path, "outputs/a.png");
}

TEST_F(MoveInImagesTest, PutsThemUnderANameThatNothingCanBeGeneratedWith) {
    intake_.recipe = recipe_of("a fox", {{"styles/noir.safetensors", "", 1, ""}});

    const Lora lora = lora_of(taken("a picture"));

    EXPECT_EQ(lora.name, "noir");
    EXPECT_EQ(lora.source, LoraSource::gallery);
    EXPECT_EQ(lora.status, LoraStatus::cancelled);
    EXPECT_EQ(lora.visibility, Visibility::private_);
    EXPECT_EQ(lora.image_count, 1);
}

TEST_F(MoveInImagesTest, TakesTheSameFileOfAWalletOnce) {
    intake_.recipe = recipe_of("a fox");
    const MovedImage first = taken("a picture");
    const int inspected = intake_.inspected;

    const MovedImage second = taken("a picture");

    EXPECT_TRUE(second.was_known);
    EXPECT_EQ(second.image.id, first.image.id);
    EXPECT_EQ(second.program, recipes::Program::a1111);
    EXPECT_EQ(intake_.inspected, inspected) << "a known file costs no look";
    EXPECT_THAT(objects(), SizeIs(3));
}

TEST_F(MoveInImagesTest, TakesTheSameFileOfTwoWalletsTwice) {
    const MovedImage first = *take("a picture", 1);
    const MovedImage second = *take("a picture", 2);

    EXPECT_FALSE(second.was_known);
    EXPECT_NE(second.image.id, first.image.id);
    EXPECT_NE(second.image.lora, first.image.lora);
}

TEST_F(MoveInImagesTest, HandsTheTextBesideItOn) {
    ArrivingImage image = arriving("a picture");
    image.sidecar = "a fox";

    world_.run.value(move_in_.take({sample_wallet(1), false}, std::move(image)));

    EXPECT_EQ(intake_.last_sidecar, "a fox");
}

TEST_F(MoveInImagesTest, LeavesNothingOfARefusedFile) {
    intake_.refusal = Error::invalid_field("file", "is damaged");

    EXPECT_EQ(code_of(take("a picture")), ErrorCode::invalid_argument);
    EXPECT_THAT(objects(), IsEmpty());
    EXPECT_THAT(world_.run.value(world_.database.loras().list({.all = true})).items, IsEmpty());
}

TEST_F(MoveInImagesTest, LeavesNothingWhenTheStoreFailsHalfWay) {
    world_.store.puts.after(2, Error::unavailable("The disk is full."));

    EXPECT_EQ(code_of(take("a picture")), ErrorCode::unavailable);
    EXPECT_THAT(objects(), IsEmpty());
    EXPECT_FALSE(take("a picture")->was_known);
}

TEST_F(MoveInImagesTest, LeavesNothingWhenTheRowIsNotWritten) {
    {
        const test::DatabaseLock lock(world_.database);
        EXPECT_EQ(code_of(take("a picture")), ErrorCode::unavailable);
    }

    EXPECT_THAT(objects(), IsEmpty());
}

TEST_F(MoveInImagesTest, OfTwoThatComeAtOnceOneIsKept) {
    std::vector<Task<MovedImage>> tasks;
    for (int i = 0; i < 2; ++i) {
        tasks.push_back(move_in_.take({sample_wallet(1), false}, arriving("a picture")));
    }

    const std::vector<Result<MovedImage>> taken = world_.run.all(std::move(tasks));

    EXPECT_EQ(intake_.inspected, 2) << "neither knew of the other";
    EXPECT_EQ(taken[0]->image.id, taken[1]->image.id);
    EXPECT_NE(taken[0]->was_known, taken[1]->was_known);
    EXPECT_THAT(objects(), SizeIs(3));
}

TEST_F(MoveInImagesTest, IsNoDiscrepancy) {
    taken("a picture");
    taken("another");
    VerifyStorage verify(world_.database.audit(), world_.store);

    const VerifyReport report = world_.run.value(verify.run({.deep = true}));

    EXPECT_THAT(report.discrepancies, IsEmpty());
    EXPECT_TRUE(report.is_clean());
    EXPECT_EQ(report.batches, 2);
}

TEST_F(MoveInImagesTest, TakesNoUnitOfTheQuota) {
    taken("a picture");

    EXPECT_THAT(
        world_.run.value(world_.database.ledger().units_in_use(sample_wallet(1), kNoon - 24h)),
        IsEmpty()
    );
    EXPECT_EQ(world_.run.value(world_.database.usage().accounting()).submitted, 0);
}

}  // namespace
}  // namespace likeness
